import fc from 'fast-check';
import ICAL from 'ical.js';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  MOST_EVENT_CHARS,
  MOST_EVENT_DATES,
  MOST_ICS_EVENTS,
  MOST_ICS_MS,
  MOST_PARAMETERS,
  readHolidays,
} from '../../lib/values/ics.ts';

const TODAY = '2026-11-28';
const most = { holidays: 400, chars: 80 };
const event = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n');
const file = (...events: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...events, 'END:VCALENDAR', ''].join('\r\n');
const day = (date: string, ...lines: string[]) =>
  event(`DTSTART;VALUE=DATE:${date}`, 'SUMMARY:Holiday', ...lines);
const read = (text: string, clock = () => 0) => readHolidays(text, TODAY, clock, most);
const dates = (text: string) => read(text).holidays.map(({ date }) => date);
const reasons = (text: string) => read(text).skipped.map(({ reason }) => reason);

describe('holidays of a calendar file', () => {
  it('are whole days with a name, in order', () => {
    const text = file(
      event('DTSTART;VALUE=DATE:20261226', 'SUMMARY:Boxing Day', 'UID:2'),
      event(
        'DTSTART;VALUE=DATE:20261225',
        'DTEND;VALUE=DATE:20261226',
        'SUMMARY:Christmas\\, long',
      ),
    );
    expect(read(text)).toEqual({
      holidays: [
        { date: '2026-12-25', name: 'Christmas, long' },
        { date: '2026-12-26', name: 'Boxing Day' },
      ],
      skipped: [],
      isWhole: true,
    });
  });
  it.each([
    ['several days, the end is the day after', day('20261224', 'DTEND;VALUE=DATE:20261227'), 3],
    ['a duration in days', day('20261224', 'DURATION:P2D'), 2],
    ['an end on the same day', day('20261224', 'DTEND;VALUE=DATE:20261224'), 1],
    ['a midnight without a zone', event('DTSTART:20261224T000000', 'SUMMARY:H'), 1],
    ['a midnight in a zone', event('DTSTART;TZID=Asia/Tokyo:20261224T000000', 'SUMMARY:H'), 1],
  ])('%s', (_, one, count) => {
    expect(dates(file(one))[0]).toBe('2026-12-24');
    expect(dates(file(one))).toHaveLength(count);
  });
  it('are folded lines too, and a name has one line', () => {
    const text = file(event('DTSTART;VALUE=DATE:20261224', 'SUMMARY:Holy', '  \tEve\\nhere'));
    expect(read(text).holidays).toEqual([{ date: '2026-12-24', name: 'Holy Eve here' }]);
  });
  it('of one date have one name together', () => {
    const text = file(day('20261224'), event('DTSTART;VALUE=DATE:20261224', 'SUMMARY:Other'));
    expect(read(text).holidays).toEqual([{ date: '2026-12-24', name: 'Holiday / Other' }]);
  });
});

