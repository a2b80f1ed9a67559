// This week's conversations: which deals they are, and that they stay.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coach } from '../../lib/coaching/index.ts';
import { roleOn } from '../../lib/model/index.ts';
import type { KnownDeal } from '../../lib/view/deals.ts';
import { excerptOf } from '../../lib/view/excerpts.ts';
import {
  type Choice,
  choiceOf,
  type Request,
  requestsOf,
  rightDeals,
} from '../../lib/view/rightDeals.ts';
import { facts, NOON } from '../helpers/deals.ts';
import { note } from '../helpers/note.ts';
import { item } from '../helpers/view.ts';

const DAY = 86_400_000;
/** A Monday noon: the week goes on to Sunday. */
const MONDAY = Date.parse('2026-11-23T12:00:00Z');
const at = (days: number) => ({ ms: MONDAY + days * DAY, timeZone: 'Europe/London' });

function known(key: string, values: Parameters<typeof facts>[0] = {}, owner = 'Tomas'): KnownDeal {
  const dealFacts = facts(values);
  return {
    key,
    ref: dealFacts.ref,
    name: key,
    owner,
    facts: dealFacts,
    coaching: coach(dealFacts),
    plan: null,
    role: roleOn({ me: null, localRole: 'rep', linked: null, answer: null }),
    record: null,
    shareWith: null,
    unconfirmed: null,
    health: null,
  };
}
/** A deal with something to ask about, and an amount. */
const asks = (key: string, amount: number, owner = 'Tomas', values = {}) =>
  known(
    key,
    {
      closeDate: '2026-12-04',
      nextStep: null,
      nextStepDate: null,
      amount: { amount, currency: 'GBP' },
      ...values,
    },
    owner,
  );
const none = { requests: [], previous: null, onePerRep: false };
type Input = Omit<Parameters<typeof rightDeals>[0], 'deals'> & { deals: readonly KnownDeal[] };
const chosenOf = ({ deals, ...input }: Input) =>
  rightDeals({ ...input, deals: deals.map(excerptOf) });
const keysOf = (input: Input) => chosenOf(input).map(({ deal }) => deal.key);
const request = (key: string, days = -1): Request => ({
  key,
  kind: 'help',
  author: 'tomas',
  at: MONDAY + days * DAY,
  ...{ note: `n-${key}`, scope: 'p:dana:tomas', text: 'How?', name: key },
});

