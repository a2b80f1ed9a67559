import ICAL from 'ical.js';
import { cut } from '../model/cut.ts';

/** A holiday of a calendar file: its civil date as it is written there. */
export interface FileHoliday {
  date: string;
  name: string;
}

/** Why an event of the file is left out. */
export type SkipReason = 'unreadable' | 'noName' | 'timeOfDay' | 'repeats' | 'tooLong';
export interface SkippedEvent {
  /** Its place among the events of the file, from 1. */
  place: number;
  name: string;
  reason: SkipReason;
}

export interface HolidayFile {
  /** In the order of their dates, one for each date. */
  holidays: FileHoliday[];
  skipped: SkippedEvent[];
  /** False where the file has more than the limits allow: the rest was not read. */
  isWhole: boolean;
}

/** Limits of one file. */
export const MOST_ICS_BYTES = 2_000_000;
export const MOST_ICS_EVENTS = 2000;
/** Days of one event, for example a week between two years. */
export const MOST_EVENT_DAYS = 31;
/** Characters of one event; its dates in lists; parameters of one of its lines. */
export const MOST_EVENT_CHARS = 64_000;
export const MOST_EVENT_DATES = 1000;
export const MOST_PARAMETERS = 50;
/** Milliseconds for one file. */
export const MOST_ICS_MS = 3000;
/** Years before and after today in which dates are of interest. */
export const YEARS_AROUND = 2;
const MOST_STEPS = 1000;

/** The events of a file as texts. Read one by one, a bad event leaves the others readable. */
function eventsIn(text: string): string[] {
  // A line that starts with a space continues the one before (RFC 5545, 3.1).
  const lines = text.replace(/\r?\n[ \t]/g, '').split(/\r?\n|\r/);
  const events: string[] = [];
  let event: string[] | null = null;
  for (const line of lines) {
    if (/^BEGIN:VEVENT\s*$/i.test(line)) event = [];
    event?.push(line);
    if (event && /^END:VEVENT\s*$/i.test(line)) {
      events.push(event.join('\r\n'));
      event = null;
    }
  }
  // Without an end it is not whole: the parser refuses it.
  if (event) events.push(event.join('\r\n'));
  return events;
}

const countOf = (text: string, mark: string) => text.split(mark).length - 1;

/** Parameters of a line: they end at the first colon outside of quotes. */
function parametersOf(line: string): number {
  let isQuoted = false;
  let count = 0;
  for (const char of line) {
    if (char === '"') isQuoted = !isQuoted;
    else if (char === ';' && !isQuoted) count += 1;
    else if (char === ':' && !isQuoted) break;
  }
  return count;
}

/** More than any holiday needs. The parser takes quadratic time for some of it. */
function isTooMuch(source: string): boolean {
  if (source.length > MOST_EVENT_CHARS) return true;
  let dates = 0;
  for (const line of source.split('\r\n')) {
    if (parametersOf(line) > MOST_PARAMETERS) return true;
    if (/^(?:RDATE|EXDATE)\b/i.test(line)) dates += 1 + countOf(line, ',');
  }
  return dates > MOST_EVENT_DATES;
}

/** The time for the file is over. */
class TimeIsUp extends Error {}

/** A date of the file. `null`: a time of day, or a midnight in a zone that is not ours. */
function civil(time: unknown): ICAL.Time | null {
  if (!(time instanceof ICAL.Time)) return null;
  if (time.isDate) return time;
  const isMidnight = time.hour === 0 && time.minute === 0 && time.second === 0;
  // A midnight of UTC is another hour elsewhere: which day is meant, nobody knows.
  if (!isMidnight || time.zone === ICAL.Timezone.utcTimezone) return null;
  return ICAL.Time.fromData({ year: time.year, month: time.month, day: time.day, isDate: true });
}

const digits = (value: number, count: number) => String(value).padStart(count, '0');
const text = ({ year, month, day }: ICAL.Time) =>
  `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`;

/** The first day of an event, and the number of its days. */
function spanOf(event: ICAL.Component): { start: ICAL.Time; days: number } | SkipReason {
  const start = civil(event.getFirstPropertyValue('dtstart'));
  if (!start) return event.hasProperty('dtstart') ? 'timeOfDay' : 'unreadable';
  const end = event.getFirstPropertyValue('dtend');
  if (end !== null) {
    const last = civil(end);
    if (!last) return 'timeOfDay';
    // The end is the day after. Some programs write the same day twice.
    const days = Math.max(1, last.subtractDateTz(start).toSeconds() / 86_400);
    return days > MOST_EVENT_DAYS ? 'tooLong' : { start, days };
  }
  const duration = event.getFirstPropertyValue('duration');
  if (!(duration instanceof ICAL.Duration)) return { start, days: 1 };
  const days = duration.toSeconds() / 86_400;
  if (!Number.isInteger(days) || days < 1) return 'timeOfDay';
  return days > MOST_EVENT_DAYS ? 'tooLong' : { start, days };
}

interface Window {
  from: string;
  to: string;
}

/**
 * Whether a date is one that the rule names. The parser moves 29 February of other years, and 30
 * February of all, to March.
 */
function isNamed(rule: ICAL.Recur, start: ICAL.Time, { month, day }: ICAL.Time): boolean {
  if (['BYDAY', 'BYYEARDAY', 'BYWEEKNO'].some((part) => rule.getComponent(part).length > 0))
    return true;
  const [days, months] = [rule.getComponent('BYMONTHDAY'), rule.getComponent('BYMONTH')];
  const isDay =
    days.length > 0 ? days.includes(day) || days.some((one) => one < 0) : day === start.day;
  return isDay && (months.length > 0 ? months.includes(month) : month === start.month);
}

