import * as z from 'zod/mini';
import { collections, isCollection } from './collections.ts';
import { Id as id } from './values.ts';

/** An object with this many members at most. */
const atMost = (most: number) =>
  z.refine<Record<string, unknown>>((value) => Object.keys(value).length <= most);

/** The most fields that a patch names; no collection has a third of them. */
const MOST_PATCHED = 200;
/** A patch contains the fields that change and no others (P5). */
export const Patch = z
  .record(z.string().check(z.maxLength(60)), z.unknown())
  .check(atMost(MOST_PATCHED));

/** Above the largest map and list of a collection: a company's 400 holidays. */
const MOST_CHANGED = 500;
const items = z.array(z.unknown()).check(z.maxLength(MOST_CHANGED));
/** A change to a list, which is compared as a set of its items' JSON. */
export const ListChange = z.object({ add: items, remove: items });
export type ListChange = z.infer<typeof ListChange>;

const same = (a: unknown) => (b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** The items that another list does not contain. Each is serialised once, as items may be large. */
function without(list: readonly unknown[], other: readonly unknown[]): unknown[] {
  const excluded = new Set(other.map((item) => JSON.stringify(item)));
  return list.filter((item) => !excluded.has(JSON.stringify(item)));
}

/** The change from one list to another. */
export function listChange(from: readonly unknown[], to: readonly unknown[]): ListChange {
  return { add: without(to, from), remove: without(from, to) };
}

export function applyList(list: readonly unknown[], { add, remove }: ListChange): unknown[] {
  const kept = without(list, remove);
  return [...kept, ...without(add, kept)];
}

/** A change to an object, key by key. */
export const MapChange = z.object({
  set: z.record(z.string().check(z.maxLength(400)), z.unknown()).check(atMost(MOST_CHANGED)),
  remove: z.array(z.string().check(z.maxLength(400))).check(z.maxLength(MOST_CHANGED)),
});
export type MapChange = z.infer<typeof MapChange>;

type Fields = Readonly<Record<string, unknown>>;

export function mapChange(from: Fields, to: Fields): MapChange {
  const changed = Object.entries(to).filter(([key, value]) => !same(from[key])(value));
  const remove = Object.keys(from).filter((key) => !Object.hasOwn(to, key));
  return { set: Object.fromEntries(changed), remove };
}

export function applyMap(map: Fields, { set, remove }: MapChange): Fields {
  const kept = Object.entries(map).filter(([key]) => !remove.includes(key));
  return { ...Object.fromEntries(kept), ...set };
}

/**
 * One change to one row. `base` is the row's `rev` that the writer saw (0 for a new row): text that
 * changed since is a conflict. `scope` is set when a row is created or moved; a child has none,
 * since it follows its parent.
 */
export const Mutation = z.object({
  seq: z.int().check(z.positive()),
  id,
  /**
   * `put` is for keyed collections: it creates the row, changes it, or creates it again after a
   * deletion. The patch contains the key's fields and those that are set.
   */
  op: z.enum(['create', 'put', 'patch', 'delete', 'restore']),
  collection: z.string().check(z.maxLength(60)),
  rowId: id,
  base: z.int().check(z.nonnegative(), z.maximum(2 ** 31 - 1)),
  /**
   * The writer's own change of this text that this one builds on, where it had no result yet.
   */
  after: z.optional(id),
  /**
   * The text that the writer changed, where `base` does not identify it: it was in an editor while
   * others wrote, or came from a server that was restored since (L4). Null: not stored.
   */
  seen: z.optional(z.nullable(z.string().check(z.maxLength(100_000)))),
  scope: z.optional(z.string().check(z.maxLength(200))),
  patch: Patch,
  /**
   * Additions to and removals from lists, so that two people can add at the same time (T4). The
   * patch does not contain these fields.
   */
  lists: z.optional(z.record(z.string().check(z.maxLength(60)), ListChange)),
  /** The same for objects: keys that are set, and keys that are removed. */
  maps: z.optional(z.record(z.string().check(z.maxLength(60)), MapChange)),
});
export type Mutation = z.infer<typeof Mutation>;

/**
 * A row as the server sends it. `rev` counts changes to its text; `version` is the organisation's
 * version at its last change.
 */
export const ServerRow = z.object({
  id,
  collection: z.string(),
  scope: z.string(),
  version: z.int(),
  rev: z.int(),
  deleted: z.boolean(),
  fields: z.record(z.string(), z.unknown()),
  schema: z.int(),
});
export type ServerRow = z.infer<typeof ServerRow>;

export interface RowState {
  scope: string;
  deleted: boolean;
  fields: Record<string, unknown>;
}

type Replayed = Pick<Mutation, 'op' | 'collection' | 'patch' | 'scope' | 'lists' | 'maps'>;

/**
 * Applies a mutation to a row, on the device (before the server has a result) and on the server
 * alike. Null: there is no such row.
 */
export function replay(row: RowState | null, mutation: Replayed): RowState | null {
  const { op, patch } = mutation;
  if (op === 'create')
    return row ?? { scope: mutation.scope ?? '', deleted: false, fields: { ...patch } };
  if (op === 'put' && (row === null || row.deleted)) {
    // After a deletion a put creates a new row: the deleted fields do not return.
    const fields = { ...defaultsOf(mutation.collection) };
    return {
      scope: row?.scope ?? mutation.scope ?? '',
      deleted: false,
      fields: changed(fields, mutation),
    };
  }
  if (!row) return null;
  if (op === 'put')
    return {
      scope: row.scope,
      deleted: false,
      fields: changed(row.fields, { ...mutation, patch: withoutAuthor(mutation) }),
    };
  const scope = mutation.scope ?? row.scope;
  if (op === 'delete') return { ...row, deleted: true };
  if (op === 'restore') return { ...row, scope, deleted: false };
  return { scope, deleted: row.deleted, fields: changed(row.fields, mutation) };
}

/**
 * The patch without the author: the person who put a key first stays its author, but a device that
 * does not have the row sends its own user.
 */
function withoutAuthor({ collection, patch }: Replayed): Fields {
  const author = isCollection(collection) ? collections[collection].stamps.author : null;
  return Object.fromEntries(Object.entries(patch).filter(([name]) => name !== author));
}

function defaultsOf(collection: string): Fields {
  return isCollection(collection) ? collections[collection].defaults : {};
}

function changed(
  fields: Fields,
  { patch, lists = {}, maps = {} }: Replayed,
): Record<string, unknown> {
  const result: Record<string, unknown> = { ...fields, ...patch };
  for (const [key, change] of Object.entries(lists)) {
    const now = fields[key];
    result[key] = applyList(Array.isArray(now) ? now : [], change);
  }
  for (const [key, change] of Object.entries(maps)) {
    const now = fields[key];
    result[key] = applyMap(typeof now === 'object' && now !== null ? (now as Fields) : {}, change);
  }
  return result;
}
