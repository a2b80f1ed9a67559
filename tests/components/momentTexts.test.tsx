// @vitest-environment happy-dom
// The texts of each card around a call and at the end of a deal, in each language, word for word. A
// changed sentence shows in the difference of its file (the test writes a file that is missing).

import { readFileSync } from 'node:fs';
import { cleanup } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { AddedCalls } from '../../components/panel/moments/AddedCalls.tsx';
import Brief from '../../components/panel/moments/Brief.tsx';
import CallForm from '../../components/panel/moments/CallForm.tsx';
import Debrief from '../../components/panel/moments/Debrief.tsx';
import Negotiation from '../../components/panel/moments/Negotiation.tsx';
import Review from '../../components/panel/moments/Review.tsx';
import { SinceLooked } from '../../components/panel/moments/SinceLooked.tsx';
import { suggestedFor } from '../../components/panel/moments/suggested.ts';
import { Written } from '../../components/panel/moments/Written.tsx';
import type { Due, Meeting } from '../../lib/coaching/moments/index.ts';
import { momentKinds, type RowOf } from '../../lib/model/index.ts';
import { facts, NOON } from '../helpers/deals.ts';
import { messagesOf } from '../helpers/messages.ts';
import { meOf, people } from '../helpers/view.ts';
import { item, model, newDb, noteFields, show, who } from './harness.tsx';

const HOUR = 3_600_000;
const LANGUAGES = { en: 'en-GB', de: 'de-DE', es: 'es-ES' };
const dana = { ...people.dana, name: 'Dana Whitfield' };
const tomas = {
  ...{ ...who, me: { ...meOf('tomas'), manager: dana }, user: 'tomas' },
  names: new Map([['dana', 'Dana Whitfield']]),
};

const meeting = (more: Partial<Meeting> = {}): Meeting => ({
  ...{ id: 'm', title: 'Marlow Foods', start: NOON + 20 * HOUR, end: NOON + 20.75 * HOUR },
  ...{ day: null, lastDay: null, state: 'planned', customer: true },
  ...more,
});
const due = (moment: Due['moment'], more: Partial<Due> = {}): Due => ({
  ...{ moment, about: '2026-11-20', meeting: meeting(), sentence: null, at: NOON - HOUR },
  ...more,
});
const TEXTS: Record<string, string> = {
  c1: 'Ruth meets finance',
  c2: 'Pilot figures',
  c3: 'Reference',
};
const commitment = (id: string, more: Partial<RowOf<'commitment'>>): RowOf<'commitment'> => ({
  ...{ refKey: 'k', text: TEXTS[id] ?? id, owner: 'tomas', due: '2026-11-25', state: 'open' },
  ...{ settledAt: null, author: 'tomas', at: NOON - 100 * HOUR },
  ...more,
});
const rows = {
  commitments: [
    item('c1', commitment('c1', {})),
    item('c2', commitment('c2', { author: 'dana', owner: 'dana', at: NOON - HOUR })),
    item('c3', commitment('c3', { state: 'kept', settledAt: NOON - 2 * HOUR, author: 'dana' })),
  ],
  notes: [item('n', { ...noteFields('A note'), author: 'dana', createdAt: NOON - 3 * HOUR })],
};
const done = {
  ...{ id: 'a', kind: 'meeting' as const, subject: 'Visit', state: 'done' as const },
  ...{ at: NOON - 30 * HOUR, due: null, contactId: null },
};
const base = model({ activities: [done] });
const open = {
  ...{ ...base, shareWith: 'tomas', rows: { ...base.rows, ...rows } },
  coached: { person: { focus: { skill: 'value', agreed: true } } },
} as unknown as typeof base;
const added = {
  ...{ refKey: 'k', call: 'own', withWhom: 'Ruth', author: 'tomas', editedBy: null, at: NOON },
  start: NOON + 22 * HOUR,
};
const props = { model: open, who: tomas };
const written = (moment: (typeof momentKinds)[number]) =>
  item<'moment'>(moment, {
    ...{ refKey: 'k', moment, about: 'm', state: 'kept', until: null, title: 'Call', tried: null },
    ...{ next: 'c1', author: 'tomas', editedBy: null, at: NOON - HOUR },
    words: {
      brief: { aim: '…', ask: '…', listen: '…' },
      debrief: { said: '…', learned: '…' },
      lossReview: { doubt: 'early', lesson: '…' },
      winReview: { mattered: '…', story: '…' },
      negotiation: { give: '…', want: '…', walkAway: '…', decides: '…' },
    }[moment],
  });

