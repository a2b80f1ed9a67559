import { monthNames, ownWeekdays, type Weekdays, weekdayNames, yearLeads } from './names.ts';

/** A date with a month's name; a year of one or two digits stays as written. */
export interface NamedDate {
  month: number;
  day: number;
  /** Null where the text has no year. */
  year: string | null;
  weekdays: Weekdays | null;
  time: string | null;
}

interface Item {
  kind: 'number' | 'word' | 'time' | 'other';
  text: string;
}

const MERIDIEM = '\\s?[ap]\\.?\\s?m\\b';
/** What follows the hour of a time: `:30`, `.30:05`, `:30 PM`, `p. m.`, `h 30`, `Uhr`. */
const AFTER_HOUR = [
  `[:.][0-5]\\d(?:[:.][0-5]\\d)?(?:${MERIDIEM})?`,
  MERIDIEM,
  '\\s?h(?:\\s?[0-5]\\d)?(?!\\p{L})',
  '\\s?uhr\\b',
].join('|');
const CLOCK = `(?<![\\d.:])(?:[01]?\\d|2[0-3])(?:${AFTER_HOUR})(?![.:]?\\d)`;
const ORDINAL = '(?:(?:st|nd|rd|th|er|re|e|o|a)(?!\\p{L}))?';
/** Some scripts join letters with zero-width signs. */
const WORD = '\\p{L}[\\p{L}\\p{M}\\u200c\\u200d]*';
const PIECES = new RegExp(
  [
    `(?<time>${CLOCK})`,
    `(?<number>\\d+)${ORDINAL}`,
    `(?<word>${WORD}(?:-${WORD})*)`,
    "(?<other>[^\\s,،.॰\\-/'’‘]+)",
  ].join('|'),
  'gu',
);
/** Words between the parts of a date or before its time without a meaning. */
const FILLERS = new Set(
  [
    'de del do d den di of the el la le den gada g m г р st nd rd th',
    'at um a las à às alle om kl klo o ob u в',
  ].flatMap((line) => line.split(' ')),
);

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** Names of several words, or with points between their letters, as one word: “พ.ย.”. */
function joined(text: string, months: ReadonlyMap<string, number>): string {
  let result = text;
  for (const name of months.keys()) {
    const parts = name.split(' ');
    if (parts.length < 2 || /\d/.test(name) || !result.includes(parts[0] ?? '')) continue;
    const pattern = new RegExp(parts.map(escaped).join('[. ]+'), 'u');
    result = result.replace(pattern, parts.join(''));
  }
  return result;
}

function pieces(text: string, months: ReadonlyMap<string, number>): Item[] {
  const items: Item[] = [];
  const small = joined(text.normalize('NFKC').toLowerCase(), months);
  for (const { groups } of small.matchAll(PIECES)) {
    const { time, number, word, other } = groups ?? {};
    if (time !== undefined) items.push({ kind: 'time', text: time });
    else if (number !== undefined) items.push({ kind: 'number', text: number });
    else if (word === undefined) items.push({ kind: 'other', text: other ?? '' });
    else if (!FILLERS.has(word)) items.push({ kind: 'word', text: word });
  }
  return items;
}

/** The numbers around the month as day and year; null where they make no date. */
function dayAndYear(
  numbers: readonly { text: string; at: number }[],
  monthAt: number,
  yearFirst: boolean | null,
): { day: number; year: string | null } | null {
  const [a, b, more] = numbers;
  if (a === undefined || more !== undefined || numbers.some(({ text }) => text.length > 4))
    return null;
  if (b === undefined) return a.text.length > 2 ? null : { day: Number(a.text), year: null };
  const long = numbers.filter(({ text }) => text.length === 4);
  // “26 Mar 26” starts with the day, except in languages that start with the year.
  const isAround = long.length === 0 && a.at < monthAt && b.at > monthAt;
  if (isAround && yearFirst === null) return null;
  const flipped = long[0] === a || (isAround && yearFirst === true);
  const [day, year] = flipped ? [b, a] : [a, b];
  if (day.text.length > 2 || year.text.length === 3 || long.length > 1) return null;
  // A year of two digits comes last, so that no hour is read as a year.
  if (long.length === 0 && !flipped && year.at < monthAt) return null;
  return { day: Number(day.text), year: year.text };
}

/** True for one or two words before a time: “24 Nov pukul 14.30”. */
function leadsToTime(items: readonly Item[]): boolean {
  const time = items.findIndex(({ kind }) => kind === 'time');
  return time > 0 && time < 3 && items.slice(0, time).every(({ kind }) => kind === 'word');
}

