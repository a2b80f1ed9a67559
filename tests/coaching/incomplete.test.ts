// Lists that may be incomplete: what is not in them is neither a silence nor a deal without moves.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factValues } from '../../lib/coaching/authored/fields.ts';
import { coach } from '../../lib/coaching/index.ts';
import { stepBack } from '../../lib/coaching/stepBack.ts';
import type { DealFieldName } from '../../lib/model/index.ts';
import { day, deal, facts, ms, snapshot } from '../helpers/deals.ts';
import { done, mail, move, open as task } from './signals/samples.ts';

type Input = Parameters<typeof facts>;

/** The facts of a deal of which some lists may be incomplete. */
function incomplete(
  names: DealFieldName[],
  values: Input[0],
  more: Input[1] = {},
  confidence = 0.5,
) {
  const record = deal(values);
  for (const name of names) {
    const field = record.fields[name];
    if (field.state === 'seen') field.confidence = confidence;
  }
  return facts({}, { record, ...more });
}
const outcome = (signal: string, it: ReturnType<typeof facts>) => {
  const { triggered, notEvaluated } = coach(it);
  if (triggered.some((item) => item.signal === signal)) return 'triggered';
  return notEvaluated.includes(signal) ? 'unknown' : 'notTriggered';
};

const open = { nextStep: null, nextStepDate: null, contacts: undefined };
const later = { stage: 'Negotiation' };
const lists: Record<string, Input[0]> = {
  quiet: { ...open, activities: [done(-40)] },
  noReply: { ...open, activities: [mail(-20, 'out'), mail(-25, 'out'), mail(-30, 'in')] },
  slowing: { ...open, activities: [-35, -36, -37, -38, -39, -40].map((at) => done(at)) },
  oneSided: { ...open, activities: [-1, -2, -3, -4, -5, -6].map((at) => mail(at, 'out')) },
  noMeeting: {
    ...later,
    createdAt: ms(-100),
    activities: [mail(-3, 'in'), task(day(4))],
  },
  reengaged: { ...open, activities: [mail(-1, 'in'), mail(-60, 'in')] },
  buyerWaits: { ...open, activities: [{ ...mail(-9, 'in'), subject: 'Which price?' }] },
  championQuiet: {
    ...open,
    ...later,
    contacts: [{ id: 'c1', name: 'Ruth', role: 'Champion', title: null }],
    activities: [{ ...mail(-40, 'in'), contactId: 'c1' }, mail(-39, 'out')],
  },
};

describe('activities that may be incomplete', () => {
  it.each(Object.entries(lists))('do not show what %s asks about', (signal, values) => {
    expect(outcome(signal, facts(values))).toBe('triggered');
    expect(outcome(signal, incomplete(['activities'], values))).toBe('unknown');
  });
  it('are no silence, whatever the latest is, and no warning where it is recent', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 90 }), (ago) => {
        const values = { ...open, activities: [done(-ago)] };
        const whole = outcome('quiet', facts(values));
        const expected = whole === 'triggered' ? 'unknown' : whole;
        expect(outcome('quiet', incomplete(['activities'], values))).toBe(expected);
      }),
      { seed: 20261128, numRuns: 60 },
    );
  });
  it('of which only the older ones are missing show a silence', () => {
    expect(outcome('quiet', incomplete(['activities'], lists.quiet, {}, 0.9))).toBe('triggered');
  });
  it('of which only the older ones are missing may have a meeting that was held', () => {
    expect(outcome('noMeeting', incomplete(['activities'], lists.noMeeting, {}, 0.9))).toBe(
      'unknown',
    );
  });
  it('give conditions no number', () => {
    const numbers = ['quietDays', 'activities30', 'plannedActivities', 'overdueTasks'];
    const has = (it: ReturnType<typeof facts>) => numbers.filter((name) => name in factValues(it));
    expect(has(facts())).toEqual(numbers);
    expect(has(incomplete(['activities'], {}))).toEqual([]);
  });
});

