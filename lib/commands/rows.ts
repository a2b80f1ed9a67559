import {
  type CollectionName,
  collections,
  keyedId,
  LOCAL_ORG,
  type RowOf,
  tidy,
} from '../model/index.ts';
import type { Row } from '../store/index.ts';
import type { Change } from '../store/write.ts';
import type { CommandContext } from './context.ts';

/** Rows of one collection on one record (`''`: of none), deleted ones left out. */
export async function rowsOn(
  tx: CommandContext,
  collection: CollectionName,
  refKey: string,
): Promise<Row[]> {
  const rows = await tx.db.rows.where('[collection+refKey]').equals([collection, refKey]).toArray();
  return rows.filter((row) => !row.deleted);
}

/** True where a row says the same in every field that is given. */
export function says(row: Row | null, fields: Record<string, unknown>): boolean {
  return row !== null && Object.keys(changedFields(row.fields, fields)).length === 0;
}

/** The fields that differ from what is said already. */
export function changedFields(
  said: Readonly<Record<string, unknown>>,
  fields: Record<string, unknown>,
): Record<string, unknown> {
  const differs = ([name, value]: [string, unknown]) =>
    JSON.stringify(said[name]) !== JSON.stringify(value);
  return Object.fromEntries(Object.entries(fields).filter(differs));
}

/** Who wrote a new row, and when. */
export function signed(tx: CommandContext): { author: string; at: number } {
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

/** The id of the row that says something about a key. @param fields the key's among them. */
export function idOf(
  tx: CommandContext,
  collection: CollectionName,
  scope: string,
  fields: Fields,
): string {
  const { key }: KeyRule = collections[collection];
  if (key === null) throw new Error(`${collection} has no key`);
  // As they will be written: an id of other values would be none of this row.
  const values = key.map((name) => tidy(fields[name]));
  return keyedId(tx.me?.org.id ?? LOCAL_ORG, scope, collection, values);
}

/** The row that says something about a key, unless there is none. */
export async function keyedRow(
  tx: CommandContext,
  collection: CollectionName,
  scope: string,
  fields: Fields,
): Promise<Row | null> {
  const row = await tx.db.rows.get(idOf(tx, collection, scope, fields));
  return row && !row.deleted ? row : null;
}

/** What a keyed row says, without what the server writes. */
type Said<C extends CollectionName> = Partial<RowOf<C>> & Fields;

interface PutOptions {
  /** Also where nothing differs: what is said last counts, against rows of other scopes. */
  anew?: boolean;
  /** What counted where there is no row under the key here: what the fields take back of it is said. */
  before?: Fields | null;
}

/**
 * Writes what is to stand about a key: the change of what differs, or none where all of it stands
 * there already. One row a key, so two tabs, two devices and two people mean the same one.
 */
export async function put<C extends CollectionName>(
  tx: CommandContext,
  collection: C,
  scope: string,
  fields: Said<C>,
  { anew = false, before = null }: PutOptions = {},
): Promise<Change[]> {
  const { key, defaults, stamps }: KeyRule = collections[collection];
  const row = await keyedRow(tx, collection, scope, fields);
  // What a new row says by itself is not sent, or two people who make it at once would undo each
  // other; unless it takes back what counted before.
  const changed = row
    ? changedFields(row.fields, fields)
    : { ...changedFields(defaults, fields), ...(before ? changedFields(before, fields) : {}) };
  if (row && !anew && Object.keys(changed).length === 0) return [];
  // What has no default goes along each time: elsewhere the row may have been deleted meanwhile.
  const whole = Object.entries(fields).filter(
    ([name]) => key?.includes(name) || !Object.hasOwn(defaults, name),
  );
  const patch = { ...Object.fromEntries(whole), ...changed, ...stamped(tx, stamps, row) };
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

/** Who writes, and when, as the server will say it too. */
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

/** The rows that say something about a key, in every scope that is here. */
export async function keyedRows(
  tx: CommandContext,
  collection: CollectionName,
  fields: Fields & { refKey: string },
): Promise<Row[]> {
  const { key }: KeyRule = collections[collection];
  const rows = await rowsOn(tx, collection, fields.refKey);
  return rows.filter((row) => (key ?? []).every((name) => row.fields[name] === tidy(fields[name])));
}

/** Takes back what was said about a key, in whatever scope. */
export async function takeBack(
  tx: CommandContext,
  collection: CollectionName,
  fields: Fields & { refKey: string },
): Promise<Change[]> {
  const rows = await keyedRows(tx, collection, fields);
  return rows.map(({ id }) => ({ op: 'delete', collection, rowId: id, patch: {} }));
}

/**
 * A row from elsewhere, with the texts that stood beside it. No new row may have conflicts: each
 * follows as an edit that began on another text, and so stands beside the first again.
 */
export function creationWithConflicts(
  create: Change,
  { user, now }: { user: string; now: number },
): Change[] {
  const { collection, rowId, patch } = create;
  if (!Array.isArray(patch.conflicts)) return [create];
  const texts = patch.conflicts.flatMap((conflict: { text?: unknown } | null) =>
    typeof conflict?.text === 'string' ? [conflict.text] : [],
  );
  const edits = texts.map(
    (text): Change => ({
      op: 'patch',
      collection,
      rowId,
      patch: { text, editedAt: now, editedBy: user },
      from: '',
    }),
  );
  return [{ ...create, patch: { ...patch, conflicts: [] } }, ...edits];
}
