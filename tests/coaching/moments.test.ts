// Which moment is due: the labelled situations (tests/coaching/moments/README.md), and what holds
// for any calendar.

import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { DAY_MS, type Now } from '../../lib/coaching/index.ts';
import {
  alsoAhead,
  type Meeting,
  type MomentFacts,
  momentDue,
} from '../../lib/coaching/moments/index.ts';
import { workCalendar } from '../../lib/coaching/workdays.ts';
import { figuresOf, judge, measureMoments, momentsReport } from './moments/measure.ts';
import { labelChanges, situations, staleChanges } from './moments/read.ts';

const list = situations('open');
const [some] = list;
if (!some) throw new Error('no situations');
const HOUR = 3_600_000;
const ZONES = ['Europe/Berlin', 'Asia/Kolkata', 'Pacific/Auckland', 'America/St_Johns', 'UTC'];

const nothing: MomentFacts = {
  isOpen: true,
  closing: null,
  isLate: false,
  stageSince: null,
  meetings: [],
  texts: [],
  written: [],
};
const meeting = (id: string, start: number, more: Partial<Meeting> = {}): Meeting => ({
  id,
  title: 'Marlow Foods',
  start,
  end: start + HOUR,
  day: null,
  lastDay: null,
  state: 'planned',
  customer: true,
  ...more,
});
const at = (text: string, timeZone: string): Now => ({
  ms: Temporal.ZonedDateTime.from(`${text}[${timeZone}]`).epochMilliseconds,
  timeZone,
});

describe('labelled situations', () => {
  it('have the right moment in 95 of 100, and none where none is due in 95 of 100', () => {
    const { right, due, quiet, none } = figuresOf(measureMoments(list));
    expect(right / due).toBeGreaterThanOrEqual(0.95);
    expect(quiet / none).toBeGreaterThanOrEqual(0.95);
    expect(due + none).toBe(list.length);
  });
  it('that are sealed are read by no test', () => {
    expect(() => situations('sealed')).toThrow('No test reads the sealed situations');
  });
  it('are as the list of changed labels says', () => {
    expect(staleChanges(labelChanges(), list)).toEqual([]);
    const due = some.due === null ? { moment: 'brief' as const } : null;
    const change = { id: some.id, old: some.due, new: due, reason: 'It contradicts itself.' };
    expect(staleChanges([change], list)).toEqual([some.id]);
  });
  it('count a moment of another meeting, and any where none is due, as wrong', () => {
    const brief = { ...some, due: { moment: 'brief' as const, meetingId: 'm1' } };
    const results = [
      judge(brief, { moment: 'brief', about: 'm1' }),
      judge(brief, { moment: 'brief', about: 'm2' }),
      judge(brief, null),
      judge({ ...some, due: null }, { moment: 'negotiation', about: '2026-03-01' }),
    ];
    expect(results.map(({ isRight }) => isRight)).toEqual([true, false, false, false]);
    expect(momentsReport(results)).toContain('1/3 33%');
  });
});

