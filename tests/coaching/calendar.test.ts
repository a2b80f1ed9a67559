import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DealFacts } from '../../lib/coaching/facts.ts';
import { replyTimes } from '../../lib/coaching/history.ts';
import { coach } from '../../lib/coaching/index.ts';
import { say } from '../../lib/coaching/signal.ts';
import { type CalendarDays, type WorkCalendar, workCalendar } from '../../lib/coaching/workdays.ts';
import { day, facts, ms, now, snapshot } from '../helpers/deals.ts';

// Today is Sunday, 22 November 2026.
const WEEK = [1, 2, 3, 4, 5];
const none: CalendarDays = { workdays: WEEK, holidays: {}, away: {} };
const with_ = (more: Partial<CalendarDays>) => workCalendar({ ...none, ...more });
const away = (from: number, to: number) => with_({ workdays: [], away: { [day(from)]: day(to) } });

const done = (inDays: number, more: object = {}) => ({
  ...{ id: `a${inDays}`, kind: 'call', subject: 'Call', state: 'done', at: ms(inDays) },
  ...{ due: null, contactId: null, ...more },
});
const quietDeal = (days: number) => ({
  activities: [done(-days)],
  nextStep: null,
  nextStepDate: null,
  createdAt: ms(-400),
  closeDate: undefined,
});
const found = (signal: string, dealFacts: DealFacts) =>
  coach(dealFacts).triggered.find((item) => item.signal === signal);
const asks = (
  signal: string,
  values: Parameters<typeof facts>[0],
  calendar: WorkCalendar | null,
  more: Parameters<typeof facts>[1] = {},
) => found(signal, facts(values, { ...more, calendar })) !== undefined;

const task = (due: string) => [
  done(-1),
  { id: 't', kind: 'task', subject: 'Send', state: 'open', at: null, due, contactId: null },
];
const promise = (due: string) => ({
  refKey: 'k',
  ...{ text: 'Send', owner: 'rep', due, state: 'open' as const, settledAt: null },
  ...{ author: 'rep', at: 1 },
});
const mail = (inDays: number, direction: 'in' | 'out', subject = 'Mail') =>
  done(inDays, { id: `m${inDays}${direction}`, kind: 'email', direction, subject });

describe('days off are not counted', () => {
  it.each<[string, Parameters<typeof facts>[0], WorkCalendar | null, Parameters<typeof facts>[1]]>([
    ['quiet', quietDeal(16), away(-10, -2), {}],
    ['quiet', quietDeal(16), with_({ holidays: { [day(-6)]: 'A', [day(-5)]: 'B' } }), {}],
    [
      'untouched',
      { activities: undefined, modifiedAt: ms(-34), nextStep: null, closeDate: undefined },
      away(-20, -10),
      {},
    ],
    [
      'buyerWaits',
      { activities: [mail(-4, 'in', 'Price?')], nextStep: null, closeDate: undefined },
      away(-4, 0),
      {},
    ],
    [
      'noReply',
      {
        ...quietDeal(10),
        activities: [mail(-8, 'out'), mail(-10, 'out'), mail(-11, 'in')],
      },
      away(-9, -1),
      {},
    ],
    ['nextStepStale', { nextStepDate: day(-2) }, with_({}), {}],
    ['nextStepStale', { nextStepDate: day(-2) }, away(-3, -1), {}],
    [
      'nextStepStale',
      { nextStep: 'Send', nextStepDate: null },
      away(-10, -5),
      { snapshots: [snapshot(-15, { nextStep: 'Send' }), snapshot(-1, { nextStep: 'Send' })] },
    ],
    ['overdueTask', { activities: task(day(-1)) }, with_({}), {}],
    ['promiseUnmet', {}, away(-3, 0), { commitments: [promise(day(-2))] }],
  ])('%s', (signal, values, calendar, more) => {
    expect(asks(signal, values, null, more), 'every day counts').toBe(true);
    expect(asks(signal, values, calendar, more), 'without the days off').toBe(false);
  });
  it('a champion is quiet for working days of this calendar', () => {
    const values = {
      stage: 'Proposal',
      contacts: [{ id: 'c1', name: 'Ruth', role: 'Champion', title: null }],
      activities: [done(-9, { contactId: 'c1' })],
      closeDate: undefined,
    };
    expect(asks('championQuiet', values, null)).toBe(true);
    const holidays = { [day(-5)]: 'A', [day(-4)]: 'B', [day(-3)]: 'C' };
    expect(asks('championQuiet', values, with_({ holidays }))).toBe(false);
  });
  it('our answer after a weekend is not slow', () => {
    const dealFacts = facts(
      { activities: [mail(-6, 'out'), mail(-9, 'in')] },
      { calendar: with_({}) },
    );
    // From Friday to Monday.
    expect(replyTimes(dealFacts)?.ours).toEqual([24]);
    expect(replyTimes({ ...dealFacts, calendar: null })?.ours).toEqual([72]);
  });
});

