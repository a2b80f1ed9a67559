// @vitest-environment happy-dom
import { fireEvent, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { RecordModel } from '../../components/data/record.ts';
import { useUi } from '../../components/data/ui.ts';
import { Prompts } from '../../components/panel/Prompts.tsx';
import { ms } from '../helpers/deals.ts';
import { view } from '../helpers/panel.ts';
import { show as draw, model, newDb, who } from './harness.tsx';

const show = (
  record: RecordModel,
  side: 'rep' | 'manager' = 'rep',
  state: Partial<typeof view> = {},
) => draw(<Prompts model={record} view={{ ...view, ...state }} side={side} who={who} />, newDb());
const sent: unknown[] = [];
beforeEach(() => {
  sent.length = 0;
  useUi.getState().set({ open: null, composing: null });
  vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockImplementation((async (message: unknown) => {
    sent.push(message);
    return { ok: true, value: null };
  }) as never);
});

describe('prompts', () => {
  const troubled = { nextStep: null, amount: null, closeDate: '2026-11-01' };
  it('are at most three, exactly one open, the question as its heading', () => {
    show(model(troubled));
    expect(screen.getByRole('region', { name: 'Prompts' })).toBeTruthy();
    const articles = screen.getAllByRole('article');
    expect(articles.length).toBe(3);
    expect(screen.getAllByRole('button', { name: 'Answer' }).length).toBe(1);
    for (const article of articles) expect(article.querySelector('h3')?.textContent).toMatch(/\?$/);
  });
  it('open one at a time', () => {
    show(model(troubled));
    const shut = screen
      .getAllByRole('button', { expanded: false })
      .find((button) => button.closest('h3'));
    if (!shut) throw new Error('no shut prompt');
    const question = shut.textContent;
    fireEvent.click(shut);
    expect(document.querySelector('.prompt.open h3')?.textContent).toBe(question);
  });
  it('explain why: the evidence and its source', async () => {
    show(model({ closeDate: '2026-11-01' }));
    fireEvent.click(screen.getByRole('button', { name: 'Why this?' }));
    for (const term of ['Based on', 'Why now', 'Source'])
      expect(await screen.findByText(term)).toBeTruthy();
    expect(screen.getAllByText('from the CRM').length).toBeGreaterThan(0);
  });
  it('are dismissed with their fingerprint', async () => {
    show(model({ closeDate: '2026-11-01' }));
    fireEvent.click(screen.getByRole('button', { name: 'Later' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Tomorrow' }));
    await vi.waitFor(() => expect(sent.length).toBe(1));
    expect(sent[0]).toMatchObject({
      name: 'prompt.outcome',
      input: { outcome: 'snoozed', signal: 'closePassed', until: '2026-11-23' },
    });
  });
  it('wait while the CRM still loads, and call nothing missing', async () => {
    show(model({}, { coaching: null, facts: null, record: null }), 'rep', { state: 'reading' });
    expect(await screen.findByText(/still loading/)).toBeTruthy();
    expect(screen.queryByRole('article')).toBeNull();
  });
  it('list the strengths when there is no question', async () => {
    show(model());
    expect(await screen.findByText('No questions for this deal right now')).toBeTruthy();
    expect(screen.getAllByRole('listitem').length).toBe(3);
  });
  it('praise a win on its own ground', () => {
    show(model({ stage: 'Won', status: 'won', stageSince: ms(-1) }));
    expect(screen.getByText('What are you proudest of on this deal?')).toBeTruthy();
    expect(document.querySelector('.prompt.praise')).toBeTruthy();
  });
});
