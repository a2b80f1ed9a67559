// The pace of a deal, and properties of the engine that follow from it: days scale with the pace,
// healthy facts never add a warning, and equal input gives equal output.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coach, type DealFacts, signals } from '../../lib/coaching/index.ts';
import {
  DEFAULT_PACE,
  daysOf,
  LONGEST_PACE,
  paceEvidence,
  paceOf,
  SHORTEST_PACE,
} from '../../lib/coaching/pace.ts';
import { evaluateSignal } from '../../lib/coaching/trigger.ts';
import type { Activity, OrgHistory } from '../../lib/model/index.ts';
import { day, facts, ms, snapshot } from '../helpers/deals.ts';
import { repWith } from '../helpers/rep.ts';
import { factsOf } from './deals/facts.ts';
import { labelledDeals } from './deals/read.ts';

const SEED = 20_261_128;
const won = (value: number, n: number): OrgHistory => ({
  won: n,
  lost: 0,
  stageDays: {},
  cycleDays: { value, n },
  replyHours: null,
  amounts: {},
  contacts: null,
});
const move = (inDays: number, from: string | null, to: string | null) => ({
  at: ms(inDays),
  from,
  to,
});

describe('the pace', () => {
  it('is the cycle of ten won deals or more', () => {
    expect(paceOf(facts({}, { history: won(45, 10) }))).toEqual({ days: 45, from: 'won', n: 10 });
  });
  it('is the shorter of cycle and plan with five to nine won deals', () => {
    expect(paceOf(facts({}, { history: won(45, 5) })).days).toBe(45);
    expect(paceOf(facts({}, { history: won(300, 9) }))).toEqual({ days: 100, from: 'plan', n: 0 });
    expect(paceOf(facts({}, { history: won(45, 4) })).days).toBe(100);
  });
  it('is the first close date that is known, whatever later pushes say', () => {
    const pushed = facts({
      closeDate: day(200),
      closeDateHistory: [move(-20, day(10), day(60)), move(-5, day(60), day(200))],
    });
    expect(paceOf(pushed)).toEqual({ days: 50, from: 'plan', n: 0 });
  });
  it('knows the first close date from the first visit where the CRM has no history', () => {
    const visited = facts(
      { closeDate: day(200), closeDateHistory: undefined },
      { snapshots: [snapshot(-30, { closeDate: day(20) }), snapshot(-1, { closeDate: day(200) })] },
    );
    expect(paceOf(visited).days).toBe(60);
  });
  it('of a reopened deal counts from its reopening', () => {
    const reopened = facts({
      createdAt: ms(-300),
      closeDate: day(40),
      stageHistory: [move(-60, 'Proposal', 'Lost'), move(-20, 'Lost', 'Qualification')],
      closeDateHistory: [move(-280, null, day(-60)), move(-20, day(-60), day(40))],
    });
    expect(paceOf(reopened)).toEqual({ days: 60, from: 'plan', n: 0 });
  });
  it('is a default without won deals and without a plan, and then shows no evidence', () => {
    const unknown = facts({ closeDate: null });
    expect(paceOf(unknown)).toEqual({ days: DEFAULT_PACE, from: 'default', n: 0 });
    expect(paceEvidence(unknown)).toEqual([]);
    expect(daysOf({ share: 0.25, least: 5, most: 45 }, paceOf(unknown))).toBeNull();
  });
  it('has a floor and a ceiling', () => {
    expect(paceOf(facts({ createdAt: ms(-1), closeDate: day(1) })).days).toBe(SHORTEST_PACE);
    expect(paceOf(facts({ closeDate: day(4000) })).days).toBe(LONGEST_PACE);
  });
});

describe('a share of the pace', () => {
  it('scales between floor and ceiling, and never leaves them', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: SHORTEST_PACE, max: LONGEST_PACE }),
        fc.double({ min: 0.05, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 21, max: 400 }),
        (days, share, least, most) => {
          const of = (pace: number) =>
            daysOf({ share, least, most }, { days: pace, from: 'won', n: 12 }) ?? 0;
          expect(of(days)).toBeGreaterThanOrEqual(least);
          expect(of(days)).toBeLessThanOrEqual(most);
          expect(of(days + 10)).toBeGreaterThanOrEqual(of(days));
          if (of(days) > least && of(days) < most)
            expect(Math.abs(of(days) - days * share)).toBeLessThanOrEqual(0.5);
        },
      ),
      { seed: SEED },
    );
  });
  it('gives way to the threshold of the organisation', () => {
    const limited = signals.filter((signal) => signal.limitOn);
    expect(limited.map(({ id }) => id)).toContain('quiet');
    for (const signal of limited)
      for (const own of [1, signal.limit, 500])
        expect(evaluateSignal(signal, facts(), [], own).limit, signal.id).toBe(own);
  });
  it('is shown with its source', () => {
    const quiet = coach(
      facts({ nextStepDate: null, activities: [] }, { history: won(80, 12) }),
    ).triggered.find(({ signal }) => signal === 'quiet');
    expect(quiet?.evidence.at(-1)).toEqual({
      fact: 'paceWon',
      values: [
        { type: 'days', value: 80 },
        { type: 'count', value: 12 },
      ],
    });
  });
});

