import { monthNames, ownWeekdays, type Weekdays, weekdayNames, yearLeads } from './names.ts';

/** What a text with a month's name in it says; a year of one or two digits is left as written. */
export interface NamedDate {
  month: number;
  day: number;
  /** Null where the text has none. */
  year: string | null;
  weekdays: Weekdays | null;
  time: string | null;
}

interface Item {
  kind: 'number' | 'word' | 'time' | 'other';
  text: string;
}

/** `14:30`, `14.30:05`, `2:30 PM`, `2 p. m.`, `14 h 30`, `14 Uhr`. */
const HALF = '\\s?[ap]\\.?\\s?m\\b';
const CLOCK = [
  '(?<![\\d.:])(?:[01]?\\d|2[0-3])',
  `(?:[:.][0-5]\\d(?:[:.][0-5]\\d)?(?:${HALF})?|${HALF}|\\s?h(?:\\s?[0-5]\\d)?(?!\\p{L})|\\s?uhr\\b)`,
  '(?![.:]?\\d)',
].join('');
const ORDINAL = '(?:(?:st|nd|rd|th|er|re|e|o|a)(?!\\p{L}))?';
/** Some scripts join letters by signs of no width. */
const WORD = '\\p{L}[\\p{L}\\p{M}\\u200c\\u200d]*';
const PIECES = new RegExp(
  [
    `(?<time>${CLOCK})`,
    `(?<number>\\d+)${ORDINAL}`,
    `(?<word>${WORD}(?:-${WORD})*)`,
    "(?<other>[^\\s,.॰\\-/'’‘]+)",
  ].join('|'),
  'gu',
);
/** Words that stand between the parts of a date or before its time and say nothing themselves. */
const FILLERS = new Set(
  'de del do d den di of the el la le den gada g m г р st nd rd th at um a las à às alle om kl klo o ob u в'.split(
    ' ',
  ),
);

function pieces(text: string): Item[] {
  const items: Item[] = [];
  for (const { groups } of text.normalize('NFKC').toLowerCase().matchAll(PIECES)) {
    const { time, number, word, other } = groups ?? {};
    if (time !== undefined) items.push({ kind: 'time', text: time });
    else if (number !== undefined) items.push({ kind: 'number', text: number });
    else if (word === undefined) items.push({ kind: 'other', text: other ?? '' });
    else if (!FILLERS.has(word)) items.push({ kind: 'word', text: word });
  }
  return items;
}

/** Numbers around the month as day and year, or null where they fit no date. */
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
  // “26 Mar 26” begins with the day, except where the language begins with the year.
  const isAround = long.length === 0 && a.at < monthAt && b.at > monthAt;
  if (isAround && yearFirst === null) return null;
  const flipped = long[0] === a || (isAround && yearFirst === true);
  const [day, year] = flipped ? [b, a] : [a, b];
  if (day.text.length > 2 || year.text.length === 3 || long.length > 1) return null;
  // A year of two digits comes last, so that no hour is taken for one.
  if (long.length === 0 && !flipped && year.at < monthAt) return null;
  return { day: Number(day.text), year: year.text };
}

/** A word or two that stand before a time: “24 Nov pukul 14.30”. */
function leadsToTime(items: readonly Item[]): boolean {
  const time = items.findIndex(({ kind }) => kind === 'time');
  return time > 0 && time < 3 && items.slice(0, time).every(({ kind }) => kind === 'word');
}

/**
 * Reads `16 Dec`, `Dec 16, 2026`, `mar, 16 de diciembre de 2026`. A name that is a weekday as well as a month (Spanish “mar”) is the month
 * only where nothing else is. Null where a word that is not known could change what the rest means.
 */
export function readNamed(text: string, locale: string | null): NamedDate | null {
  const [months, weekdays, own] = [monthNames(locale), weekdayNames(locale), ownWeekdays(locale)];
  const all = pieces(text);
  const isKnown = ({ kind, text: word }: Item) =>
    kind === 'number' ||
    kind === 'time' ||
    (kind === 'word' && (months.has(word) || weekdays.has(word)));
  const from = all.findIndex(isKnown);
  if (from < 0 || all.slice(0, from).some(({ kind }) => kind === 'other')) return null;
  const end = all.findIndex((item, index) => index > from && !isKnown(item));
  const items = all.slice(from, end < 0 ? all.length : end);
  const [before, after] = [all.slice(0, from), end < 0 ? [] : all.slice(end)];

  const numbers = items.flatMap((item, at) =>
    item.kind === 'number' ? [{ text: item.text, at }] : [],
  );
  const named = items.flatMap((item, at) => {
    const month = item.kind === 'word' ? months.get(item.text) : undefined;
    return month === undefined
      ? []
      : [{ month, at, name: item.text, either: weekdays.has(item.text) }];
  });
  const certain = named.filter(({ either }) => !either);
  if (new Set(certain.map(({ month }) => month)).size > 1) return null;
  const chosen = certain[0] ?? named.find(({ at }) => items[at - 1]?.kind === 'number') ?? named[0];
  if (chosen === undefined) return null;
  const found = dayAndYear(numbers, chosen.at, yearLeads(locale));
  if (found === null) return null;

  const isFull = found.year?.length === 4;
  if (chosen.either) {
    // The month's own name may be among the unknown words: “mar. 24 déc.” on an English page.
    if (after.length > 0 && !isFull) return null;
    const isBefore = chosen.at < (numbers[0]?.at ?? 0);
    const isOwn = own.names.has(chosen.name);
    if (before.length > 0 && isBefore && isOwn) return null;
    // “mar 24” is a Tuesday, where weekdays are written in front of the day.
    if (found.year === null && own.leads === isBefore && isOwn) return null;
  }
  const isTold =
    isFull || after.length === 0 || items.at(-1)?.kind === 'time' || leadsToTime(after);
  if (!isTold) return null;
  // A second month makes two dates of it.
  if (
    after.some(({ kind, text: word }) => kind === 'word' && months.has(word) && !weekdays.has(word))
  )
    return null;

  // Only the page's own names say which day it is, and only whole ones: a letter or a word before another may be half of a name.
  const isHalf = (at: number) => after.length > 0 && at === items.length - 1;
  const days = items.flatMap(({ kind, text: word }, at) =>
    at !== chosen.at && kind === 'word' && word.length > 1 && !isHalf(at)
      ? (own.names.get(word) ?? [])
      : [],
  );
  const time = all.find(({ kind }) => kind === 'time');
  return { month: chosen.month, ...found, weekdays: days[0] ?? null, time: time?.text ?? null };
}