/** The days on which a yearly event starts, up to the end of the window. */
function startsOf(
  event: ICAL.Component,
  start: ICAL.Time,
  { from, to }: Window,
  goOn: () => void,
): ICAL.Time[] {
  const rule = event.getFirstPropertyValue('rrule');
  if (!(rule instanceof ICAL.Recur)) return [start];
  // A rule without an end is searched for days until the window ends, even one that has none.
  const end = ICAL.Time.fromData({
    ...{ year: Number(to.slice(0, 4)), month: Number(to.slice(5, 7)), day: Number(to.slice(8)) },
    isDate: true,
  });
  if (!rule.until || rule.until.compare(end) > 0) rule.until = end;
  const iterator = rule.iterator(start);
  const starts: ICAL.Time[] = [];
  for (let step = 0; step < MOST_STEPS; step++) {
    goOn();
    const next = iterator.next();
    if (!next || text(next) > to) break;
    if (text(next) >= from && isNamed(rule, start, next)) starts.push(next.clone());
  }
  return starts;
}

/** Dates that a list property names. */
function datesIn(event: ICAL.Component, name: string): ICAL.Time[] {
  return event
    .getAllProperties(name)
    .flatMap((property) => property.getValues())
    .flatMap((value) => civil(value) ?? []);
}

interface ReadEvent {
  name: string;
  uid: string;
  /** The day of a series that this event replaces. */
  replaces: string | null;
  starts: Map<string, string[]>;
}

/** @param goOn throws where the time is up. */
function read(
  source: string,
  window: Window,
  goOn: () => void,
): ReadEvent | { name: string; reason: SkipReason } {
  if (isTooMuch(source)) return { name: '', reason: 'unreadable' };
  const event = new ICAL.Component(ICAL.parse(source) as unknown[]);
  const summary = event.getFirstPropertyValue('summary');
  const name = typeof summary === 'string' ? summary.replace(/\s+/g, ' ').trim() : '';
  const status = String(event.getFirstPropertyValue('status') ?? '');
  const isCancelled = status.toUpperCase() === 'CANCELLED';
  const span = spanOf(event);
  if (typeof span === 'string') return { name, reason: span };
  if (name === '') return { name, reason: 'noName' };
  const rules = event.getAllProperties('rrule');
  const rule = event.getFirstPropertyValue('rrule');
  const isYearly = rule instanceof ICAL.Recur && rule.freq === 'YEARLY';
  if (rules.length > 1 || (rules.length === 1 && !isYearly)) return { name, reason: 'repeats' };
  const left = new Set(datesIn(event, 'exdate').map(text));
  const all = isCancelled
    ? []
    : [...startsOf(event, span.start, window, goOn), ...datesIn(event, 'rdate')];
  const starts = new Map<string, string[]>();
  for (const first of all) {
    goOn();
    if (left.has(text(first))) continue;
    const days = Array.from({ length: span.days }, (_, index) => {
      const day = first.clone();
      day.adjust(index, 0, 0, 0);
      return text(day);
    });
    starts.set(
      text(first),
      days.filter((day) => day >= window.from && day <= window.to),
    );
  }
  const replaced = civil(event.getFirstPropertyValue('recurrence-id'));
  const uid = String(event.getFirstPropertyValue('uid') ?? '');
  return { name, uid, replaces: replaced ? text(replaced) : null, starts };
}

/** Two years before and after a day. */
function around(day: string): Window {
  const year = Number(day.slice(0, 4));
  return {
    from: `${year - YEARS_AROUND}${day.slice(4)}`,
    to: `${year + YEARS_AROUND}${day.slice(4)}`,
  };
}

/**
 * The holidays of an iCalendar file (RFC 5545): events of whole days, with yearly ones in the two
 * years before and after today. A date is read as it is written: no time zone moves it.
 * @param today a civil date.
 * @param clock a running time in milliseconds.
 * @param most the most holidays, and the most characters of a name.
 */
export function readHolidays(
  source: string,
  today: string,
  clock: () => number,
  most: { holidays: number; chars: number },
): HolidayFile {
  const window = around(today);
  const end = clock() + MOST_ICS_MS;
  const goOn = () => {
    if (clock() > end) throw new TimeIsUp();
  };
  const events = eventsIn(source);
  const skipped: SkippedEvent[] = [];
  const found: ReadEvent[] = [];
  let isWhole = events.length <= MOST_ICS_EVENTS;
  for (const [index, event] of events.slice(0, MOST_ICS_EVENTS).entries()) {
    const place = index + 1;
    try {
      goOn();
      const result = read(event, window, goOn);
      if ('reason' in result) skipped.push({ place, ...result });
      else found.push(result);
    } catch (error) {
      if (error instanceof TimeIsUp) {
        isWhole = false;
        break;
      }
      skipped.push({ place, name: '', reason: 'unreadable' });
    }
  }
  const replaced = new Set(
    found.flatMap(({ uid, replaces }) => (replaces ? [`${uid} ${replaces}`] : [])),
  );
  const names = new Map<string, Set<string>>();
  for (const { name, uid, replaces, starts } of found)
    for (const [start, days] of starts) {
      if (!replaces && replaced.has(`${uid} ${start}`)) continue;
      for (const day of days) names.set(day, (names.get(day) ?? new Set()).add(name));
    }
  const holidays = [...names]
    .map(([date, all]) => ({ date, name: cut([...all].join(' / '), most.chars) }))
    .sort((a, b) => a.date.localeCompare(b.date));
  return {
    holidays: holidays.slice(0, most.holidays),
    skipped,
    isWhole: isWhole && holidays.length <= most.holidays,
  };
}