describe('a moment', () => {
  it('is the brief of the next call from 24 hours before it until it begins, in every zone', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.integer({ min: -3 * 1440, max: 3 * 1440 }),
        fc.integer({ min: 0, max: 400 }),
        (timeZone, minutes, day) => {
          const ms = Date.UTC(2026, 0, 1) + day * DAY_MS;
          const start = ms + minutes * 60_000;
          const due = momentDue({ ...nothing, meetings: [meeting('m', start)] }, { ms, timeZone });
          const isAhead = minutes > 0 && minutes <= 1440;
          const isBehind = minutes <= -60 && minutes >= -1500;
          expect(due?.moment ?? null).toBe(isAhead ? 'brief' : isBehind ? 'debrief' : null);
        },
      ),
      { seed: 17, numRuns: 500 },
    );
  });
  it('is at most one, the same for the same facts, and never of a meeting that was handled', () => {
    const hours = fc.integer({ min: -40, max: 40 });
    const states = fc.constantFrom('planned', 'held', 'cancelled', 'unknown');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(hours, states, fc.boolean(), fc.boolean()), { maxLength: 8 }),
        (rows) => {
          const now = at('2026-03-29T03:30:00', 'Europe/Berlin');
          const meetings = rows.map(([hour, state, customer], index) =>
            meeting(`m${index}`, now.ms + hour * HOUR, {
              state: state as Meeting['state'],
              customer,
            }),
          );
          const written = rows.flatMap(([, , , isDone], index) =>
            isDone
              ? (['brief', 'debrief'] as const).map((moment) => ({
                  moment,
                  about: `m${index}`,
                  at: now.ms,
                  state: 'kept' as const,
                  until: null,
                }))
              : [],
          );
          const facts = { ...nothing, meetings, written };
          const due = momentDue(facts, now);
          expect(momentDue({ ...facts, meetings: [...meetings].reverse() }, now)?.at).toBe(due?.at);
          const row = rows[Number(due?.about.slice(1))];
          if (due)
            expect(row?.slice(1)).toEqual([expect.not.stringMatching('cancelled'), true, false]);
          expect(alsoAhead(facts, now, due).map(({ id }) => id)).not.toContain(due?.about);
        },
      ),
      { seed: 17, numRuns: 500 },
    );
  });
  it('of a whole day begins and ends at midnight of its zone', () => {
    const facts = {
      ...nothing,
      meetings: [
        meeting('fair', 0, { start: null, end: null, day: '2026-03-29', lastDay: '2026-03-30' }),
      ],
    };
    const momentAt = (text: string, zone: string) => momentDue(facts, at(text, zone))?.moment;
    expect(momentAt('2026-03-28T00:30', 'Europe/Berlin')).toBe('brief');
    expect(momentAt('2026-03-27T23:30', 'Europe/Berlin')).toBeUndefined();
    expect(momentAt('2026-03-30T23:30', 'Pacific/Auckland')).toBeUndefined();
    expect(momentAt('2026-03-31T00:00', 'Pacific/Auckland')).toBe('debrief');
  });
  it('after a loss waits for a working morning, and comes once for each closing', () => {
    const zone = 'Europe/Madrid';
    // A Friday afternoon.
    const closing = { status: 'lost' as const, at: at('2026-03-06T17:00', zone).ms, isSure: true };
    const facts = { ...nothing, isOpen: false, closing };
    const momentAt = (text: string, more = {}) =>
      momentDue({ ...facts, ...more }, at(text, zone))?.moment;
    expect(momentAt('2026-03-08T12:00')).toBeUndefined();
    expect(momentAt('2026-03-09T07:59')).toBeUndefined();
    expect(momentAt('2026-03-09T08:00')).toBe('lossReview');
    expect(momentAt('2026-03-21T08:00')).toBeUndefined();
    const kept = {
      moment: 'lossReview' as const,
      about: '2026-03-06',
      at: at('2026-03-09T09:00', zone).ms,
      state: 'kept' as const,
      until: null,
    };
    expect(momentAt('2026-03-10T09:00', { written: [kept] })).toBeUndefined();
    const again = { ...closing, at: at('2026-03-11T10:00', zone).ms };
    expect(momentAt('2026-03-12T09:00', { written: [kept], closing: again })).toBe('lossReview');
    // The time of a closing that nobody stored moves with every change of the record.
    const unsure = { ...again, isSure: false };
    expect(momentAt('2026-03-12T09:00', { written: [kept], closing: unsure })).toBeUndefined();
  });
  it('after a loss waits for a day on which the person works', () => {
    const zone = 'Europe/Madrid';
    const closing = { status: 'lost' as const, at: at('2026-03-06T17:00', zone).ms, isSure: true };
    const momentAt = (text: string, away: Record<string, string>) => {
      const calendar = workCalendar({
        ...{ workdays: [1, 2, 3, 4, 5], holidays: { '2026-03-09': 'Local holiday' }, away },
      });
      const facts = { ...nothing, isOpen: false, closing, calendar };
      return momentDue(facts, at(text, zone))?.moment;
    };
    expect(momentAt('2026-03-09T12:00', {})).toBeUndefined();
    expect(momentAt('2026-03-10T08:00', {})).toBe('lossReview');
    expect(momentAt('2026-03-12T12:00', { '2026-03-10': '2026-03-12' })).toBeUndefined();
    expect(momentAt('2026-03-13T08:00', { '2026-03-10': '2026-03-12' })).toBe('lossReview');
    expect(momentAt('2026-03-19T12:00', { '2026-03-09': '2026-04-30' })).toBeUndefined();
  });
  it('of a negotiation ends with the sentence that says it is agreed', () => {
    const now = at('2026-03-10T12:00', 'UTC');
    const asked = 'They want 10% off and 60 days payment terms.';
    const momentOf = (...texts: string[]) =>
      momentDue(
        {
          ...nothing,
          isLate: true,
          texts: texts.map((text, index) => ({ at: now.ms - DAY_MS + index, text, by: 'us' })),
        },
        now,
      );
    expect(momentOf(asked)).toMatchObject({ moment: 'negotiation', sentence: asked });
    expect(momentOf(asked, 'The discount is agreed at 5%.')).toBeNull();
    expect(momentOf('The discount is agreed at 5%.', asked)?.moment).toBe('negotiation');
    expect(momentOf('Der Preis ist kein Thema.')).toBeNull();
    expect(momentOf('Nos piden un descuento del 8 %.')?.moment).toBe('negotiation');
    expect(momentOf('Thanks.\n> They want 10% off and 60 days payment terms.')).toBeNull();
  });
});
