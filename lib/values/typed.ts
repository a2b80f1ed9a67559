import { parseDate } from './date.ts';
import type { DateFormat } from './dateFormat.ts';
import { parseInstant, readInstant } from './instant.ts';
import { type MoneyFormat, parseMoney, parseNumber } from './money.ts';

const DATES = new Set(['closeDate', 'nextStepDate']);
const MOMENTS = new Set(['createdAt', 'modifiedAt', 'stageSince', 'lastActivity']);

/** People write the day first between points, in every language. */
const withPoints = (text: string, format: DateFormat): DateFormat =>
  /^\s*\d{1,2}\.\s?\d{1,2}\./.test(text) ? { ...format, order: format.order ?? 'dmy' } : format;

/**
 * The dates that a typed date can be, where it is not certain; empty for other texts and fields.
 */
export function typedChoices(field: string, text: string, format: DateFormat): string[] {
  if (!DATES.has(field) && !MOMENTS.has(field)) return [];
  const either = parseDate(text, withPoints(text, format))?.either ?? [];
  return either.some(({ order }) => order !== null) ? either.map(({ date }) => date) : [];
}

/**
 * The text to store of a certain one: dates as ISO, so that it means the same to everybody who
 * reads it in another language.
 */
export function typedText(field: string, text: string, format: DateFormat): string {
  const own = withPoints(text, format);
  if (DATES.has(field)) return parseDate(text, own)?.date ?? text;
  if (!MOMENTS.has(field)) return text;
  const date = parseDate(text, own)?.date;
  const ms = parseInstant(text, own);
  if (date === undefined || ms === null) return text;
  // A day without a time stays a day.
  return parseInstant(date, own) === ms ? date : new Date(ms).toISOString();
}

/**
 * Parses what a person typed for a field in their language; null when it cannot be parsed, or can
 * be two dates.
 */
export function parseTyped(field: string, text: string, format: DateFormat & MoneyFormat): unknown {
  const value = text.trim();
  if (value === '') return null;
  if (typedChoices(field, value, format).length > 0) return null;
  const dates = withPoints(value, format);
  if (DATES.has(field)) return parseDate(value, dates)?.date ?? null;
  if (MOMENTS.has(field)) return readInstant(value, dates)?.ms ?? null;
  switch (field) {
    case 'amount':
      return parseMoney(value, format);
    case 'owner':
      return { id: null, name: value };
    case 'probability':
      return parseNumber(value, format);
    default:
      return value;
  }
}
