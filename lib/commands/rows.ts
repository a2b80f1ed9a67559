import {
  type CollectionName,
  collections,
  keyedId,
  LOCAL_ORG,
  type RowOf,
  ruleOf,
  type Stamps,
  storable,
} from '../model/index.ts';
import { allRowsOn, type Row } from '../store/index.ts';
import type { Change } from '../store/write.ts';
import type { CommandContext } from './context.ts';

/**
 * Rows of one collection on one record (`''`: of none), also those under its key of 0.1.0. Deleted
 * ones are left out.
 */
export async function rowsOn(
  tx: CommandContext,
  collection: CollectionName,
  refKey: string,
): Promise<Row[]> {
  const rows = await allRowsOn(tx.db, collection, refKey).toArray();
  return rows.filter((row) => !row.deleted);
}

/** True where a row has the same values in all of these fields. */
export function contains(row: Row | null, fields: Record<string, unknown>): boolean {
  return row !== null && Object.keys(changedFields(row.fields, fields)).length === 0;
}

/** The fields that differ from the current ones. */
export function changedFields(
  current: Readonly<Record<string, unknown>>,
  fields: Record<string, unknown>,
): Record<string, unknown> {
  const differs = ([name, value]: [string, unknown]) =>
    JSON.stringify(current[name]) !== JSON.stringify(value);
  return Object.fromEntries(Object.entries(fields).filter(differs));
}

/** Author and time of a new row. */
export function authorAndTime(tx: CommandContext): { author: string; at: number } {
  return { author: tx.user, at: tx.now };
}

/** A new row, typed by its collection. */
export function creation<C extends CollectionName>(
  collection: C,
  rowId: string,
  scope: string,
  fields: RowOf<C>,
) {
  const patch = fields as Record<string, unknown>;
  return { op: 'create' as const, collection, rowId, scope, patch };
}

type Fields = Readonly<Record<string, unknown>>;
interface KeyRule {
  key: readonly string[] | null;
  defaults: Fields;
  stamps: { author: string | null; editor: string | null; edited: string | null };
}

/** The id of a key's row. @param fields contain the key's fields. */
export function idOf(
  tx: CommandContext,
  collection: CollectionName,
  scope: string,
  fields: Fields,
): string {
  const { key }: KeyRule = collections[collection];
  if (key === null) throw new Error(`${collection} has no key`);
  // The id is computed from the values as they are written.
  const values = key.map((name) => storable(fields[name]));
  return keyedId(tx.me?.org.id ?? LOCAL_ORG, scope, collection, values);
}

/** The row of a key; null where there is none. */
export async function keyedRow(
  tx: CommandContext,
  collection: CollectionName,
  scope: string,
  fields: Fields,
): Promise<Row | null> {
  const row = await tx.db.rows.get(idOf(tx, collection, scope, fields));
  return row && !row.deleted ? row : null;
}

/** The fields of a keyed row, without those that the server writes. */
type KeyedFields<C extends CollectionName> = Partial<RowOf<C>> & Fields;

interface PutOptions {
  /** Write even if nothing differs, since the last write takes precedence over other scopes. */
  force?: boolean;
  /** The fields that were current, where the key has no row here: removals refer to them. */
  before?: Fields | null;
}

/**
 * The change that sets a key's fields: those that differ, or no change where none does. There is
 * one row per key, so two tabs, two devices and two people write the same row.
 */
export async function put<C extends CollectionName>(
  tx: CommandContext,
  collection: C,
  scope: string,
  fields: KeyedFields<C>,
  { force = false, before = null }: PutOptions = {},
): Promise<Change[]> {
  const { key, defaults, stamps }: KeyRule = collections[collection];
  const row = await keyedRow(tx, collection, scope, fields);
  // A new row's defaults are not sent, or two people who create it at the same time would undo each
  // other's fields; except where a default replaces another current value.
  const changed = row
    ? changedFields(row.fields, fields)
    : { ...changedFields(defaults, fields), ...(before ? changedFields(before, fields) : {}) };
  if (row && !force && Object.keys(changed).length === 0) return [];
  // Fields without a default are always sent: the row may have been deleted elsewhere meanwhile.
  const required = Object.entries(fields).filter(
    ([name]) => key?.includes(name) || !Object.hasOwn(defaults, name),
  );
  const patch = { ...Object.fromEntries(required), ...changed, ...stamped(tx, stamps, row) };
  return [
    {
      op: 'put',
      collection,
      rowId: idOf(tx, collection, scope, fields),
      scope,
      patch,
      ...(before === null ? {} : { before }),
    },
  ];
}

/** The writer and time, in the fields that the server will set too. */
function stamped(
  tx: CommandContext,
  { author, editor, edited }: KeyRule['stamps'],
  row: Row | null,
): Record<string, unknown> {
  const name = row === null ? author : editor;
  return {
    ...(name === null ? {} : { [name]: tx.user }),
    ...(edited === null ? {} : { [edited]: tx.now }),
  };
}

/** Author and times of a new row without a key, and no editor. */
export function newStamps(
  { author, created, editor, edited }: Stamps,
  { user, now }: Pick<CommandContext, 'user' | 'now'>,
): Record<string, unknown> {
  return {
    ...(author === null ? {} : { [author]: user }),
    ...(created === null ? {} : { [created]: now }),
    ...(editor === null ? {} : { [editor]: null }),
    ...(edited === null ? {} : { [edited]: null }),
  };
}

/** The rows of a key in every scope on this device. */
export async function keyedRows(
  tx: CommandContext,
  collection: CollectionName,
  fields: Fields & { refKey: string },
): Promise<Row[]> {
  const rows = await rowsOn(tx, collection, fields.refKey);
  return rows.filter((row) => hasKey(collection, row, fields));
}

/** True where a row on the same record is about the same thing: all key fields are equal. */
export function hasKey(collection: CollectionName, row: Row, fields: Fields): boolean {
  const { key }: KeyRule = collections[collection];
  // The record may have another key in rows of 0.1.0.
  const names = (key ?? []).filter((name) => name !== 'refKey');
  return names.every((name) => row.fields[name] === storable(fields[name]));
}

/** The changes that delete a key's rows in every scope. */
export async function removeKeyed(
  tx: CommandContext,
  collection: CollectionName,
  fields: Fields & { refKey: string },
): Promise<Change[]> {
  const rows = await keyedRows(tx, collection, fields);
  return rows.map(({ id }) => ({ op: 'delete', collection, rowId: id, patch: {} }));
}

/**
 * The changes that create a row of another database or file with its conflicts. A new row may not
 * have any, so each follows as an edit that started from another text, which is a conflict again.
 */
export function creationWithConflicts(
  create: Change,
  { user, now }: { user: string; now: number },
): Change[] {
  const { collection, rowId, patch } = create;
  const { editor, edited } = ruleOf(collection).stamps;
  if (!Array.isArray(patch.conflicts)) return [create];
  const texts = patch.conflicts.flatMap((conflict: { text?: unknown } | null) =>
    typeof conflict?.text === 'string' ? [conflict.text] : [],
  );
  const edits = texts.map(
    (text): Change => ({
      op: 'patch',
      collection,
      rowId,
      patch: {
        text,
        ...(edited === null ? {} : { [edited]: now }),
        ...(editor === null ? {} : { [editor]: user }),
      },
      from: '',
    }),
  );
  return [{ ...create, patch: { ...patch, conflicts: [] } }, ...edits];
}
