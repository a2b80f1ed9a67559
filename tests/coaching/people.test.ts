// Questions about a person or a pattern: kept once for the rep, asked on one deal a day; and a
// warning of many deals stays on a few of them.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecordInput } from '../../lib/coaching/assemble.ts';
import { wordReader } from '../../lib/coaching/evidence/read.ts';
import {
  type Coached,
  coach,
  coachRecord,
  gatherExposure,
  type OrgCoaching,
  repDayOf,
  signals,
  summarise,
  warningsOf,
} from '../../lib/coaching/index.ts';
import { repOf } from '../../lib/coaching/people.ts';
import { repPattern } from '../../lib/coaching/signals/repPattern.ts';
import { fingerprint } from '../../lib/coaching/trigger.ts';
import {
  type DealRecord,
  type DealSummary,
  ownerKey,
  type PromptOutcome,
  type RepDay,
  refKey,
} from '../../lib/model/index.ts';
import { day, deal, facts, ms, NOON, now } from '../helpers/deals.ts';
import { org } from '../helpers/org.ts';
import { repWith } from '../helpers/rep.ts';
import { factsOf } from './deals/facts.ts';
import { labelledDeals } from './deals/read.ts';

const SEED = 20_261_128;
const DAY = 86_400_000;
const OWNER = 'odoo/t/u1';
const tomorrow = { ...now, ms: NOON + DAY };

/** A summary of an open deal; each warning is a signal and its severity. */
function summaryOf(
  key: string,
  warnings: [string, number][],
  more: Omit<Partial<DealSummary>, 'warnings'> = {},
) {
  return {
    ...summarise(key, facts(), [], null),
    owner: OWNER,
    triggered: warnings.map(([signal]) => signal),
    ...more,
    warnings: warnings.map(([signal, severity]) => ({ signal, severity, waits: true })),
  };
}
const dayOf = (list: readonly DealSummary[], stored: RepDay | null = null, at = now) =>
  repDayOf(list, OWNER, at, { limit: repPattern.limit, stored });

describe('whom a signal is about', () => {
  it('is declared: what is not about the deal has the topic of the rep, and one deal a day', () => {
    const others = signals.filter(({ about }) => about !== 'deal');
    expect(others.map(({ id }) => id)).toEqual(['repPattern', 'offTrend', 'losses']);
    expect(signals.filter(({ topic }) => topic === 'rep')).toEqual(others);
    for (const { id, unless } of others) expect(unless, id).toContain('otherDealOfRep');
  });
  it('leaves each side a set of its own', () => {
    for (const side of ['rep', 'manager'] as const)
      expect(signals.filter((signal) => signal.side === side).length, side).toBeGreaterThan(10);
  });
  it('puts other questions first for a manager than for the rep', () => {
    const first = (side: 'rep' | 'manager') =>
      labelledDeals('open').flatMap((labelled) => {
        const { prompts } = coach(factsOf(labelled), { side });
        return prompts.find(({ item }) => item.kind !== 'praise') ?? [];
      });
    const own = (side: 'rep' | 'manager') =>
      first(side).filter(({ item }) => item.side === side).length;
    const others = (side: 'rep' | 'manager', other: 'rep' | 'manager') =>
      first(other).filter(({ item }) => item.side === side).length;
    expect(own('rep')).toBeGreaterThan(others('rep', 'manager'));
    expect(own('manager')).toBeGreaterThan(others('manager', 'rep'));
  });
});

