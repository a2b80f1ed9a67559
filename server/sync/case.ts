import * as z from 'zod/mini';
import {
  ALL_RECORDS,
  type CollectionRule,
  type Mutation,
  memberOf,
  parseRefKey,
  parseTalkKey,
  RecordRef,
  refKey,
} from '../../lib/model/index.ts';
import type { RejectCode } from '../../lib/sync/protocol.ts';
import { compiled } from '../shared/compiled.ts';
import type { Context } from '../store/context.ts';
import { isFixed } from './policy.ts';
import type { Stored } from './stored.ts';
import type { Basis } from './text.ts';
import type { Wrote } from './textFields.ts';

/** The decision about a mutation. A conflict changes the row as well: it stores the other text. */
export type Decision =
  | { kind: 'rejected'; code: RejectCode }
  /** Nothing changes: a deletion of a text that was edited meanwhile. */
  | { kind: 'keep' }
  /** The same writer created the same row before. */
  | { kind: 'alreadyMade' }
  /** The row could be created, but one that the writer may not see has its id. */
  | { kind: 'hidden'; next: Stored }
  | { kind: 'write'; next: Stored; wrote: Wrote | null; stamped: Record<string, unknown> | null };

/** A change, and what the decision about it depends on. */
export interface Case {
  who: Context;
  mutation: Mutation;
  rule: CollectionRule;
  /** The text that the writer started from. */
  basis: Basis;
  /** Unix ms of arrival, and the device's clock when it sent the change. */
  at: number;
  sent?: number | undefined;
  /** Schema version of the fields. */
  schema: number;
}

export const reject = (code: RejectCode): Decision => ({ kind: 'rejected', code });
/** Serialised size of one row's fields, in characters, without its conflicts. */
const MAX_FIELDS = 64_000;

/** A new row. Its version is set when it is stored. */
export function newRow(
  { who, mutation, schema }: Case,
  scope: string,
  fields: Record<string, unknown>,
): Stored {
  const { rowId: id, collection } = mutation;
  return {
    id,
    collection,
    scope,
    deleted: false,
    fields,
    version: 0,
    rev: 1,
    author: who.user,
    parent: null,
    schema,
  };
}

const declaredNames = new WeakMap<z.ZodMiniType, ReadonlySet<string>>();

function namesIn(schema: z.ZodMiniType): ReadonlySet<string> {
  const names = new Set(schema instanceof z.ZodMiniObject ? Object.keys(schema.shape) : []);
  declaredNames.set(schema, names);
  return names;
}

/** True for a field of the collection's schema. */
export function declares({ schema }: CollectionRule, name: string): boolean {
  return (declaredNames.get(schema) ?? namesIn(schema)).has(name);
}

/** Each push with an hourly row reads those of the last hour, so these have no room for more. */
const MAX_HOURLY = 4000;

export function isValid(rule: CollectionRule, fields: Record<string, unknown>): boolean {
  return (
    z.validate(compiled(rule.schema), fields) &&
    namesRecord(fields) &&
    isWithin(fields, rule.hourly.length > 0 ? MAX_HOURLY : MAX_FIELDS)
  );
}

function isWithin(fields: Record<string, unknown>, most: number): boolean {
  // With its conflicts a row is longer: nearly every row is decided without a copy.
  if (JSON.stringify(fields).length <= most) return true;
  const { conflicts, ...rest } = fields;
  return JSON.stringify(rest).length <= most;
}

/**
 * True if the key is the one of a record (`refKey`), and of the row's own `ref` where it has one,
 * or that of a person or a talk. Exports contain the key, so it may not be any text.
 */
export function namesRecord({ refKey: key, ref }: Record<string, unknown>): boolean {
  if (typeof key !== 'string' || key === '' || key === ALL_RECORDS) return true;
  const isOther = memberOf(key) !== null || parseTalkKey(key) !== null;
  if (ref === undefined && isOther) return true;
  if (ref === null) return false;
  // The key of a record parses to this record: a row with a `ref` needs no second parse.
  if (z.validate(compiled(RecordRef), ref)) return refKey(ref as RecordRef) === key;
  const parsed = parseRefKey(key);
  if (parsed === null || refKey(parsed) !== key) return false;
  return ref === undefined || refKey(ref as RecordRef) === key;
}

/**
 * True for a patch that changes a field which identifies the row. The author is checked elsewhere
 * (`isForged`).
 */
export function isOtherRow(
  rule: CollectionRule,
  row: Stored,
  patch: Readonly<Record<string, unknown>>,
): boolean {
  return Object.keys(patch).some((field) => {
    if (!isFixed(rule, field) || (rule.key !== null && field === rule.stamps.author)) return false;
    return JSON.stringify(patch[field]) !== JSON.stringify(row.fields[field]);
  });
}

/** A patch of an existing row may repeat the row's author: the patch without that field. */
export function unlessSame(
  { stamps }: CollectionRule,
  row: Stored,
  patch: Record<string, unknown>,
): Record<string, unknown> {
  const repeats = (field: string) => field === stamps.author && patch[field] === row.fields[field];
  return Object.fromEntries(Object.entries(patch).filter(([field]) => !repeats(field)));
}
