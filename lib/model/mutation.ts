import * as z from 'zod/mini';
import { collections, isCollection } from './collections.ts';
import { Id as id } from './values.ts';

/** A patch names the fields that change and nothing else (P5). */
export const Patch = z.record(z.string().check(z.maxLength(60)), z.unknown());

const items = z.array(z.unknown()).check(z.maxLength(500));
/** A change to a list, as a set of its members' JSON. */
export const ListChange = z.object({ add: items, remove: items });
export type ListChange = z.infer<typeof ListChange>;

const same = (a: unknown) => (b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** The items that are not in another list. Each is written out once: items may be large. */
function without(list: readonly unknown[], other: readonly unknown[]): unknown[] {
  const there = new Set(other.map((item) => JSON.stringify(item)));
  return list.filter((item) => !there.has(JSON.stringify(item)));
}

/** What makes one list of another. */
export function listChange(from: readonly unknown[], to: readonly unknown[]): ListChange {
  return { add: without(to, from), remove: without(from, to) };
}

export function applyList(list: readonly unknown[], { add, remove }: ListChange): unknown[] {
  const kept = without(list, remove);
  return [...kept, ...without(add, kept)];
}

/** A change to an object, key by key. */
export const MapChange = z.object({
  set: z.record(z.string().check(z.maxLength(400)), z.unknown()),
  remove: z.array(z.string().check(z.maxLength(400))).check(z.maxLength(500)),
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
 * One change to one row. `base` is the row's `rev` that the writer saw (0 for a new row): text changed since then is a conflict.
 * `scope` is given when a row is created or moved; a child has none, it follows its parent.
 */
export const Mutation = z.object({
  seq: z.int().check(z.positive()),
  id,
  /**
   * `put` is for collections with a key: it creates the row, changes it, or brings it back after a
   * deletion, whichever is the case. The patch holds the key's fields and those that are set.
   */
  op: z.enum(['create', 'put', 'patch', 'delete', 'restore']),
  collection: z.string().check(z.maxLength(60)),
  rowId: id,
  base: z.int().check(z.nonnegative(), z.maximum(2 ** 31 - 1)),
  /** The writer's own change of this text that this one builds on, where its answer had not come yet. */
  after: z.optional(id),
  /**
   * The text that the writer changed, where no number says which: it stood in an editor while others wrote, or was read from a server that
   * was restored since (L4). Null: not on record.
   */
  seen: z.optional(z.nullable(z.string().check(z.maxLength(100_000)))),
  scope: z.optional(z.string().check(z.maxLength(200))),
  patch: Patch,
  /** For fields that are lists: what goes in and out, so that two people adding at once both do (T4). The patch does not name them. */
  lists: z.optional(z.record(z.string().check(z.maxLength(60)), ListChange)),
  /** The same for fields that are objects: keys that are set, and keys that go. */
  maps: z.optional(z.record(z.string().check(z.maxLength(60)), MapChange)),
});
export type Mutation = z.infer<typeof Mutation>;

/** A row as the server has it. `rev` counts changes to its text, `version` is the organisation's version at its last change. */
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

/** What a mutation makes of a row; the same on the device (before the server answered) and on the server. Null: there is no such row. */
export function replay(row: RowState | null, mutation: Replayed): RowState | null {
  const { op, patch } = mutation;
  if (op === 'create')
    return row ?? { scope: mutation.scope ?? '', deleted: false, fields: { ...patch } };
  if (op === 'put' && (row === null || row.deleted)) {
    // After a deletion the key begins anew: what was deleted does not come back with it.
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

/** Who put a key first stays its author: a device that did not know of the row says its own name. */
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
