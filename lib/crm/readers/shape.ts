import type { RawField, RawList, RawRecord, ReadResult } from '../../model/index.ts';
import { ReadError } from './http.ts';

/** API responses have unknown shapes: these functions read them without assumptions. */
export type Json = Record<string, unknown>;

export function obj(value: unknown): Json {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as Json)
    : {};
}
export function arr(value: unknown): Json[] {
  return Array.isArray(value) ? value.map(obj) : [];
}
/** Sorts by a text of the items. */
export const by =
  (key: string) =>
  (a: Json, b: Json): number =>
    String(a[key]).localeCompare(String(b[key]));

/** Text of a scalar; null for empty values (`false` in Odoo, null or '' elsewhere). */
export function txt(value: unknown): string | null {
  if (typeof value === 'string') return value.trim() ? value : null;
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return null;
}

export function api(value: unknown, extra: { id?: unknown; currency?: unknown } = {}): RawField {
  const id = txt(extra.id);
  const currency = txt(extra.currency);
  return {
    text: txt(value),
    source: 'api',
    ...(id && { id }),
    ...(currency && { currency }),
  };
}

/** Rows as a server has them, for the normaliser: each value as text, null for an empty one. */
export const cells = (rows: readonly Json[]): RawList['items'] =>
  rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, txt(`${value || ''}`)])),
  );

/** The value itself: for a failed list in the place of a list. */
export const same = <T>(value: T): T => value;

type ListOf<T> = Omit<RawList, 'items'> & { items: T[] };

export function apiList<T = RawList['items'][number]>(items: T[]): ListOf<T> {
  return { source: 'api', items };
}

/**
 * A part without which the record is still worth reading. Where the session or the network ends,
 * the whole reading fails instead: an earlier reading says more than one without its lists.
 * @param otherwise gets a list that says why there is nothing.
 */
export async function optional<T, F>(
  load: Promise<T>,
  otherwise: (failed: RawList) => F,
): Promise<T | F> {
  try {
    return await load;
  } catch (error) {
    if (error instanceof ReadError && error.isFinal) throw error;
    const isRefused = error instanceof ReadError && error.failure === 'forbidden';
    const why = isRefused ? 'refused' : 'failed';
    return otherwise({ source: 'api', items: [], [why]: true });
  }
}

/** A list whose failure does not fail the record: it is empty then, and says why. */
export function optionalList<T>(load: Promise<T[]>): Promise<ListOf<T>> {
  return optional(load.then(apiList), (failed) => failed as ListOf<never>);
}

export function lists(entries: Record<string, RawList | undefined>): Record<string, RawList> {
  return Object.fromEntries(
    Object.entries(entries).filter((entry): entry is [string, RawList] => entry[1] !== undefined),
  );
}

/** Returns failures as results: the failure of a ReadError, `unexpected` for any other error. */
export async function readResult(read: () => Promise<RawRecord>): Promise<ReadResult> {
  try {
    return { ok: true, record: await read() };
  } catch (error) {
    const failure = error instanceof ReadError ? error.failure : 'unexpected';
    return {
      ok: false,
      failure,
      detail: String(error instanceof Error ? error.message : error).slice(0, 300),
    };
  }
}

/** The text that people keep on the record itself: it has no moment, so it is no activity. */
export function described(text: string | null): RawList['items'] {
  if (text === null) return [];
  const item = { id: 'description', kind: 'other', ...written(text), state: 'done' };
  return [{ ...item, at: null, due: null, contactId: null }];
}

/** The longest subject and text of an activity, in characters. */
const SUBJECT = 300;
const TEXT = 4000;

/** What a person wrote, as an activity's subject, with the whole text where that is more. */
export function written(
  subject: string | null,
  body: string | null = null,
): { subject: string; text: string | null } {
  const text = [subject, body].filter(Boolean).join('\n');
  const short = (subject || text).replace(/\s+/g, ' ').trim().slice(0, SUBJECT);
  return { subject: short, text: text === short ? null : text.slice(0, TEXT) };
}