describe('the patterns of a rep', () => {
  const ids = signals
    .filter(({ about, kind }) => about === 'deal' && kind !== 'praise')
    .slice(0, 6)
    .map(({ id }) => id);
  const deals = fc.array(
    fc.record({
      warnings: fc.uniqueArray(
        fc.tuple(fc.constantFrom(...ids), fc.double({ min: 0, max: 1, noNaN: true })),
        { selector: ([id]) => id, maxLength: 4 },
      ),
      amount: fc.option(fc.integer({ min: 1, max: 9 })),
      handled: fc.boolean(),
    }),
    { maxLength: 40 },
  );
  type Made = typeof deals extends fc.Arbitrary<infer T> ? T : never;
  const summariesOf = (made: Made) =>
    made.map(({ warnings, amount, handled }, index) => {
      const summary = summaryOf(`odoo/t/deal/${String(index).padStart(2, '0')}`, warnings, {
        amount: amount === null ? null : { amount, currency: 'GBP' },
      });
      const [first, ...rest] = summary.warnings;
      return first && handled
        ? { ...summary, warnings: [{ ...first, waits: false }, ...rest] }
        : summary;
    });

  it('stay on at most a fifth of their deals, in whatever order these are known', () => {
    fc.assert(
      fc.property(deals, fc.nat(1000), (made, turn) => {
        const list = summariesOf(made);
        const today = dayOf(list);
        const asking = list.filter(({ warnings }) =>
          warnings.some(({ severity, waits }) => waits && severity >= 0.4),
        );
        const countOf = (id: string) =>
          list.filter(({ warnings }) =>
            warnings.some(({ signal, severity }) => signal === id && severity >= 0.4),
          ).length;
        const frequent = ids.filter(
          (id) => asking.length >= 5 && countOf(id) >= 3 && countOf(id) / asking.length > 0.2,
        );
        expect(today.patterns.map(({ signal }) => signal).sort()).toEqual(frequent.sort());
        for (const { signal, count, of, deals: kept } of today.patterns) {
          expect([count, of]).toEqual([countOf(signal), list.length]);
          expect(kept.length).toBeLessThanOrEqual(Math.max(1, Math.floor(count / 5)));
          for (const key of kept)
            expect(
              list
                .find((summary) => summary.key === key)
                ?.warnings.some((item) => item.signal === signal && item.waits),
            ).toBe(true);
        }
        const at = list.length === 0 ? 0 : turn % list.length;
        expect(dayOf([...list.slice(at), ...list.slice(0, at)].reverse())).toEqual(today);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
  it('stay where severity and amount are high', () => {
    const list = Array.from({ length: 10 }, (_, index) =>
      summaryOf(`odoo/t/deal/${index}`, [['closePassed', index === 3 ? 1 : 0.6]], {
        amount: { amount: index === 7 ? 900 : 10, currency: 'GBP' },
      }),
    );
    expect(dayOf(list).patterns[0]?.deals.toSorted()).toEqual(['odoo/t/deal/3', 'odoo/t/deal/7']);
  });
  it('are none for few deals, a milder warning, old summaries and closed deals', () => {
    const passed = (count: number, more: Partial<DealSummary> = {}, severity = 0.6) =>
      Array.from({ length: count }, (_, index) =>
        summaryOf(`odoo/t/deal/${index}`, [['closePassed', severity]], more),
      );
    expect(dayOf(passed(5)).patterns).toHaveLength(1);
    expect(dayOf(passed(4)).patterns).toEqual([]);
    expect(dayOf(passed(9, {}, 0.3)).patterns).toEqual([]);
    expect(dayOf(passed(9, { at: NOON - 31 * DAY })).open).toBe(0);
    expect(dayOf(passed(9, { status: 'won' })).open).toBe(0);
    expect(dayOf(passed(9, { owner: 'another' })).open).toBe(0);
  });
  it('are those that the organisation’s threshold leaves, and none where it is off', () => {
    const list = [
      ...Array.from({ length: 5 }, (_, i) => summaryOf(`odoo/t/deal/a${i}`, [['quiet', 0.6]])),
      ...Array.from({ length: 5 }, (_, i) => summaryOf(`odoo/t/deal/b${i}`, [['oldDeal', 0.6]])),
    ];
    const patterns = (limits: Record<string, number>, off: string[] = []) =>
      repOf({ summaries: list }, { settings: { limits, off } }, OWNER, now)?.patterns.length;
    expect(patterns({})).toBe(2);
    expect(patterns({ repPattern: 50 })).toBe(0);
    expect(patterns({}, ['repPattern'])).toBe(0);
  });
  it('are the same until midnight, except that twice as many deals are looked at again', () => {
    const list = (count: number, id: string) =>
      Array.from({ length: count }, (_, index) => summaryOf(`odoo/t/deal/${index}`, [[id, 0.6]]));
    const morning = dayOf(list(6, 'closePassed'));
    expect(dayOf(list(6, 'quiet'), morning)).toBe(morning);
    expect(dayOf(list(11, 'quiet'), morning)).toBe(morning);
    const doubled = dayOf(list(12, 'quiet'), morning);
    expect(doubled.patterns.map(({ signal }) => signal)).toEqual(['quiet']);
    expect(doubled.deal, 'the deal of the day stays').toBe(morning.deal);
    const next = dayOf(list(6, 'quiet'), morning, tomorrow);
    expect(next.patterns.map(({ signal }) => signal)).toEqual(['quiet']);
  });
});

const problems: Parameters<typeof deal>[0][] = [
  { closeDate: day(-20) },
  { nextStep: null, nextStepDate: null },
  { amount: null },
  { stageSince: ms(-200), createdAt: ms(-250) },
];
/** A deal of the CRM with some of the problems. */
function recordOf(index: number, chosen: readonly number[]): DealRecord {
  const values = Object.assign({}, ...chosen.map((at) => problems[at]));
  const record = deal(values);
  return { ...record, ref: { ...record.ref, id: `d${String(index).padStart(2, '0')}` } };
}
const owner = ownerKey(deal().ref, 'Tomas Lindqvist');

function see(record: DealRecord, more: Partial<RecordInput>, rules: Partial<OrgCoaching> = {}) {
  const none = { notes: [], snapshots: [], laterVisits: [], typed: [], commitments: [] };
  const coached = coachRecord(
    {
      ...{ ref: record.ref, record, ...none, checks: [], moved: [], outcomes: [], shown: [] },
      ...{ summaries: [], reader: wordReader, ...more },
    },
    { ...org, ...rules },
    now,
    () => null,
  );
  if (!coached) throw new Error('nothing to read');
  return coached;
}
function summed({ facts: dealFacts, coaching }: Coached): DealSummary {
  const warnings = coaching.triggered.filter(({ kind }) => kind !== 'praise');
  return summarise(
    dealFacts.key,
    dealFacts,
    warnings.map(({ signal }) => signal),
    null,
    warningsOf(coaching),
  );
}
const lost = (index: number) => ({
  ...summarise(`${refKey(deal().ref)}-lost${index}`, facts(), [], null),
  ...{ status: 'lost' as const, closedAt: ms(-2 - index), name: `Lost ${index}` },
});
const aboutPerson = ({ coaching }: Coached) =>
  coaching.prompts.filter(({ item }) => item.about !== 'deal');

describe('on the deals of one rep', () => {
  it('one a day has a question about the person, and a fifth a frequent warning', () => {
    const sets = fc.array(fc.subarray([0, 1, 2, 3]), { minLength: 1, maxLength: 25 });
    fc.assert(
      fc.property(sets, fc.boolean(), (chosen, loses) => {
        const records = chosen.map((list, index) => recordOf(index, list));
        const summaries = [
          ...records.map((record) => summed(see(record, {}))),
          ...(loses ? [0, 1, 2].map(lost) : []),
        ];
        const seen = records.map((record) => see(record, { summaries }));
        expect(
          records.map((record) => see(record, { summaries })),
          'again',
        ).toEqual(seen);
        expect(seen.filter((one) => aboutPerson(one).length > 0).length).toBeLessThanOrEqual(1);
        for (const one of seen) expect(aboutPerson(one).length).toBeLessThanOrEqual(1);
        for (const { signal, count } of seen[0]?.facts.rep?.patterns ?? []) {
          const shown = seen.filter(({ coaching }) =>
            coaching.prompts.some(({ item }) => item.signal === signal),
          );
          expect(shown.length, signal).toBeLessThanOrEqual(Math.max(1, Math.floor(count / 5)));
        }
        // What is not asked here can still be seen.
        for (const { coaching } of seen) {
          const listed = [...coaching.prompts, ...coaching.others].map(({ item }) => item.signal);
          expect(listed.sort()).toEqual(coaching.triggered.map(({ signal }) => signal).sort());
        }
      }),
      { seed: SEED, numRuns: 40 },
    );
  });
  it('the rest show their next question', () => {
    const records = Array.from({ length: 10 }, (_, index) =>
      recordOf(index, index === 4 || index === 6 ? [0, 2] : [0]),
    );
    const shown = (summaries: readonly DealSummary[]) =>
      records.map((record) =>
        see(record, { summaries })
          .coaching.prompts.map(({ item }) => item.signal)
          .join(' '),
      );
    const alone = shown([]);
    expect(alone.slice(4, 6)).toEqual(['closePassed amountBlank', 'closePassed']);
    const summaries = records.map((record) => summed(see(record, {})));
    expect(shown(summaries).filter(Boolean).sort()).toEqual([
      'amountBlank',
      'closePassed',
      'closePassed',
      'repPattern amountBlank',
    ]);
  });
});

describe('the question about a pattern', () => {
  const pattern = { signal: 'closePassed', count: 7, of: 15, share: 47, deals: [] };
  it('stands in for the warning, alone and first', () => {
    const { prompts, others } = coach(facts({ closeDate: day(-20) }, { rep: repWith([pattern]) }));
    expect(prompts.map(({ item }) => item.signal)).toEqual(['repPattern']);
    expect(prompts[0]?.item.values?.slice(1)).toEqual([
      { type: 'count', value: 7 },
      { type: 'count', value: 15 },
    ]);
    expect(others.map(({ item }) => item.signal)).toEqual(['closePassed']);
  });
  it('does not come alone on a deal without the warning, or on another deal', () => {
    expect(coach(facts({}, { rep: repWith([pattern]) })).prompts).toEqual([]);
    const elsewhere = repWith([pattern], { deal: 'another' });
    expect(coach(facts({ closeDate: day(-20) }, { rep: elsewhere })).prompts).toEqual([]);
  });
});

describe('an outcome of a question about the person', () => {
  const asked = recordOf(1, [0, 1]);
  const summaries = [summed(see(asked, {})), lost(0), lost(1), lost(2)];
  const find = (rules: Partial<OrgCoaching>) =>
    aboutPerson(see(asked, { summaries }, rules)).map(({ item }) => item);
  const outcome = (refKeyOf: string): PromptOutcome => ({
    ...{ refKey: refKeyOf, signal: 'losses', fingerprint: find({})[0]?.fingerprint ?? '' },
    ...{ outcome: 'answered', reason: null, author: 'me', at: ms(-3) },
  });
  const exposure = (key: string, of: string) =>
    gatherExposure([outcome(key)], [], now, new Map([[key, of]]));
  it('counts on every deal of that rep, and on no deal of another', () => {
    expect(find({}).map(({ signal }) => signal)).toEqual(['losses']);
    expect(find({ exposure: exposure('elsewhere', owner) })).toEqual([]);
    expect(find({ exposure: exposure('elsewhere', 'another') })).toHaveLength(1);
  });
  it('is not kept for questions about the deal, for unknown deals, or for ever', () => {
    const kept = (change: Partial<PromptOutcome>) =>
      gatherExposure([{ ...outcome('k'), ...change }], [], now, new Map([['k', owner]])).person;
    expect(kept({})).toHaveLength(1);
    expect(kept({ signal: 'quiet' })).toEqual([]);
    expect(kept({ refKey: 'unknown' })).toEqual([]);
    expect(kept({ at: ms(-200) })).toEqual([]);
  });
  it('lets the next pattern come', () => {
    const rep = [
      ...Array.from({ length: 6 }, (_, index) => recordOf(index, [0, 1])),
      recordOf(6, [0]),
    ];
    const known = rep.map((record) => summed(see(record, {})));
    const patternOf = (rules: Partial<OrgCoaching>) =>
      rep
        .flatMap((record) => aboutPerson(see(record, { summaries: known }, rules)))
        .map(({ item }) => item.fingerprintInputs.pattern);
    expect(patternOf({})).toEqual(['closePassed']);
    const handled = {
      ...{ ...outcome('k'), signal: 'repPattern' },
      fingerprint: fingerprint('repPattern', { pattern: 'closePassed' }),
    };
    const seen = gatherExposure([handled], [], now, new Map([['k', owner]]));
    expect(patternOf({ exposure: seen })).toEqual(['noNextStep']);
  });
});

it('activity counts are the rep’s own', () => {
  const summaries = [{ ...summaryOf('odoo/t/deal/1', []), weeks: { '20000': 4 } }];
  const weeks = (isOwn: boolean) =>
    repOf({ summaries, isOwn }, { settings: null }, OWNER, now)?.weeks.length;
  expect(weeks(true)).toBeGreaterThan(0);
  expect(weeks(false)).toBe(0);
});
