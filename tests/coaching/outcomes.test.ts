import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commitmentBack, questionAbout } from '../../lib/coaching/commitmentBack.ts';
import { laterDays } from '../../lib/coaching/later.ts';
import {
  isHandled,
  LONGEST_LATER,
  ONE_ON_ONE_DAYS,
  OUTCOME_DAYS,
  returnsOn,
  waitsUntil,
} from '../../lib/coaching/outcomes.ts';
import type { Activity, Commitment, PromptOutcome } from '../../lib/model/index.ts';
import { NOON } from '../helpers/deals.ts';

const DAY = 86_400_000;
const London = 'Europe/London';
const question = { signal: 'quiet', fingerprint: 'quiet;last=1', severity: 0.5 };
const outcome = (values: Partial<PromptOutcome>): PromptOutcome => ({
  refKey: 'k',
  signal: question.signal,
  fingerprint: question.fingerprint,
  outcome: 'answered',
  reason: null,
  severity: 0.5,
  author: 'u',
  at: NOON,
  ...values,
});
const hiddenAfter = (days: number, row: PromptOutcome, asked = question) =>
  isHandled(asked, [row], { ms: NOON + days * DAY, timeZone: London });

describe('an outcome', () => {
  it.each([
    ['snoozed', null, 3],
    ['asked', null, 7],
    ['dismissed', 'timing', 14],
    ['answered', null, 21],
    ['dismissed', 'known', 30],
    ['dismissed', 'wrong', 30],
    ['dismissed', 'other', 30],
    ['dismissed', 'a text of an older version', 30],
  ] as const)('%s (%s) hides its question for %i days', (kind, reason, days) => {
    const row = outcome({ outcome: kind, reason });
    expect(hiddenAfter(days - 1, row)).toBe(true);
    expect(hiddenAfter(days, row)).toBe(false);
  });
  it('“Don’t ask again” hides it for good, however grave it becomes', () => {
    const row = outcome({ outcome: 'dismissed', reason: 'never' });
    expect(hiddenAfter(36_500, row, { ...question, severity: 1 })).toBe(true);
    expect(returnsOn(row, London)).toBeNull();
  });
  it('of a retired question hides nothing on the record: that ends with “Ask again”', () => {
    expect(hiddenAfter(0, outcome({ outcome: 'retired', reason: 'never' }))).toBe(false);
  });
  it('lasts until the day that the person chose, at most 90 days', () => {
    const row = outcome({ outcome: 'snoozed', until: '2026-12-04' });
    expect(hiddenAfter(11, row)).toBe(true);
    expect(hiddenAfter(12, row)).toBe(false);
    const far = outcome({ outcome: 'snoozed', until: '9999-12-31' });
    expect(hiddenAfter(LONGEST_LATER - 1, far)).toBe(true);
    expect(hiddenAfter(LONGEST_LATER, far)).toBe(false);
  });
  it('ends when the facts change or the severity grew by 0.25', () => {
    const row = outcome({});
    const grown = (severity: number) => hiddenAfter(3, row, { ...question, severity });
    expect(grown(0.749)).toBe(true);
    expect(grown(0.75)).toBe(false);
    expect(grown(0.1)).toBe(true);
    expect(hiddenAfter(3, row, { ...question, fingerprint: 'quiet;last=2' })).toBe(false);
    const old: PromptOutcome = outcome({});
    delete old.severity;
    expect(hiddenAfter(3, old, { ...question, severity: 1 })).toBe(true);
  });
  it('of an answer hides its question for three days, whatever changes', () => {
    const changed = { ...question, fingerprint: 'quiet;last=2', severity: 1 };
    expect(hiddenAfter(2, outcome({}), changed)).toBe(true);
    expect(hiddenAfter(3, outcome({}), changed)).toBe(false);
    expect(hiddenAfter(2, outcome({ outcome: 'asked' }), changed)).toBe(false);
    expect(hiddenAfter(2, outcome({}), { ...changed, signal: 'noReply' })).toBe(false);
    // Another commitment is another matter.
    const about = { signal: 'promiseUnmet', severity: 1 };
    const kept = outcome({ signal: 'promiseUnmet', fingerprint: 'promiseUnmet;a' });
    expect(hiddenAfter(2, kept, { ...about, fingerprint: 'promiseUnmet;a' })).toBe(true);
    expect(hiddenAfter(2, kept, { ...about, fingerprint: 'promiseUnmet;b' })).toBe(false);
  });
  it('counts civil days in the organisation’s zone', () => {
    // 23:30 in London is already the next day in Berlin.
    const at = Date.parse('2026-11-22T23:30:00Z');
    const row = outcome({ outcome: 'snoozed', at });
    expect(returnsOn(row, London)).toBe('2026-11-25');
    expect(returnsOn(row, 'Europe/Berlin')).toBe('2026-11-26');
    const before = { ms: Date.parse('2026-11-24T23:59:00Z'), timeZone: London };
    expect(isHandled(question, [row], before)).toBe(true);
    expect(isHandled(question, [row], { ...before, ms: before.ms + 60_000 })).toBe(false);
  });
  it('ends, except “Don’t ask again”, and hides nothing again once it has ended', () => {
    const rows = fc.record({
      outcome: fc.constantFrom('answered', 'snoozed', 'dismissed', 'asked', 'retired'),
      reason: fc.constantFrom(null, 'known', 'wrong', 'timing', 'other', 'never', 'anything'),
      at: fc.integer({ min: 0, max: Date.UTC(2190, 0, 1) }),
      until: fc.constantFrom(undefined, '1970-01-01', '2026-12-04', '9999-12-31'),
      severity: fc.constantFrom(undefined, 0, 0.5, 1),
    });
    const zone = fc.constantFrom(London, 'Pacific/Kiritimati', 'America/St_Johns');
    const longest = Math.max(LONGEST_LATER, ...Object.values(OUTCOME_DAYS)) + 1;
    fc.assert(
      fc.property(
        rows,
        zone,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 2, maxLength: 8 }),
        ({ until, severity, ...values }, timeZone, current, days) => {
          const row: PromptOutcome = {
            ...outcome(values as Partial<PromptOutcome>),
            ...(until === undefined ? {} : { until }),
          };
          if (severity === undefined) delete row.severity;
          else row.severity = severity;
          const isHidden = (day: number) =>
            isHandled({ ...question, severity: current }, [row], {
              ms: row.at + day * DAY,
              timeZone,
            });
          const isForGood = row.outcome === 'dismissed' && row.reason === 'never';
          expect(isHidden(longest)).toBe(isForGood);
          const inOrder = [...days].sort((a, b) => a - b).map(isHidden);
          expect(inOrder).toEqual([...inOrder].sort((a, b) => Number(b) - Number(a)));
        },
      ),
      { seed: 16, numRuns: 500 },
    );
  });
});

