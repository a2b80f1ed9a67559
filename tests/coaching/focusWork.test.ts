// The work on a focus: its keys, confidence over time, and when it is asked about.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { focusWorkOf } from '../../lib/coaching/focusWork.ts';
import { addDays } from '../../lib/coaching/index.ts';
import { endOfWeek, milestonesOf, weekOn } from '../../lib/coaching/ramp.ts';
import { focusEvents } from '../../lib/model/index.ts';

const TODAY = '2026-11-28';
const DAY = 86_400_000;
const NOW = { ms: Date.parse(`${TODAY}T12:00:00Z`), timeZone: 'UTC' };
const entry = (
  event: (typeof focusEvents)[number],
  daysAgo: number,
  level: number | null = null,
) => ({
  focus: 'value' as const,
  event,
  at: NOW.ms - daysAgo * DAY,
  level,
});
const work = (...entries: ReturnType<typeof entry>[]) => focusWorkOf(entries, 'value', true, NOW);

describe('a focus', () => {
  it('has the days of both keys, of the present choice alone', () => {
    const result = work(entry('picked', 90), entry('agreed', 88), entry('picked', 3));
    expect(result).toMatchObject({ pickedOn: '2026-11-25', agreedOn: null });
    const both = [entry('picked', 3), entry('agreed', 1)];
    expect(work(...both).agreedOn).toBe('2026-11-27');
    expect(focusWorkOf(both, 'value', false, NOW).agreedOn).toBeNull();
    expect(focusWorkOf(both, 'closing', true, NOW).pickedOn).toBeNull();
  });
  it.each([
    [[], null],
    [[entry('sure', 2, 7)], { now: 7, before: null }],
    [[entry('sure', 2, 7), entry('sure', 40, 5), entry('sure', 20, 6)], { now: 7, before: 5 }],
    // Of an earlier time with the same focus.
    [[entry('picked', 30), entry('sure', 40, 2), entry('sure', 2, 7)], { now: 7, before: null }],
  ])('confidence of %j', (entries, sure) => {
    const result = work(...entries);
    if (sure === null) expect(result.sure).toBeNull();
    else expect(result.sure).toMatchObject(sure);
  });
  it.each([
    ['55 days', [entry('picked', 55)], null],
    ['56 days', [entry('picked', 56)], 8],
    ['56 days since both agreed', [entry('picked', 70), entry('agreed', 56)], 8],
    ['surer than before', [entry('picked', 60), entry('sure', 50, 4), entry('sure', 1, 6)], null],
    ['as sure as before', [entry('picked', 60), entry('sure', 50, 4), entry('sure', 1, 4)], 8],
    ['kept 27 days ago', [entry('picked', 90), entry('kept', 27)], null],
    ['kept 28 days ago', [entry('picked', 90), entry('kept', 28)], 12],
    ['no day of a key', [entry('sure', 90, 4)], null],
  ])('%s: asked about after %j', (_, entries, weeks) =>
    expect(work(...entries).unchangedWeeks).toBe(weeks),
  );
  it('on a device whose clock is behind has what happened meanwhile', () => {
    const both = [entry('picked', 3), entry('agreed', 1)];
    const behind = { ...NOW, ms: NOW.ms - 30 * DAY };
    expect(focusWorkOf(both, 'value', true, behind)).toMatchObject({
      ...{ pickedOn: '2026-11-25', agreedOn: '2026-11-27', unchangedWeeks: null },
    });
  });
  it('does not depend on the order of its entries', () => {
    const entries = fc.uniqueArray(
      fc.record({
        event: fc.constantFrom(...focusEvents),
        ago: fc.integer({ min: 0, max: 120 }),
        level: fc.integer({ min: 1, max: 10 }),
      }),
      { maxLength: 12, selector: ({ event, ago }) => `${event} ${ago}` },
    );
    fc.assert(
      fc.property(entries, (list) => {
        const rows = list.map(({ event, ago, level }) => entry(event, ago, level));
        expect(work(...rows.toReversed())).toEqual(work(...rows));
      }),
      { seed: 19, numRuns: 300 },
    );
  });
});

describe('a ramp plan', () => {
  it.each([
    [1, '2026-12-07'],
    [4, '2026-12-28'],
  ])('week %i ends on %s', (week, day) => expect(endOfWeek('2026-12-01', week)).toBe(day));
  it('every day of a week is in it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), (days) => {
        const day = addDays('2026-12-01', days);
        const week = weekOn('2026-12-01', day) ?? 0;
        expect(day <= endOfWeek('2026-12-01', week)).toBe(true);
        if (week > 1) expect(day > endOfWeek('2026-12-01', week - 1)).toBe(true);
      }),
      { seed: 19, numRuns: 200 },
    );
    expect(weekOn('2026-12-01', '2026-11-30')).toBeNull();
  });
  it('lists milestones by week, without removed ones and the first day', () => {
    const step = (id: string, week: number, text = 'x') => ({ fields: { step: id, week, text } });
    const list = [step('b', 4), step('first', 0), step('c', 1, ''), step('a', 4), step('d', 2)];
    expect(milestonesOf(list).map(({ fields }) => fields.step)).toEqual(['d', 'a', 'b']);
  });
});
