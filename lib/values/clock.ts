import { dayPeriods, hidesHalf, joiners, monthNames, plain, weekdayNames } from './names.ts';

/** A time of day, or `unclear` where a word beside it could mean the other half of the day. */
export type Clock =
  | {
      hour: number;
      minute: number;
      /** Minutes east of UTC, where the text names them. */
      offset?: number;
    }
  | 'unclear';

const MINUTES =
  '(?<hour>\\d{1,2})(?:[:.]|\\s?[h時时点點시]\\s?)(?<minute>\\d{2})(?:[:.]\\d{2}(?:[.,]\\d+)?)?';
/** An hour without minutes: `2 PM`, `午後2時`. */
const HOUR = '(?<whole>\\d{1,2})(?:\\s?[時时点點시]|(?=\\s?[ap]\\.?\\s?m\\b))';
const TIME = new RegExp(`(?<![\\d.:/-])(?:${MINUTES}|${HOUR})(?![\\d/])`, 'iu');
const ENDS = new Set(['uhr', 'h', 'hrs', '分', '분', 'น', 'ч']);
/** `Z`, `UTC`, `GMT+2`, `+05:30` */
const OFFSET = new RegExp(
  '(?:\\b(?:utc|gmt)\\b|z\\b)?\\s?' +
    '(?:(?<sign>[+\\u2212-])(?<hours>\\d{1,2})(?::?(?<minutes>\\d{2}))?\\b)?',
  'iu',
);
const AM_PM = /^\s?([ap])\.?\s?m\b/iu;

const WORDS = /[^\p{L}\p{M}\u200c\u200d]+/u;

const letters = (text: string) => plain(text).replace(/[^\p{L}\p{M}]/gu, '');

export const wordsOf = (text: string) => plain(text).split(WORDS).filter(Boolean);

/** True for a word that can stand beside a date in figures without changing it. */
export function isKnown(word: string, tags: readonly (string | null)[]): boolean {
  const isOf = (tag: string | null) =>
    joiners(tag).has(word) ||
    weekdayNames(tag).has(word) ||
    monthNames(tag).has(word) ||
    dayPeriods(tag).some(([name]) => name === letters(word));
  return ENDS.has(word) || tags.some(isOf);
}

/** The hours that the words beside a time mean; null for none, undefined for unknown words. */
function hoursOf(
  before: string,
  after: string,
  tags: readonly (string | null)[],
): ReadonlySet<number> | null | undefined {
  const half = AM_PM.exec(after)?.[1]?.toLowerCase();
  const from = half === 'p' ? 12 : 0;
  if (half !== undefined) return new Set(Array.from({ length: 12 }, (_, index) => from + index));
  const [lead, tail] = [letters(before), letters(after)];
  for (const tag of tags) {
    const isJoiner = joiners(tag).has(lead);
    for (const [name, hours] of dayPeriods(tag))
      if (tail.startsWith(name) || (!isJoiner && lead.endsWith(name))) return hours;
  }
  const words = wordsOf(`${before} ${after}`);
  const isJoining = (word: string) => tags.some((tag) => joiners(tag).has(word));
  const named = tags
    .flatMap((tag) => dayPeriods(tag))
    .filter(([name]) => words.includes(name) && !isJoining(name));
  if (named.length > 0) return named.length === 1 ? named[0]?.[1] : undefined;
  return words.every((word) => isKnown(word, tags)) ? null : undefined;
}

/** The offset behind a time and the text without it. */
function withoutOffset(after: string): { offset: number | undefined; rest: string } {
  const lead = /^[\s,]*(?:[ap]\.?\s?m\.?[\s,]*)?/iu.exec(after)?.[0] ?? '';
  const match = OFFSET.exec(after.slice(lead.length));
  if (!match || match.index > 0 || match[0].trim() === '')
    return { offset: undefined, rest: after };
  const { sign, hours = '0', minutes = '0' } = match.groups ?? {};
  const size = Number(hours) * 60 + Number(minutes);
  return {
    offset: sign === undefined || sign === '+' ? size : -size,
    rest: lead + after.slice(lead.length + match[0].length),
  };
}

/** The time in a text; null where there is none. @param tags languages of the page. */
export function readClock(text: string, tags: readonly (string | null)[]): Clock | null {
  const match = TIME.exec(text);
  if (!match) return null;
  const { hour, whole, minute = '0' } = match.groups ?? {};
  const written = Number(hour ?? whole);
  if (written > 23 || Number(minute) > 59) return 'unclear';
  const before = /[^\d]*$/u.exec(text.slice(0, match.index))?.[0] ?? '';
  const { offset, rest } = withoutOffset(text.slice(match.index + match[0].length));
  const after = /^[^\d]*/u.exec(rest)?.[0] ?? '';
  const hours = hoursOf(before, after, tags);
  if (hours === undefined) return 'unclear';
  if (hours === null && written <= 12 && tags.some(hidesHalf)) return 'unclear';
  const zone = offset === undefined ? {} : { offset };
  if (hours === null || written > 12) return { hour: written, minute: Number(minute), ...zone };
  const fitting = [written % 12, (written % 12) + 12].filter((candidate) => hours.has(candidate));
  const [only] = fitting;
  return fitting.length === 1 && only !== undefined
    ? { hour: only, minute: Number(minute), ...zone }
    : 'unclear';
}
