import { Temporal } from 'temporal-polyfill';
import { calendarOf } from './names.ts';

/** A calendar that a text names, and how far its years are from Gregorian ones. */
export interface Era {
  /** `other`: a calendar that is not converted. */
  calendar: 'gregory' | 'persian' | 'other';
  /** Added to a written year. */
  add: number;
}

const YEARS: readonly [mark: RegExp, era: Era][] = [
  [/令和|\breiwa\b/iu, { calendar: 'gregory', add: 2018 }],
  [/平成|\bheisei\b/iu, { calendar: 'gregory', add: 1988 }],
  [/昭和|\bsh[oō]wa\b/iu, { calendar: 'gregory', add: 1925 }],
  [/民[國国]|\bminguo\b/iu, { calendar: 'gregory', add: 1911 }],
  [/\bB\.?E\.?(?![\p{L}.])|พ\.\s?ศ\.|พุทธศักราช|佛[曆历暦]/u, { calendar: 'gregory', add: -543 }],
  [/\bA\.?P\.?(?![\p{L}.])|ه\.\s?ش\.?/u, { calendar: 'persian', add: 0 }],
  [/\bA\.?H\.?(?![\p{L}.])|هـ|\bsaka\b|शक|\bERA\d/u, { calendar: 'other', add: 0 }],
  // “AM” behind a date in figures: Anno Mundi, or the years of Ethiopia.
  [/(?<=[/.-]\d{1,4}\s)A\.?M\b/u, { calendar: 'other', add: 0 }],
  [/ค\.\s?ศ\.|\b(?:AD|CE)\b/u, { calendar: 'gregory', add: 0 }],
];
/** Letters of Japanese eras before a year: `R8/12/24`. */
const LETTERS: Readonly<Record<string, number>> = { R: 2018, H: 1988, S: 1925, T: 1911 };
const LETTER = /^([RHST])(\d{1,2})(?=[/.年-]\s?\d{1,2}[/.月-]\s?\d{1,2}(?!\d))/u;

/** The era that a text names, with the text without it; `era` is null where it names none. */
export function withoutEra(text: string): { text: string; era: Era | null } {
  const [lead = '', letter = '', year] = LETTER.exec(text) ?? [];
  const add = LETTERS[letter];
  if (add !== undefined)
    return { text: `${Number(year) + add}${text.slice(lead.length)}`, era: null };
  for (const [mark, era] of YEARS) {
    if (mark.test(text)) {
      const rest = text.replace(mark, ' ').replace(/元(?=年)/u, '1');
      return { text: rest.replace(/\s+/g, ' ').trim(), era };
    }
  }
  return { text, era: null };
}

export function civil(year: number, month: number, day: number): string | null {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString();
  } catch {
    return null;
  }
}

/** Years that dates of deals have. Years of the other calendars are outside of it. */
const isGregorian = (year: number) => year >= 1900 && year <= 2200;

const DAY_MS = 86_400_000;

/** A date of a calendar whose months Intl numbers, as a Gregorian one. */
function converted(calendar: string, year: number, month: number, day: number): string | null {
  const format = new Intl.DateTimeFormat(`en-u-ca-${calendar}-nu-latn`, {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    timeZone: 'UTC',
  });
  let at = Date.UTC(calendar === 'persian' ? year + 621 : Math.round(year * 0.97 + 622), 5, 1);
  // Each round moves by the difference between the date that it is and the one that it should be.
  for (let round = 0; round < 8; round++) {
    const parts = format.formatToParts(at);
    const part = (type: string) => Number(parts.find((item) => item.type === type)?.value);
    const [years, months, days] = [
      year - part('year'),
      month - part('month'),
      day - part('day'),
    ] as const;
    if (!Number.isFinite(years + months + days)) return null;
    if (years === 0 && months === 0 && days === 0) {
      const date = new Date(at).toISOString().slice(0, 10);
      return isGregorian(Number(date.slice(0, 4))) ? date : null;
    }
    at += Math.round(years * 365 + months * 30 + days) * DAY_MS;
  }
  return null;
}

/** A year of two digits is one of these many years around today. */
const NEAR_YEARS = 30;

export interface YearContext {
  /** Language tags of the page and of its formats. */
  tags: readonly (string | null)[];
  era: Era | null;
  today: Temporal.PlainDate;
}

function shortYear(text: string, calendars: ReadonlySet<string>, thisYear: number): number | null {
  const year = Number(text) + 2000;
  const isGregory = calendars.has('gregory') && calendars.size === 1;
  // Thai pages use both calendars: only one of the years is near.
  const years = calendars.has('buddhist') ? [year, year + 500 - 543] : [];
  if (isGregory) years.push(year, year - 100);
  const near = years.filter((candidate) => Math.abs(candidate - thisYear) <= NEAR_YEARS);
  return near.length === 1 ? (near[0] ?? null) : null;
}

const isTaiwan = (tag: string | null) => tag !== null && /^zh-(?:hant-)?tw\b/i.test(tag);

/**
 * A written date as a Gregorian one; null where the year can be read in two calendars, or in none
 * that the page uses.
 */
export function civilDate(
  yearText: string,
  month: number,
  day: number,
  { tags, era, today }: YearContext,
): string | null {
  const written = Number(yearText);
  if (era?.calendar === 'other') return null;
  if (era?.calendar === 'persian')
    return yearText.length === 4 ? converted('persian', written, month, day) : null;
  if (era) {
    const year = written + era.add;
    // Years of two digits can be cut ones: 115 of the Republic is written 15 as well.
    const isWhole = era.add > 0 ? year >= 1950 : yearText.length === 4;
    return isWhole && isGregorian(year) ? civil(year, month, day) : null;
  }
  const calendars = new Set(tags.map(calendarOf));
  if (yearText.length === 1) return null;
  if (yearText.length === 2) {
    const year = shortYear(yearText, calendars, today.year);
    return year === null ? null : civil(year, month, day);
  }
  if (isGregorian(written)) {
    // Saka, Ethiopic and Coptic years look like Gregorian ones.
    const isCertain = [...calendars].every((calendar) =>
      /^(?:gregory|iso8601|buddhist|japanese|roc|persian|islamic.*)$/.test(calendar),
    );
    return isCertain ? civil(written, month, day) : null;
  }
  if (yearText.length === 3)
    return tags.some(isTaiwan) || calendars.has('roc') ? civil(written + 1911, month, day) : null;
  if (calendars.has('buddhist') && isGregorian(written - 543))
    return civil(written - 543, month, day);
  const own = [...calendars].find((calendar) =>
    /^(?:persian|islamic-(?:umalqura|civil|tbla))$/.test(calendar),
  );
  return own === undefined ? null : converted(own, written, month, day);
}