describe('this week’s conversations', () => {
  const deals = [10, 20, 30, 40, 50].map((amount) => asks(`d${amount}`, amount * 1000));
  it('are the three deals with most at stake, each with its reason', () => {
    const chosen = chosenOf({ ...none, deals, now: at(0) });
    expect(chosen.map(({ deal }) => deal.key)).toEqual(['d50', 'd40', 'd30']);
    expect(chosen.every(({ signal }) => signal !== null)).toBe(true);
  });
  it('leave a healthy deal out, and a list of healthy deals empty', () => {
    const calm = known('calm');
    const isCalm = calm.coaching.triggered.every(({ kind }) => kind === 'praise');
    expect(isCalm).toBe(true);
    expect(keysOf({ ...none, deals: [calm, asks('d1', 1)], now: at(0) })).toEqual(['d1']);
    expect(keysOf({ ...none, deals: [calm], now: at(0) })).toEqual([]);
  });
  it('begin with a request for help, also where a question of somebody is older', () => {
    const deals = [asks('a', 10), asks('b', 10)];
    const question = { ...request('a', -3), kind: 'question' as const };
    const requests = [question, request('b', -1)];
    expect(keysOf({ ...none, deals, requests, now: at(0) })).toEqual(['b', 'a']);
    const both = [...requests, request('a', -2)];
    const [first] = chosenOf({ ...none, deals, requests: both, now: at(0) });
    expect(first?.request).toEqual(request('a', -2));
  });
  it('begin with a request for help, whatever the signals say, the oldest first', () => {
    const requests = [request('d10'), request('d20', -3)];
    expect(keysOf({ ...none, deals, requests, now: at(0) })).toEqual(['d20', 'd10', 'd50']);
    const previous = choiceOf(chosenOf({ ...none, deals, now: at(0) }), null, at(0));
    expect(keysOf({ ...none, deals, requests, previous, now: at(1) }).slice(0, 2)).toEqual([
      'd20',
      'd10',
    ]);
  });
  it('are with three reps for a manager', () => {
    const team = [
      asks('a1', 90, 'Tomas'),
      asks('a2', 80, 'Tomas'),
      asks('b1', 20, 'Jonas'),
      asks('c1', 10, 'Aisha'),
    ];
    expect(keysOf({ ...none, deals: team, now: at(0), onePerRep: true })).toEqual([
      'a1',
      'b1',
      'c1',
    ]);
  });
  it('stay on every later day of the week while nothing happens', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 6 }),
        (amounts, days) => {
          const list = amounts.map((amount, index) => asks(`d${index}`, amount * 1000));
          const first = chosenOf({ ...none, deals: list, now: at(0) });
          const previous = choiceOf(first, null, at(0));
          // The same deals, whose facts are as of later days, with other severities.
          const later = list.map((deal, index) => ({
            ...deal,
            coaching: {
              ...deal.coaching,
              triggered: deal.coaching.triggered.map((signal) => ({
                ...signal,
                severity: ((index * 7 + days * 3) % 10) / 10,
              })),
            },
          }));
          const again = chosenOf({ ...none, deals: later, previous, now: at(days) });
          const usable = later.filter(({ coaching }) =>
            coaching.triggered.some(({ severity }) => severity > 0),
          );
          const left = first.filter(({ deal }) => usable.some(({ key }) => key === deal.key));
          expect(again.slice(0, left.length).map(({ deal }) => deal.key)).toEqual(
            left.map(({ deal }) => deal.key),
          );
        },
      ),
      { seed: 17, numRuns: 200 },
    );
  });
  it('change for a deal on which something happened, and only for it', () => {
    const first = chosenOf({ ...none, deals, now: at(0) });
    const remembered = choiceOf(first, null, at(0)) as Choice;
    expect(remembered.keys).toEqual(['d50', 'd40', 'd30']);
    expect(choiceOf(first, remembered, at(1))).toBeNull();
    const moved = asks('d60', 60_000, 'Tomas', {
      closeDateHistory: [{ at: MONDAY + DAY, from: '2026-11-27', to: '2026-12-04' }],
    });
    const quiet = asks('d70', 70_000);
    const now = at(2);
    expect(keysOf({ ...none, deals: [...deals, quiet], previous: remembered, now })).toEqual([
      'd50',
      'd40',
      'd30',
    ]);
    expect(keysOf({ ...none, deals: [...deals, moved], previous: remembered, now })).toEqual([
      'd50',
      'd40',
      'd60',
    ]);
  });
  it('are chosen anew every week', () => {
    const previous = choiceOf(chosenOf({ ...none, deals, now: at(0) }), null, at(0));
    const more = [...deals, asks('d90', 90_000)];
    expect(keysOf({ ...none, deals: more, previous, now: at(6) })[0]).toBe('d50');
    expect(keysOf({ ...none, deals: more, previous, now: at(7) })[0]).toBe('d90');
  });
});

describe('a request', () => {
  const help = (id: string, author: string, kind: string, createdAt: number, refKey = 'k') =>
    item(id, note(author, id, { kind, createdAt, refKey }), 'p:dana:tomas') as never;
  it('is another person’s, until somebody answers on that deal', () => {
    const notes = [
      help('asked', 'tomas', 'help', NOON),
      help('own', 'dana', 'question', NOON, 'third'),
      help('plain', 'tomas', 'note', NOON),
      help('answered', 'tomas', 'help', NOON, 'other'),
      help('answer', 'dana', 'note', NOON + 1, 'other'),
    ];
    expect(requestsOf(notes, [], 'dana').map(({ key }) => key)).toEqual(['k']);
    const reply = item('r', { refKey: 'k', author: 'dana', createdAt: NOON + 5 }) as never;
    expect(requestsOf(notes, [reply], 'dana')).toEqual([]);
    expect(requestsOf(notes, [], 'tomas').map(({ kind }) => kind)).toEqual(['question']);
  });
});