describe('a question that returned', () => {
  const at = (days: number) => ({ ms: NOON + days * DAY, timeZone: London });
  const put = (day: number, values: Partial<PromptOutcome> = {}) =>
    outcome({ outcome: 'snoozed', at: NOON + day * DAY, ...values });
  const twice = [outcome({}), put(21), put(24)];
  it('waits four weeks for the one-on-one once it was put aside twice', () => {
    expect(isHandled(question, twice.slice(0, 2), at(24))).toBe(false);
    expect(isHandled(question, twice, at(27))).toBe(true);
    expect(isHandled(question, twice, at(24 + ONE_ON_ONE_DAYS - 1))).toBe(true);
    expect(isHandled(question, twice, at(24 + ONE_ON_ONE_DAYS))).toBe(false);
    expect(waitsUntil(question, twice, London)).toBe('2027-01-13');
  });
  it('does not wait with other facts, after another answer, or where none was given', () => {
    const waits = (rows: PromptOutcome[], asked = question) => waitsUntil(asked, rows, London);
    expect(waits(twice, { ...question, fingerprint: 'quiet;last=2' })).toBeNull();
    expect(waits([...twice, outcome({ at: NOON + 25 * DAY })])).toBeNull();
    expect(waits(twice.slice(1))).toBeNull();
    const commitment = { signal: 'promiseUnmet', fingerprint: 'promiseUnmet;a', severity: 0 };
    const aside = [put(0, commitment), put(3, commitment)];
    expect(waits(aside, commitment)).not.toBeNull();
  });
  it('comes back at last, whatever was done with it, except “Don’t ask again”', () => {
    const row = fc.record({
      outcome: fc.constantFrom('answered' as const, 'snoozed' as const, 'asked' as const),
      day: fc.integer({ min: 0, max: 400 }),
      fingerprint: fc.constantFrom(question.fingerprint, 'quiet;last=2'),
    });
    const last = 400 + LONGEST_LATER + ONE_ON_ONE_DAYS + 1;
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), (list) => {
        const rows = list.map(({ day, ...values }) => outcome({ ...values, at: NOON + day * DAY }));
        expect(isHandled(question, rows, at(last))).toBe(false);
        const never = outcome({ outcome: 'dismissed', reason: 'never' });
        expect(isHandled(question, [...rows, never], at(last))).toBe(true);
      }),
      { seed: 16, numRuns: 500 },
    );
  });
});