describe('what is counted', () => {
  it('comes again once enough other days have passed', () => {
    const calendar = away(-10, -2);
    expect(asks('quiet', quietDeal(25), calendar)).toBe(true);
    const later = { ...now, ms: ms(8) };
    expect(found('quiet', facts(quietDeal(16), { calendar, now: later }))).toBeDefined();
  });
  it('is said in “Why this?”, with the names of holidays', () => {
    const calendar = with_({ holidays: { [day(-5)]: 'Founders’ Day' } });
    const evidence = found('quiet', facts(quietDeal(30), { calendar }))?.evidence ?? [];
    expect(evidence.slice(1, 3)).toEqual([
      { fact: 'daysOff', values: [say.days(11), say.text('Founders’ Day')] },
      { fact: 'daysCounted', values: [say.days(25)] },
    ]);
  });
  it('is not mentioned without a day off', () => {
    const evidence = found('quiet', facts(quietDeal(30), { calendar: away(-40, -35) }))?.evidence;
    expect(evidence?.map(({ fact }) => fact)).not.toContain('daysOff');
  });
  it('does not change the fingerprint, so that an answer still holds', () => {
    const fingerprintOf = (calendar: WorkCalendar | null) =>
      found('quiet', facts(quietDeal(40), { calendar }))?.fingerprint;
    expect(fingerprintOf(with_({}))).toBe(fingerprintOf(null));
  });
});

describe('properties', () => {
  const numbers = fc.integer({ min: -60, max: 0 });
  const calendars = fc
    .record({
      workdays: fc.constantFrom(WEEK, [7, 1, 2, 3, 4], [1, 2, 3, 4, 5, 6, 7]),
      from: numbers,
      length: fc.integer({ min: 0, max: 30 }),
      holiday: numbers,
    })
    .map(({ workdays, from, length, holiday }) =>
      workCalendar({
        workdays,
        holidays: { [day(holiday)]: 'Holiday' },
        away: { [day(from)]: day(from + length) },
      }),
    );
  it('a day on which the rep is away brings no question about waiting', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 20 }),
        (ago, length) => {
          // Away from today on: no later day of the absence adds a question or makes one graver.
          const calendar = workCalendar({ ...none, away: { [day(0)]: day(length) } });
          const on = (inDays: number) => {
            const at = { now: { ...now, ms: ms(inDays) }, calendar };
            return coach(facts({ ...quietDeal(ago), modifiedAt: ms(-ago) }, at))
              .triggered.filter(({ signal }) => ['quiet', 'untouched', 'noReply'].includes(signal))
              .map(({ signal, severity }) => [signal, severity]);
          };
          expect(on(length)).toEqual(on(0));
        },
      ),
      { seed: 16, numRuns: 60 },
    );
  });
  it('the same facts and calendar give the same questions', () => {
    fc.assert(
      fc.property(calendars, fc.integer({ min: 1, max: 60 }), (calendar, ago) => {
        const once = () => coach(facts(quietDeal(ago), { calendar }));
        expect(once()).toEqual(once());
      }),
      { seed: 17, numRuns: 60 },
    );
  });
});
