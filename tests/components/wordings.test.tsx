// @vitest-environment happy-dom
import { act } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { useUi } from '../../components/data/ui.ts';
import { Prompts } from '../../components/panel/Prompts.tsx';
import { coach } from '../../lib/coaching/index.ts';
import type { PromptOutcome } from '../../lib/model/index.ts';
import { facts, ms } from '../helpers/deals.ts';
import { view } from '../helpers/panel.ts';
import { model, newDb, show, who } from './harness.tsx';

/** The observers of what is on screen, which the panel creates. */
const observers = new Set<(intersects: boolean) => void>();
class Observer {
  constructor(report: (entries: { isIntersecting: boolean }[]) => void) {
    observers.add((isIntersecting) => report([{ isIntersecting }]));
  }
  observe() {}
  disconnect() {}
}
const put = (isOnScreen: boolean) =>
  act(() => {
    for (const report of observers) report(isOnScreen);
  });

beforeEach(() => {
  observers.clear();
  vi.stubGlobal('IntersectionObserver', Observer);
  useUi.getState().set({ open: null, composing: null, key: null });
});

const late = { closeDate: '2026-11-01' };
const answered: PromptOutcome = {
  ...{ refKey: 'k', signal: 'closePassed', fingerprint: 'earlier', outcome: 'answered' },
  ...{ reason: null, author: 'tomas', at: ms(-30) },
};
const card = (outcomes: readonly PromptOutcome[], key = 'k') => (
  <Prompts
    model={{ ...model(late), key, coaching: coach(facts(late), { outcomes }) }}
    view={view}
    side="rep"
    who={who}
  />
);
const question = () => document.querySelector('[data-signal="closePassed"] h3')?.textContent;
const reality = 'What do you know today about when they want to sign?';
const options = 'Which event on their side should the new close date depend on?';

describe('the wording of a question on screen', () => {
  it('is that of the rows when the visit begins', () => {
    show(card([answered]), newDb());
    expect(question()).toBe(options);
  });
  it('stays when a row of another device arrives, open or shut', () => {
    const drawn = show(card([]), newDb());
    expect(question()).toBe(reality);
    drawn.again(card([answered]));
    expect(question()).toBe(reality);
    act(() => useUi.getState().set({ open: 'none' }));
    expect(document.querySelector('.prompt.shut')).toBeTruthy();
    expect(question()).toBe(reality);
  });
  it('is chosen anew on another record, and when the panel comes back on screen', () => {
    const drawn = show(card([]), newDb());
    drawn.again(card([answered], 'other'));
    expect(question()).toBe(options);
    drawn.again(card([], 'other'));
    expect(question()).toBe(options);
    put(false);
    put(true);
    expect(question()).toBe(reality);
  });
});