describe('a commitment of this person', () => {
  const at = (days: number) => ({ ms: NOON + days * DAY, timeZone: London });
  const row = (values: Partial<Commitment> = {}) => ({
    fields: {
      ...{ refKey: 'k', text: 'Ask Ruth', owner: 'u', due: '2026-11-29', state: 'open' as const },
      ...{ settledAt: null, author: 'u', at: NOON, ...values },
    },
  });
  const back = (days: number, rows = [row()], outcomes: PromptOutcome[] = []) =>
    commitmentBack(rows, 'u', outcomes, at(days))?.fields.text ?? null;
  it('comes back on its due day, and on the third day after it was made', () => {
    expect([6, 7, 40].map((day) => back(day))).toEqual([null, 'Ask Ruth', 'Ask Ruth']);
    const soon = [row({ due: '2026-11-23' })];
    expect([1, 2, 3].map((day) => back(day, soon))).toEqual([null, null, 'Ask Ruth']);
  });
  it('is asked of its owner alone, while it is open, the earliest first', () => {
    expect(back(9, [row({ owner: 'dana' })])).toBeNull();
    expect(back(9, [row({ state: 'kept' })])).toBeNull();
    expect(back(9, [row({ state: 'dropped' })])).toBeNull();
    expect(back(9, [row(), row({ text: 'Call', due: '2026-11-25' })])).toBe('Call');
  });
  it('is put aside for three days, and the second time for four weeks', () => {
    const aside = (day: number) =>
      outcome({ ...questionAbout(row().fields), outcome: 'snoozed', at: NOON + day * DAY });
    expect([9, 10].map((day) => back(day, [row()], [aside(7)]))).toEqual([null, 'Ask Ruth']);
    const twice = [aside(7), aside(10)];
    expect([13, 37, 38].map((day) => back(day, [row()], twice))).toEqual([null, null, 'Ask Ruth']);
    expect(back(13, [row({ text: 'Ask Piotr' })], twice)).toBe('Ask Piotr');
  });
});

describe('the days of Later', () => {
  const at = (date: string) => ({ ms: Date.parse(`${date}T12:00:00Z`), timeZone: London });
  const meeting = (values: Partial<Activity>): Activity => ({
    id: 'm',
    kind: 'meeting',
    subject: 'Review',
    state: 'open',
    at: null,
    due: null,
    contactId: null,
    ...values,
  });
  it('are tomorrow and next Monday; one of them on a Sunday', () => {
    expect(laterDays([], at('2026-11-27'), null).map(({ id, until }) => [id, until])).toEqual([
      ['tomorrow', '2026-11-28'],
      ['monday', '2026-11-30'],
    ]);
    expect(laterDays([], at('2026-11-30'), null).map(({ until }) => until)).toEqual([
      '2026-12-01',
      '2026-12-07',
    ]);
    expect(laterDays([], at('2026-11-29'), null).map(({ id }) => id)).toEqual(['tomorrow']);
  });
  it('name the day after the next meeting ahead, and no other activity', () => {
    const days = laterDays(
      [
        meeting({ due: '2026-12-09' }),
        meeting({ at: Date.parse('2026-12-03T10:00:00Z') }),
        meeting({ due: '2026-11-20' }),
        meeting({ due: '2026-12-02', state: 'done' }),
        meeting({ due: '2026-12-02', kind: 'call' }),
      ],
      at('2026-11-27'),
      null,
    );
    expect(days[2]).toEqual({ id: 'afterMeeting', until: '2026-12-04', named: '2026-12-03' });
    const farAway = [meeting({ due: '2027-11-27' })];
    expect(laterDays(farAway, at('2026-11-27'), null)).toHaveLength(2);
  });
});
