import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  businessDaysBetween,
  dayOf,
  daysBetween,
  orgHistory,
  summarise,
  timeline,
  weekOf,
} from '../../lib/coaching/index.ts';
import { between, merged, steps } from '../../lib/coaching/moves.ts';
import { type SnapshotField, seen } from '../../lib/model/index.ts';
import { day, facts, ms, NOON, snapshot } from '../helpers/deals.ts';

const nothing = { notes: [], prompts: [] };

describe('the changes of a field', () => {
  it('steps() joins a removal and the next value: 5 → none → 8 becomes 5 → 8', () => {
    const moves = [
      { at: 1, from: null, to: 5 },
      { at: 2, from: 5, to: null },
      { at: 3, from: null, to: 8 },
      { at: 4, from: 8, to: 9 },
      { at: 5, from: 9, to: null },
      { at: 6, from: null, to: 9 },
    ];
    expect(steps(moves)).toEqual([
      { at: 3, from: 5, to: 8 },
      { at: 4, from: 8, to: 9 },
    ]);
  });
  const move = (inDays: number, from: string | null, to: string) => ({ at: ms(inDays), from, to });
  const visits = <M>(moves: readonly M[], seenAt: readonly number[] = []) => ({
    ...{ moves, seenAt, areSeveral: true },
  });
  it('merged() keeps one of two equal changes from CRM history and snapshots', () => {
    const listed = seen([move(-10, 'a', 'b')], 'api', NOON);
    expect(merged(listed, visits([move(-9, 'a', 'b')]))?.list).toHaveLength(1);
  });
  it('merged() takes changes older than the CRM history from snapshots', () => {
    const listed = seen([move(-10, 'b', 'c')], 'api', NOON);
    expect(
      merged(listed, visits([move(-40, 'a', 'b')]))?.list.map(({ from, to }) => `${from}${to}`),
    ).toEqual(['ab', 'bc']);
  });
  it('merged() drops a snapshot change that the CRM history has as two changes', () => {
    const listed = seen([move(-10, 'a', 'b'), move(-9, 'b', 'c')], 'api', NOON);
    expect(merged(listed, visits([move(-8, 'a', 'c')]))?.list).toHaveLength(2);
  });
  it('merged() returns null without CRM history and snapshots', () =>
    expect(
      merged(
        { state: 'unseen', why: 'notSupported' },
        { moves: [], seenAt: [], areSeveral: false },
      ),
    ).toBeNull());
  it('merged() returns exactly the CRM history, for any snapshot times', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 2, maxLength: 8 }),
        fc.array(fc.nat(60), { maxLength: 12 }),
        (states, snapshotDays) => {
          const listed = states
            .slice(1)
            .flatMap((to, index) =>
              to === states[index] ? [] : [move(-60 + index * 8, states[index] ?? '', to)],
            );
          const at = (time: number) =>
            [...listed].reverse().find((item) => item.at <= time)?.to ?? states[0] ?? '';
          const seenAt = [...new Set(snapshotDays)].sort((a, b) => b - a).map((ago) => ms(-ago));
          const own = seenAt
            .slice(1)
            .flatMap((time, index) =>
              at(time) === at(seenAt[index] ?? 0)
                ? []
                : [{ at: time, from: at(seenAt[index] ?? 0), to: at(time) }],
            );
          const list = merged(seen(listed, 'api', NOON), visits(own, seenAt))?.list ?? [];
          if (listed.length > 0) expect(list).toEqual(listed);
        },
      ),
    );
  });
});