describe('a history that may be incomplete', () => {
  const amount = (inDays: number, value: number) =>
    snapshot(inDays, { amount: value, currency: 'GBP', stage: 'Proposal', closeDate: day(60) });
  const snapshotAt = (at: number, value: number) => ({ ...amount(-1, value), at });
  const halved = {
    amount: { amount: 20_000, currency: 'GBP' },
    amountHistory: [move(-30, 30_000, 40_000)],
  };
  it('is completed with the moves of visits after its last entry', () => {
    const more = { snapshots: [amount(-8, 40_000), amount(-5, 20_000)] };
    const it = incomplete(['amountHistory'], halved, more);
    expect(it.amountMoves).toMatchObject({
      list: [{ to: 40_000 }, { from: 40_000, to: 20_000, at: ms(-5) }],
      isPartial: true,
    });
    expect(outcome('amountDown', it)).toBe('triggered');
    // The whole history has every move.
    expect(facts(halved, more).amountMoves).toMatchObject({ list: [{}], isPartial: false });
  });
  it('lists a move once that a visit saw too', () => {
    const moves = [move(-30, 30_000, 40_000), move(-6, 40_000, 20_000)];
    const more = {
      snapshots: [amount(-8, 40_000), amount(-5, 20_000), amount(-3, 40_000), amount(-1, 20_000)],
    };
    const it = incomplete(['amountHistory'], { ...halved, amountHistory: moves }, more);
    expect(it.amountMoves?.list.map(({ to }) => to)).toEqual([40_000, 20_000, 40_000, 20_000]);
  });
  it('keeps a move that a visit saw, where an older entry has equal values', () => {
    const moves = [move(-30, 40_000, 30_000), move(-20, 30_000, 40_000)];
    const more = { snapshots: [amount(-8, 40_000), amount(-5, 20_000)] };
    const it = incomplete(['amountHistory'], { ...halved, amountHistory: moves }, more);
    expect(it.amountMoves?.list.map(({ at, to }) => [at, to])).toEqual([
      [ms(-30), 30_000],
      [ms(-20), 40_000],
      [ms(-5), 20_000],
    ]);
    const found = coach(it).triggered.find(({ signal }) => signal === 'amountDown');
    expect(found?.evidence[0]?.values.at(-1)).toMatchObject({ value: day(-5) });
  });
  it('has moves once that happened while a visit could not see the value', () => {
    const hidden = snapshot(-6, { amount: null, currency: null, stage: 'Proposal' });
    const more = { snapshots: [amount(-8, 40_000), hidden, amount(-5, 20_000)] };
    const moves = [move(-30, 30_000, 40_000), move(-7, 40_000, 20_000)];
    const it = incomplete(['amountHistory'], { ...halved, amountHistory: moves }, more);
    expect(it.amountMoves?.list.map(({ to }) => to)).toEqual([40_000, 20_000]);
  });
  it('is whatever the CRM listed, and each move of a visit that it left out, once', () => {
    const amounts = fc.array(fc.constantFrom(10_000, 20_000, 30_000), {
      minLength: 2,
      maxLength: 12,
    });
    fc.assert(
      fc.property(amounts, fc.nat({ max: 12 }), fc.nat({ max: 3 }), (values, listed, every) => {
        // One value a day; the CRM lists the first moves, and visits see the value on some days.
        const last = values.length - 1;
        const all = values.flatMap((to, index) => {
          const from = values[index - 1];
          return from === undefined || from === to ? [] : [move(index - last - 1, from, to)];
        });
        const snapshots = values.flatMap((value, index) =>
          index % (every + 1) === 0 ? [snapshotAt(ms(index - last - 1) + 3_600_000, value)] : [],
        );
        const known = all.filter(({ at }) => at <= ms(listed - last - 1));
        const it = incomplete(['amountHistory'], { amountHistory: known }, { snapshots });
        const list = it.amountMoves?.list ?? [];
        const seen = snapshots.flatMap((now, index) => {
          const before = snapshots[index - 1];
          return before && before.amount !== now.amount ? [{ after: before.at, now }] : [];
        });
        const missed = seen.filter(({ after, now }) => {
          const between = known.filter(({ at }) => at > after && at <= now.at);
          return between.length === 0;
        });
        expect(list.length).toBeGreaterThanOrEqual(known.length);
        for (const { now } of missed)
          expect(list.filter(({ at, to }) => at === now.at && to === now.amount)).toHaveLength(1);
      }),
      { seed: 20261129, numRuns: 300 },
    );
  });
  it('leaves it open whether the deal is behind a stage that it reached', () => {
    const stageHistory = [
      move(-30, 'Proposal', 'Qualification'),
      move(-20, 'Qualification', 'Proposal'),
    ];
    const values = { stage: 'Proposal', stageHistory };
    expect(stepBack(facts(values))).toBeNull();
    expect(stepBack(incomplete(['stageHistory'], values))).toBe('unknown');
  });
  it.each<[string, DealFieldName, Input[0]]>([
    ['amountDown', 'amountHistory', {}],
    ['closePushed', 'closeDateHistory', { closeDateHistory: [move(-9, day(1), day(9))] }],
    ['stageBack', 'stageHistory', { stageHistory: [move(-9, 'Prospecting', 'Qualification')] }],
  ])('without a warning leaves %s unknown', (signal, name, values) => {
    const moved = { amountHistory: [move(-9, 30_000, 40_000)], ...values };
    expect(outcome(signal, facts(moved))).toBe('notTriggered');
    expect(outcome(signal, incomplete([name], moved))).toBe('unknown');
  });
  it('that is empty says nothing without visits, and with them what they saw', () => {
    const none = { amountHistory: [], closeDateHistory: [], stageHistory: [] };
    const names: DealFieldName[] = ['amountHistory', 'closeDateHistory', 'stageHistory'];
    const alone = incomplete(names, none);
    expect([alone.amountMoves, alone.closeDateMoves, alone.stageMoves]).toEqual([null, null, null]);
    const more = { snapshots: [amount(-8, 40_000), amount(-5, 20_000)] };
    expect(incomplete(names, none, more).amountMoves).toMatchObject({
      list: [{ to: 20_000 }],
      source: 'snapshot',
      isPartial: true,
    });
    expect(incomplete(names, none, more).stageMoves).toMatchObject({ isUnsure: true });
    // The fall before the visits is in no list.
    const halvedBefore = { snapshots: [amount(-5, 20_000), amount(-1, 20_000)] };
    const since = incomplete(names, { ...none, ...halved, amountHistory: [] }, halvedBefore);
    expect(since.amountMoves).toMatchObject({ list: [], isPartial: true });
    expect(outcome('amountDown', since)).toBe('unknown');
    expect(factValues(since)).not.toHaveProperty('amountDropPercent');
    expect(coach(since).strengths.map(({ id }) => id)).not.toContain('dateHolds');
  });
  it('gives conditions no number, and the date does not count as kept', () => {
    const values = {
      closeDateHistory: [move(-9, day(1), day(9))],
      amountHistory: [move(-9, 30_000, 40_000)],
      stageHistory: [move(-9, 'Prospecting', 'Qualification')],
    };
    const numbers = ['closeDatePushes', 'amountDropPercent', 'stageRegressions'];
    const has = (it: ReturnType<typeof facts>) => numbers.filter((name) => name in factValues(it));
    const names = Object.keys(values) as DealFieldName[];
    expect(has(facts(values))).toEqual(numbers);
    expect(has(incomplete(names, values))).toEqual([]);
    const strengths = (it: ReturnType<typeof facts>) => coach(it).strengths.map(({ id }) => id);
    const bare = { nextStep: null, contacts: [], activities: [] };
    expect(strengths(facts(bare))).toContain('dateHolds');
    expect(strengths(incomplete(['closeDateHistory'], bare))).not.toContain('dateHolds');
  });
});