interface Month {
  month: number;
  name: string;
  at: number;
  /** The name is a weekday as well: Spanish “mar”. */
  isAlsoWeekday: boolean;
}

/** The parts of a date, with what comes before and after them. */
interface Parts {
  before: readonly Item[];
  items: readonly Item[];
  after: readonly Item[];
}

/** The first run of items that can be parts of a date; null where there is none. */
function datePartsOf(all: readonly Item[], isDatePart: (item: Item) => boolean): Parts | null {
  const from = all.findIndex(isDatePart);
  if (from < 0) return null;
  const next = all.findIndex((item, index) => index > from && !isDatePart(item));
  const end = next < 0 ? all.length : next;
  return { before: all.slice(0, from), items: all.slice(from, end), after: all.slice(end) };
}

/** The month among the names, or null where there is none or more than one. */
function chooseMonth(months: readonly Month[], items: readonly Item[]): Month | null {
  const certain = months.filter(({ isAlsoWeekday }) => !isAlsoWeekday);
  if (new Set(certain.map(({ month }) => month)).size > 1) return null;
  const afterNumber = months.find(({ at }) => items[at - 1]?.kind === 'number');
  return certain[0] ?? afterNumber ?? months[0] ?? null;
}

/**
 * Reads `16 Dec`, `Dec 16, 2026`, `mar, 16 de diciembre de 2026`. A name that is both a weekday and
 * a month (Spanish “mar”) is the month only where there is no other month. Null where an unknown
 * word could change the meaning of the rest.
 */
export function readNamed(text: string, locale: string | null): NamedDate | null {
  const [months, weekdays, own] = [monthNames(locale), weekdayNames(locale), ownWeekdays(locale)];
  const all = pieces(text, months);
  const isDatePart = ({ kind, text: word }: Item) =>
    kind === 'number' ||
    kind === 'time' ||
    (kind === 'word' && (months.has(word) || weekdays.has(word)));
  const parts = datePartsOf(all, isDatePart);
  if (parts === null || parts.before.some(({ kind }) => kind === 'other')) return null;
  const { before, items, after } = parts;

  const numbers = items.flatMap((item, at) =>
    item.kind === 'number' ? [{ text: item.text, at }] : [],
  );
  const named = items.flatMap((item, at): Month[] => {
    const month = item.kind === 'word' ? months.get(item.text) : undefined;
    if (month === undefined) return [];
    return [{ month, at, name: item.text, isAlsoWeekday: weekdays.has(item.text) }];
  });
  const chosen = chooseMonth(named, items);
  if (chosen === null) return null;
  const dayYear = dayAndYear(numbers, chosen.at, yearLeads(locale));
  if (dayYear === null) return null;

  const hasFullYear = dayYear.year?.length === 4;
  if (chosen.isAlsoWeekday) {
    // The month's real name may be among the unknown words: “mar. 24 déc.” on an English page.
    if (after.length > 0 && !hasFullYear) return null;
    const isBeforeDay = chosen.at < (numbers[0]?.at ?? 0);
    const isOwnWeekday = own.names.has(chosen.name);
    if (before.length > 0 && isBeforeDay && isOwnWeekday) return null;
    // “mar 24” is a Tuesday in languages that write the weekday before the day.
    if (dayYear.year === null && own.leads === isBeforeDay && isOwnWeekday) return null;
  }
  const isComplete =
    hasFullYear || after.length === 0 || items.at(-1)?.kind === 'time' || leadsToTime(after);
  if (!isComplete) return null;
  const isOtherMonth = ({ kind, text: word }: Item) =>
    kind === 'word' && months.has(word) && !weekdays.has(word);
  // A second month makes it two dates.
  if (after.some(isOtherMonth)) return null;

  // Only whole weekday names of the page's language count: one letter, or the last word before an
  // unknown one, can be a part of another name.
  const isPartial = (at: number) => after.length > 0 && at === items.length - 1;
  const days = items.flatMap(({ kind, text: word }, at) =>
    at !== chosen.at && kind === 'word' && word.length > 1 && !isPartial(at)
      ? (own.names.get(word) ?? [])
      : [],
  );
  const time = all.find(({ kind }) => kind === 'time');
  return { month: chosen.month, ...dayYear, weekdays: days[0] ?? null, time: time?.text ?? null };
}