describe('changes between snapshots', () => {
  const gone = (inDays: number, field: SnapshotField) => snapshot(inDays, { emptied: [field] });
  it('between() reports a removed and a new value, and ignores snapshots without the field', () => {
    const snapshots = [
      snapshot(-30, { amount: 5 }),
      snapshot(-25, {}),
      gone(-20, 'amount'),
      gone(-15, 'amount'),
      snapshot(-10, {}),
      snapshot(-5, { amount: 7 }),
    ];
    expect(between(snapshots, 'amount')).toEqual([
      { at: ms(-20), from: 5, to: null },
      { at: ms(-5), from: null, to: 7 },
    ]);
    expect(
      between(
        [snapshot(-30, { amount: 5 }), snapshot(-20, {}), snapshot(-10, { amount: 5 })],
        'amount',
      ),
    ).toEqual([]);
    expect(between([gone(-20, 'closeDate'), gone(-10, 'closeDate')], 'closeDate')).toEqual([]);
  });
  it('timeline() has an entry kind for each removed or set field', () => {
    const snapshots = [
      snapshot(-30, { amount: 5, closeDate: day(9), stage: 'Proposal' }),
      snapshot(-20, { emptied: ['amount', 'closeDate', 'stage'] }),
      snapshot(-10, { amount: 7, closeDate: day(9), stage: 'Proposal' }),
    ];
    const blind = {
      closeDateHistory: undefined,
      amountHistory: undefined,
      stageHistory: undefined,
      activities: undefined,
      createdAt: undefined,
    };
    const list = timeline(facts(blind, { snapshots }), nothing).map(({ kind, from, to }) => ({
      kind,
      from,
      to,
    }));
    expect(list).toHaveLength(6);
    expect(list).toEqual(
      expect.arrayContaining([
        { kind: 'amountRemoved', from: 5, to: null },
        { kind: 'dateRemoved', from: day(9), to: null },
        { kind: 'stageRemoved', from: 'Proposal', to: null },
        { kind: 'amountSet', from: null, to: 7 },
        { kind: 'dateSet', from: null, to: day(9) },
        { kind: 'stage', from: null, to: 'Proposal' },
      ]),
    );
  });
});

describe('timeline()', () => {
  it('has each event once, latest first, with its direction', () => {
    const deal = facts({
      createdAt: ms(-60),
      stage: 'Proposal',
      closeDateHistory: [{ at: ms(-20), from: day(-5), to: day(20) }],
      stageHistory: [
        { at: ms(-40), from: 'Prospecting', to: 'Proposal' },
        { at: ms(-30), from: 'Proposal', to: 'Qualification' },
      ],
      amountHistory: [{ at: ms(-15), from: 50_000, to: 40_000 }],
      activities: [
        {
          id: 'x',
          kind: 'call',
          subject: 'Call',
          state: 'done',
          at: ms(-10),
          due: null,
          contactId: null,
        },
      ],
    });
    const list = timeline(deal, {
      notes: [{ id: 'n', at: ms(-2), author: 'u', kind: 'note' }],
      prompts: [{ id: 'p', at: ms(-1), signal: 'quiet', outcome: 'answered' }],
    });
    expect(list.map((entry) => entry.kind)).toEqual([
      'prompt',
      'note',
      'activity',
      'silence',
      'down',
      'later',
      'back',
      'forward',
      'created',
    ]);
  });
  it('has a question that was asked once, as its note', () => {
    const ids = (kind: string, outcome: string, later: number) =>
      timeline(facts({}), {
        notes: [{ id: 'n', at: ms(-2), author: 'u', kind }],
        prompts: [{ id: 'p', at: ms(-2) + later, signal: 'quiet', outcome }],
      }).flatMap(({ id, kind: what }) => (what === 'note' || what === 'prompt' ? [id] : []));
    expect(ids('question', 'asked', 20)).toEqual(['note-n']);
    expect(ids('help', 'asked', 20)).toEqual(['note-n']);
    expect(ids('note', 'asked', 20)).toEqual(['prompt-p', 'note-n']);
    expect(ids('question', 'answered', 20)).toEqual(['prompt-p', 'note-n']);
    expect(ids('question', 'asked', 3_600_000)).toEqual(['prompt-p', 'note-n']);
  });
  it('has an entry for 14 days without activity, not for 13', () => {
    const call = (inDays: number) => ({
      id: `${inDays}`,
      kind: 'call',
      subject: `Call ${inDays}`,
      state: 'done',
      at: ms(inDays),
      due: null,
      contactId: null,
    });
    const kinds = (activities: unknown[]) =>
      timeline(facts({ activities, createdAt: ms(-40) }), nothing).filter(
        (entry) => entry.kind === 'silence',
      ).length;
    expect(kinds([call(0), call(-13), call(-26), call(-39)])).toBe(0);
    expect(kinds([call(0), call(-14), call(-27), call(-40)])).toBe(1);
  });
  it('has no entry for days without activity where only a part of the activities was read', () => {
    const deal = facts({ activities: [], createdAt: ms(-40) });
    const part = { ...seen([], 'api', NOON), confidence: 0.5 };
    const ofPart = { ...deal, fields: { ...deal.fields, activities: part } };
    const kinds = (of: typeof deal) => timeline(of, nothing).map(({ kind }) => kind);
    expect(kinds(deal)).toContain('silence');
    expect(kinds(ofPart as typeof deal)).not.toContain('silence');
  });
  it('has the creation below everything of the same second', () => {
    const moved = { at: ms(-3), from: 'Discovery', to: 'Proposal' };
    const deal = facts({ createdAt: ms(-3), stageHistory: [moved] });
    const kinds = timeline(deal, nothing).map(({ kind }) => kind);
    expect(kinds.slice(-2)).toEqual(['stage', 'created']);
  });
  it('uses snapshots where the CRM has no history', () => {
    const deal = facts(
      { closeDateHistory: undefined },
      { snapshots: [snapshot(-30, { closeDate: day(-1) }), snapshot(-9, { closeDate: day(20) })] },
    );
    expect(timeline(deal, nothing).find((entry) => entry.kind === 'later')).toMatchObject({
      source: 'snapshot',
      from: day(-1),
      to: day(20),
    });
  });
});

