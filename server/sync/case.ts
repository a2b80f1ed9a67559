import type { CollectionRule, Mutation } from '../../lib/model/index.ts';
import type { RejectCode } from '../../lib/sync/protocol.ts';
import type { Context } from '../store/context.ts';
import { isFixed } from './policy.ts';
import type { Stored } from './stored.ts';
import type { Basis } from './text.ts';
import type { Wrote } from './textFields.ts';

/** What a mutation comes to. A conflict changes the row as well: the other text is kept on it. */
export type Decision =
  | { kind: 'rejected'; code: RejectCode }
  | { kind: 'keep' } // nothing to change: deleting what someone edited meanwhile
  | { kind: 'made' } // there already, by the same writer, as it was sent
  | { kind: 'write'; next: Stored; wrote: Wrote | null; stamped: Record<string, unknown> | null };

/** A change, and what it is decided on. */
export interface Case {
  who: Context;
  mutation: Mutation;
  rule: CollectionRule;
  basis: Basis;
  /** Unix ms of arrival. */
  at: number;
  /** Version of the fields. */
  schema: number;
}

export const reject = (code: RejectCode): Decision => ({ kind: 'rejected', code });
/** Serialised size of one row's fields, in characters, without its conflicts. */
const MAX_FIELDS = 64_000;

/** A row as it is first written. The store gives it its version. */
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

export function isValid(rule: CollectionRule, fields: Record<string, unknown>): boolean {
  const { conflicts, ...rest } = fields;
  return rule.schema.safeParse(fields).success && JSON.stringify(rest).length <= MAX_FIELDS;
}

/** True for a patch that would make it another row. Who a row is by is not said here (`isForged`). */
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

/** Of a row that is there, a patch may repeat whose it is. */
export function unlessSame(
  { stamps }: CollectionRule,
  row: Stored,
  patch: Record<string, unknown>,
): Record<string, unknown> {
  const repeats = (field: string) => field === stamps.author && patch[field] === row.fields[field];
  return Object.fromEntries(Object.entries(patch).filter(([field]) => !repeats(field)));
}