const open = labelledDeals('open').filter((deal) => deal.deal.status === 'open');
const warnings = (dealFacts: DealFacts) =>
  coach(dealFacts)
    .triggered.filter((item) => item.kind !== 'praise')
    .map((item) => item.signal)
    .sort();

/** The deals with one healthy fact more. */
type Labelled = (typeof open)[number];
const withActivity = (deal: Labelled, activity: Labelled['deal']['activities'][number]) => ({
  ...deal,
  deal: { ...deal.deal, activities: [...deal.deal.activities, activity] },
});
const healthy: Record<string, (deal: Labelled) => Labelled> = {
  'a booked call': (deal) =>
    withActivity(deal, {
      kind: 'call',
      state: 'open',
      when: 6,
      subject: 'Talk',
      who: deal.deal.contacts[0]?.id ?? null,
      direction: null,
      from: null,
    }),
  'a reply from them': (deal) =>
    withActivity(deal, {
      kind: 'email',
      state: 'done',
      when: -0.1,
      subject: 'Thank you',
      who: deal.deal.contacts[0]?.id ?? null,
      direction: 'in',
      from: deal.deal.contacts[0]?.name ?? null,
    }),
  'a dated next step': (deal) => ({
    ...deal,
    deal: { ...deal.deal, nextStep: deal.deal.nextStep ?? 'Visit', nextStepDue: 6 },
  }),
  'a meeting with who decides': (deal) =>
    withActivity(deal, {
      kind: 'meeting',
      state: 'done',
      when: -0.1,
      subject: 'Talk',
      who: deal.deal.contacts[0]?.id ?? null,
      direction: null,
      from: null,
    }),
};

describe('a healthy fact', () => {
  it.each(Object.keys(healthy))('adds no warning to any labelled deal: %s', (name) => {
    const added = open.flatMap((deal) => {
      const before = warnings(factsOf(deal));
      const change = healthy[name];
      const after = change ? warnings(factsOf(change(deal))) : [];
      const more = after.filter((signal) => !before.includes(signal));
      return more.length === 0 ? [] : [`${deal.id} ${more.join()}`];
    });
    expect(added).toEqual([]);
  });
});

describe('honest ticks in a playbook', () => {
  const listed = open.filter((deal) => deal.checklist !== null);
  it('never make a deal look worse than no tick', () => {
    expect(listed.length).toBeGreaterThan(5);
    for (const deal of listed) {
      const ticked = deal.checklist?.ticked ?? [];
      const label = (count: number) => {
        const checklist = deal.checklist && {
          ...deal.checklist,
          ticked: ticked.slice(0, count),
        };
        return coach(factsOf({ ...deal, checklist })).health?.label;
      };
      for (let count = 1; count <= ticked.length; count++)
        expect(label(count), `${deal.id}, ${count}`).toBe(label(0));
    }
  });
  it('lead to one question of the playbook at a time', () => {
    for (const deal of listed) {
      const asked = coach(factsOf(deal)).prompts.filter(({ item }) => item.topic === 'checklist');
      expect(asked.length, deal.id).toBeLessThanOrEqual(1);
    }
  });
});

describe('a question about the person', () => {
  it('never leads, and is never one of two', () => {
    const rep = repWith([], {
      weeks: [0, 10, 9, 11, 10, 9, 11],
      losses: [1, 2, 3].map((index) => ({ name: `D${index}`, at: ms(-index) })),
    });
    expect(coach(facts({}, { rep })).prompts).toEqual([]);
    const { prompts } = coach(facts({ closeDate: day(-30), nextStep: null }, { rep }));
    expect(prompts.map(({ item }) => item.topic).filter((topic) => topic === 'rep')).toEqual([
      'rep',
    ]);
    expect(prompts[0]?.item.topic).not.toBe('rep');
  });
});

it('equal facts give equal questions', () => {
  for (const deal of open) expect(coach(factsOf(deal))).toEqual(coach(factsOf(deal)));
});