describe('days', () => {
  it.each([
    ['Friday to Monday', '2026-11-20', '2026-11-23', 1],
    ['Monday to Friday', '2026-11-16', '2026-11-20', 4],
    ['a week', '2026-11-16', '2026-11-23', 5],
    ['a weekend', '2026-11-21', '2026-11-22', 0],
    ['backwards', '2026-11-23', '2026-11-20', 0],
  ])('businessDaysBetween() counts business days: %s', (_, from, to, days) =>
    expect(businessDaysBetween(from, to)).toBe(days),
  );
  it('businessDaysBetween() and daysBetween() agree with counting one by one', () => {
    fc.assert(
      fc.property(fc.nat(4000), fc.nat(60), (start, length) => {
        const date = (offset: number) =>
          new Date((start + offset) * 86_400_000).toISOString().slice(0, 10);
        let counted = 0;
        for (let offset = 1; offset <= length; offset++)
          if (![0, 6].includes(new Date((start + offset) * 86_400_000).getUTCDay())) counted += 1;
        expect(businessDaysBetween(date(0), date(length))).toBe(counted);
        expect(daysBetween(date(0), date(length))).toBe(length);
      }),
    );
  });
  it('dayOf() agrees with Intl in each zone, every 37 minutes around the clock changes', () => {
    for (const zone of [
      'Europe/London',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
      'Pacific/Apia',
    ])
      for (
        let at = Date.parse('2026-10-24T12:00:00Z');
        at < Date.parse('2026-11-02T12:00:00Z');
        at += 37 * 60_000
      )
        expect(`${zone} ${dayOf(at, zone)}`).toBe(
          `${zone} ${new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(at)}`,
        );
  });
  it('weekOf() is the same from Monday to Sunday, and 7 more on the next Monday', () => {
    expect(weekOf(Date.parse('2026-11-22T23:59:00Z'), 'Europe/London')).toBe(
      weekOf(Date.parse('2026-11-16T00:00:00Z'), 'Europe/London'),
    );
    expect(
      weekOf(Date.parse('2026-11-23T00:00:00Z'), 'Europe/London') -
        weekOf(Date.parse('2026-11-22T12:00:00Z'), 'Europe/London'),
    ).toBe(7);
  });
});

/** A stage by CRM, tenant, pipeline and name: the deals of these tests have no ids. */
const PROSPECTING = JSON.stringify(['espocrm', 't', '', 'prospecting']);

describe('orgHistory', () => {
  it('computes durations from won deals, amounts from all, each with its sample size', () => {
    const won = (age: number, amount: number) =>
      summarise(
        `w${age}`,
        facts({
          status: 'won',
          stage: 'Won',
          createdAt: ms(-age),
          stageSince: ms(-10),
          amount: { amount, currency: 'GBP' },
          stageHistory: [{ at: ms(-age + 20), from: 'Prospecting', to: 'Won' }],
        }),
        [],
        null,
      );
    const lost = summarise(
      'l',
      facts({ status: 'lost', stage: 'Lost', stageSince: ms(-1) }),
      [],
      null,
    );
    const history = orgHistory([won(110, 10), won(60, 20), won(80, 30), lost]);
    expect(history).toMatchObject({
      won: 3,
      lost: 1,
      stageDays: { [PROSPECTING]: { value: 20, n: 3 } },
    });
    expect(history.cycleDays?.value).toBeCloseTo((100 + 50 + 70) / 3);
    expect(history.amounts.GBP?.n).toBe(4);
  });
});
