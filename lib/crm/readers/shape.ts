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
/** Text of a scalar; null for empty values (`false` in Odoo, null or '' elsewhere). */
export function txt(value: unknown): string | null {
  if (typeof value === 'string') return value.trim() === '' ? null : value;
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return null;
}

export function api(value: unknown, extra: { id?: unknown; currency?: unknown } = {}): RawField {
  const id = txt(extra.id);
  const currency = txt(extra.currency);
  return {
    text: txt(value),
    source: 'api',
    ...(id === null ? {} : { id }),
    ...(currency === null ? {} : { currency }),
  };
}

export function apiList(items: RawList['items']): RawList {
  return { source: 'api', items };
}

/** An optional list: its failure does not fail the record. Undefined means that it was not seen. */
export async function optionalList(load: Promise<RawList['items']>): Promise<RawList | undefined> {
  try {
    return apiList(await load);
  } catch (error) {
    return error instanceof ReadError && error.failure === 'forbidden'
      ? { source: 'api', items: [], refused: true }
      : undefined;
  }
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
