import * as z from 'zod/mini';

/** Building blocks of row schemas. */

/** The id of a member, row or team. */
export const Id = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/));
/** A record's key (`refKey`). */
export const Key = z.string().check(z.minLength(1), z.maxLength(900));
/** The key in rows that belong to no record. */
export const NoKey = z.literal('');

/** 1970 to 2200, in Unix ms: a range that every clock and calendar can show. */
export const MIN_INSTANT = 0;
export const MAX_INSTANT = Date.UTC(2200, 0, 1);
/** An instant, Unix ms. */
export const Instant = z.number().check(z.minimum(MIN_INSTANT), z.maximum(MAX_INSTANT));

/** An instant that may lie in the future: no clock limits it. */
export const FutureInstant = z.number().check(z.minimum(MIN_INSTANT), z.maximum(MAX_INSTANT));

/** True for a calendar day from 1970 to 9999. 2026-02-31 does not exist. */
export function isCalendarDate(text: string): boolean {
  if (!/^(19[7-9]\d|[2-9]\d{3})-\d{2}-\d{2}$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}
/** A day that a row may contain; null for any other text, as for an unseen day. */
export function calendarDate(text: string | null | undefined): string | null {
  return typeof text === 'string' && isCalendarDate(text) ? text : null;
}
/** A civil date, ISO 8601. */
export const CalendarDate = z.string().check(z.refine(isCalendarDate));

/** The last editor of a row; null for one that nobody changed. Written by the server. */
export const Editor = z._default(z.nullable(Id), null);