const cards: Record<string, () => ReactNode> = {
  'brief, the day before': () => (
    <Brief {...props} due={due('brief')} meeting={meeting()} also={[meeting({ id: 'n' })]} />
  ),
  'brief, minutes before': () => {
    const soon = meeting({ start: NOON + HOUR / 5, end: null });
    return <Brief {...props} due={due('brief')} meeting={soon} also={[]} />;
  },
  'brief, of a call that was added': () => (
    <Brief {...props} due={due('brief')} meeting={meeting({ isAdded: true })} also={[]} />
  ),
  debrief: () => <Debrief {...props} due={due('debrief')} />,
  'debrief, of a call that was added': () => (
    <Debrief {...props} due={due('debrief', { meeting: meeting({ isAdded: true }) })} />
  ),
  'negotiation preparation': () => (
    <Negotiation {...props} due={due('negotiation', { sentence: '10 %?' })} />
  ),
  'review of a loss': () => <Review {...props} due={due('lossReview')} />,
  'review of a win': () => <Review {...props} due={due('winReview')} />,
  'since the last look': () => <SinceLooked {...props} since={NOON - 48 * HOUR} />,
  ...Object.fromEntries(
    momentKinds.map((kind) => [
      `finished: ${kind}`,
      () => <Written {...props} item={written(kind)} />,
    ]),
  ),
  'added calls': () => (
    <AddedCalls model={{ ...open, facts: { ...facts(), plannedCalls: [added] } }} />
  ),
  'form of a call': () => <CallForm model={open} call={null} onClose={() => {}} />,
};

/** Every text of the card in its order, one a line, and the names that only screen readers say. */
function linesOf(root: Element): string[] {
  const lines: string[] = [];
  const visit = (node: Node) => {
    if (node instanceof HTMLElement) {
      const name = node.getAttribute('aria-label');
      if (name !== null) lines.push(`[${name}]`);
      if (node.tagName === 'STYLE') return;
    }
    const text = node.nodeType === Node.TEXT_NODE ? (node.textContent ?? '').trim() : '';
    if (text !== '') lines.push(text);
    for (const child of node.childNodes) visit(child);
  };
  visit(root);
  // Marks around inserted values are invisible.
  return lines.map((line) => line.replaceAll(/[\u2066-\u2069\u200e\u200f]/g, ''));
}

it.each(Object.entries(LANGUAGES))(
  'the cards say in %s what their file says',
  async (code, tag) => {
    const messages = messagesOf(JSON.parse(readFileSync(`locales/${code}.json`, 'utf8')));
    vi.spyOn(fakeBrowser.i18n, 'getMessage').mockImplementation(messages as never);
    vi.spyOn(fakeBrowser.i18n, 'getUILanguage').mockImplementation(() => tag);
    const parts: string[] = [];
    for (const [name, card] of Object.entries(cards)) {
      const shown = show(card(), newDb());
      parts.push(`# ${name}`, ...linesOf(shown.container), '');
      cleanup();
    }
    parts.push('# questions for a call');
    for (const { ask, listen } of suggestedFor(open)) parts.push(ask, `  ${listen}`);
    await expect(`${parts.join('\n')}\n`).toMatchFileSnapshot(`golden/moments.${code}.txt`);
  },
);