describe('yearly holidays', () => {
  it('are known two years before and after', () => {
    expect(dates(file(day('19700101', 'RRULE:FREQ=YEARLY')))).toEqual([
      '2025-01-01',
      '2026-01-01',
      '2027-01-01',
      '2028-01-01',
    ]);
  });
  it.each([
    ['by weekday', 'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH', ['2025-11-27', '2026-11-26']],
    ['until a day', 'RRULE:FREQ=YEARLY;UNTIL=20261101', ['2025-11-27']],
    ['a number of times', 'RRULE:FREQ=YEARLY;COUNT=2', ['2025-11-27', '2026-11-27']],
    ['each second year', 'RRULE:FREQ=YEARLY;INTERVAL=2', ['2025-11-27', '2027-11-27']],
  ])('%s', (_, rule, expected) =>
    expect(dates(file(day('20251127', rule))).slice(0, 2)).toEqual(expected),
  );
  it('29 February comes in leap years', () =>
    expect(dates(file(day('20200229', 'RRULE:FREQ=YEARLY')))).toEqual(['2028-02-29']));
  it('without the days that are left out, with those added and moved', () => {
    const rule = ['UID:u', 'RRULE:FREQ=YEARLY'];
    const text = file(
      day('20240501', ...rule, 'EXDATE;VALUE=DATE:20260501', 'RDATE;VALUE=DATE:20260504'),
      day('20270503', 'UID:u', 'RECURRENCE-ID;VALUE=DATE:20270501'),
    );
    expect(dates(text)).toEqual(['2025-05-01', '2026-05-04', '2027-05-03', '2028-05-01']);
  });
  it('that never come take no longer than others', () => {
    const text = file(
      day('20250101', 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'),
      day('20261224'),
    );
    expect(dates(text)).toEqual(['2026-12-24']);
  });
});

describe('what is left out is named', () => {
  it.each([
    ['an hour', event('DTSTART:20261224T090000', 'SUMMARY:Party'), 'timeOfDay'],
    ['a midnight of UTC', event('DTSTART:20261224T000000Z', 'SUMMARY:H'), 'timeOfDay'],
    ['no name', event('DTSTART;VALUE=DATE:20261224'), 'noName'],
    ['no date', event('SUMMARY:Never'), 'unreadable'],
    ['a date that does not exist', day('2026ABCD'), 'unreadable'],
    ['every week', day('20261224', 'RRULE:FREQ=WEEKLY'), 'repeats'],
    ['a year of days', day('20260101', 'DTEND;VALUE=DATE:20270101'), 'tooLong'],
    ['a rule that is none', day('20261224', 'RRULE:FREQ=SOMETIMES'), 'unreadable'],
  ])('%s', (_, one, reason) => {
    const result = read(file(one, day('20261226')));
    expect(result.skipped).toMatchObject([{ place: 1, reason }]);
    expect(result.holidays.map(({ date }) => date)).toEqual(['2026-12-26']);
  });
  it('an event without an end', () =>
    expect(reasons('BEGIN:VEVENT\nDTSTART;VALUE=DATE:20261224\nSUMMARY:x')).toEqual([
      'unreadable',
    ]));
  it('a cancelled event is no holiday', () =>
    expect(read(file(day('20261224', 'STATUS:CANCELLED')))).toMatchObject({
      holidays: [],
      skipped: [],
    }));
});

describe('limits', () => {
  it('of the number of events', () => {
    const text = file(...Array.from({ length: MOST_ICS_EVENTS + 1 }, () => day('20261224')));
    expect(read(text)).toMatchObject({ holidays: [{ date: '2026-12-24' }], isWhole: false });
  });
  it('of time', () => {
    let calls = 0;
    // The first event is read before the time is up.
    const clock = () => (++calls <= 3 ? 0 : MOST_ICS_MS + 1);
    expect(read(file(day('20261224'), day('20261225')), clock)).toMatchObject({
      holidays: [{ date: '2026-12-24' }],
      isWhole: false,
    });
  });
  it('of time within one event', () => {
    let calls = 0;
    const clock = () => (++calls <= 10 ? 0 : MOST_ICS_MS + 1);
    const list = `RDATE;VALUE=DATE:${'20261225,'.repeat(500)}20261226`;
    expect(read(file(day('20261224', 'DTEND;VALUE=DATE:20270120', list)), clock)).toEqual({
      holidays: [],
      skipped: [],
      isWhole: false,
    });
    expect(calls, 'nothing is read after it').toBe(11);
  });
  it.each([
    ['dates', `RDATE;VALUE=DATE:${'20261225,'.repeat(MOST_EVENT_DATES)}20261226`],
    ['excluded dates', `EXDATE;VALUE=DATE:${'20261225,'.repeat(MOST_EVENT_DATES)}20261226`],
    ['lines with dates', `EXDATE;VALUE=DATE:20261225\r\n`.repeat(MOST_EVENT_DATES + 1).trim()],
    ['parameters', `X-LONG${';A=B'.repeat(MOST_PARAMETERS + 1)}:1`],
    ['characters', `DESCRIPTION:${'a'.repeat(MOST_EVENT_CHARS)}`],
  ])('of %s in one event: it is not given to the parser, and others are read', (_, line) => {
    const parse = vi.spyOn(ICAL, 'parse');
    const text = file(day('20261224', line), day('20261231'));
    expect(reasons(text)).toEqual(['unreadable']);
    expect(dates(text)).toEqual(['2026-12-31']);
    expect(parse.mock.calls.every(([source]) => source.length < 200)).toBe(true);
  });
  it('are far above what holidays have', () => {
    const list = `RDATE;VALUE=DATE:${'20261225,'.repeat(300)}20261226`;
    const words = `DESCRIPTION:${'one; two, '.repeat(300)}`;
    const one = day('20261224', list, words, 'X-A;B="a;b:c";D=E:;;;;');
    expect(dates(file(one))).toEqual(['2026-12-24', '2026-12-25', '2026-12-26']);
  });
  it('of holidays and of a name', () => {
    const text = file(day('20261224'), day('20261225'));
    const cut = readHolidays(text, TODAY, () => 0, { holidays: 1, chars: 3 });
    expect(cut).toEqual({
      holidays: [{ date: '2026-12-24', name: 'Hol' }],
      skipped: [],
      isWhole: false,
    });
  });
});

describe('whatever is in the file', () => {
  const zone = process.env.TZ;
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });
  const written = fc.integer({ min: 0, max: 1400 }).map((days) => {
    const at = new Date(Date.UTC(2025, 0, 1) + days * 86_400_000);
    return at.toISOString().slice(0, 10);
  });
  it.each(['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'America/St_Johns', 'Europe/Madrid'])(
    'a day stays the day in %s',
    (name) => {
      process.env.TZ = name;
      const here = new Intl.DateTimeFormat('en', { timeZone: name, hour: 'numeric' });
      const hour = new Date(0).toLocaleTimeString('en', { hour: 'numeric' });
      expect(hour, 'the zone is in effect').toBe(here.format(0));
      fc.assert(
        fc.property(written, (date) => {
          const compact = date.replaceAll('-', '');
          expect(dates(file(day(compact)))).toEqual([date]);
          expect(dates(file(day(compact, 'RRULE:FREQ=YEARLY;COUNT=1')))).toEqual([date]);
          expect(dates(file(event(`DTSTART:${compact}T000000`, 'SUMMARY:H')))).toEqual([date]);
        }),
        { seed: 55, numRuns: 60 },
      );
    },
  );
  it('nothing is thrown, and each event is read or named', () => {
    const line = fc.constantFrom(
      'SUMMARY:x',
      'DTSTART;VALUE=DATE:20261224',
      'DTSTART;VALUE=DATE:20269999',
      'DTSTART:garbage',
      'DTEND;VALUE=DATE:20251224',
      'RRULE:FREQ=YEARLY;INTERVAL=0',
      'RRULE:FREQ=YEARLY;BYDAY=9TH',
      'RRULE:FREQ=YEARLY;BYMONTH=13',
      'RRULE:;;=',
      'EXDATE:nothing',
      'BEGIN:VALARM',
      'END:VALARM',
      'no colon',
      ';:',
    );
    fc.assert(
      fc.property(fc.array(fc.array(fc.oneof(line, fc.string()), { maxLength: 6 })), (events) => {
        const text = file(...events.map((lines) => event(...lines)));
        const { holidays, skipped } = read(text);
        for (const { date } of holidays) expect(date).toMatch(/^20\d\d-\d\d-\d\d$/);
        expect(skipped.length).toBeLessThanOrEqual(text.split('BEGIN:VEVENT').length - 1);
      }),
      { seed: 56, numRuns: 200 },
    );
  });
});