describe('for any deal, person, history and settings', () => {
  const activity = fc.record({
    id: fc.constantFrom('a', 'b', 'c'),
    kind: fc.constantFrom('call' as const, 'meeting' as const, 'email' as const, 'task' as const),
    subject: fc.constantFrom('Talk', 'Quote', 'Re: quote'),
    state: fc.constantFrom('open' as const, 'done' as const),
    at: fc.option(fc.integer({ min: -200, max: 60 }).map(ms)),
    due: fc.option(fc.integer({ min: -60, max: 60 }).map(day)),
    contactId: fc.constant(null),
    direction: fc.constantFrom('in' as const, 'out' as const, null),
  });
  const deal = fc.record({
    createdAt: fc.integer({ min: -400, max: -2 }).map(ms),
    closeDate: fc.option(fc.integer({ min: -60, max: 300 }).map(day)),
    nextStep: fc.constantFrom(null, 'Send the quote'),
    nextStepDate: fc.option(fc.integer({ min: -40, max: 40 }).map(day)),
    amount: fc.constantFrom(null, { amount: 40_000, currency: 'EUR' }, undefined),
    activities: fc.option(fc.array(activity, { maxLength: 6 }), { nil: undefined }),
  });
  const outcomes = fc.array(
    fc.record({
      signal: fc.constantFrom('quiet', 'closePassed', 'noNextStep', 'nextStepStale'),
      outcome: fc.constantFrom('answered' as const, 'snoozed' as const, 'dismissed' as const),
      inDays: fc.integer({ min: -60, max: 0 }),
    }),
    { maxLength: 5 },
  );
  const rest = fc.record({
    outcomes,
    cycle: fc.option(fc.integer({ min: 7, max: 400 })),
    limits: fc.dictionary(fc.constantFrom('quiet', 'stageStuck'), fc.integer({ min: 1, max: 90 })),
    off: fc.subarray(['quiet', 'noNextStep', 'closePassed']),
    side: fc.constantFrom('rep' as const, 'manager' as const),
  });
  type Values = Parameters<typeof facts>[0];
  const factsWith = (values: Values, cycle: number | null) =>
    facts(values, cycle === null ? {} : { history: won(cycle, 12) });
  it('the same input gives the same questions and words, whatever was computed between', () => {
    fc.assert(
      fc.property(deal, rest, deal, (values, { cycle, limits, off, side, ...more }, other) => {
        const rows = more.outcomes.map(({ inDays, ...row }) => ({
          ...{ refKey: 'k', fingerprint: row.signal, reason: null, author: 'u', at: ms(inDays) },
          ...row,
        }));
        const run = (own: Values, pace: number | null) =>
          JSON.stringify(
            coach(factsWith(own, pace), { outcomes: rows, settings: { limits, off }, side }),
          );
        const first = run(values as Values, cycle);
        run(other as Values, null);
        expect(run(structuredClone(values) as Values, cycle)).toBe(first);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
  // Two warnings of one topic stand in for each other: without anything planned, an empty next step
  // is asked about as “nothing scheduled”.
  const topicsOf = (dealFacts: DealFacts) =>
    coach(dealFacts)
      .triggered.filter(({ kind }) => kind !== 'praise')
      .map(({ topic }) => topic);
  it('a booked call, a reply from them or a dated next step adds no topic of a warning', () => {
    const more = {
      ...{ subject: 'Talk', contactId: null },
    };
    const added: Record<string, (values: Values) => Values> = {
      call: (values) => ({
        ...values,
        activities: [
          ...((values?.activities ?? []) as Activity[]),
          { ...more, id: 'x', kind: 'call', state: 'open', at: ms(6), due: null, direction: null },
        ],
      }),
      reply: (values) => ({
        ...values,
        activities: [
          ...((values?.activities ?? []) as Activity[]),
          {
            ...more,
            id: 'x',
            kind: 'email',
            state: 'done',
            at: ms(-0.1),
            due: null,
            direction: 'in',
          },
        ],
      }),
      step: (values) => ({ ...values, nextStep: 'Visit', nextStepDate: day(6) }),
    };
    fc.assert(
      fc.property(deal, fc.constantFrom('call', 'reply', 'step'), (values, name) => {
        // Where no activity is visible, one that is makes others known.
        const base = { ...values, activities: values.activities ?? [] } as Values;
        const before = topicsOf(facts(base));
        const after = topicsOf(facts(added[name]?.(base) ?? {}));
        expect(after.filter((topic) => !before.includes(topic))).toEqual([]);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
});
