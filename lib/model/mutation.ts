import * as z from 'zod/mini';

const id = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/));
/** A patch names the fields that change and nothing else (P5). */
export const Patch = z.record(z.string().check(z.maxLength(60)), z.unknown());

const items = z.array(z.unknown()).check(z.maxLength(500));
/** A change to a list, as a set of its members' JSON. */
export const ListChange = z.object({ add: items, remove: items });
export type ListChange = z.infer<typeof ListChange>;

const same = (a: unknown) => (b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** What makes one list of another. */
export function listChange(from: readonly unknown[], to: readonly unknown[]): ListChange {
  return { add: to.filter((item) => !from.some(same(item))), remove: from.filter((item) => !to.some(same(item))) };
}

export function applyList(list: readonly unknown[], { add, remove }: ListChange): unknown[] {
  const kept = list.filter((item) => !remove.some(same(item)));
  return [...kept, ...add.filter((item) => !kept.some(same(item)))];
}

/**
 * One change to one row. `base` is the row's `rev` that the writer saw (0 for a new row): text changed since then is a conflict.
 * `scope` is given when a row is created or moved; a child has none, it follows its parent.
 */
export const Mutation = z.object({
  seq: z.int().check(z.positive()),
  id,
  op: z.enum(['create', 'patch', 'delete', 'restore']),
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
  /** For fields that are lists: what goes in and out, so that two people adding at once both do (T4). The patch still names the whole list, for servers that know no better. */
  lists: z.optional(z.record(z.string().check(z.maxLength(60)), ListChange)),
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

/** What a mutation makes of a row; the same on the device (before the server answered) and on the server. Null: there is no such row. */
export function replay(row: RowState | null, mutation: Pick<Mutation, 'op' | 'patch' | 'scope' | 'lists'>): RowState | null {
  if (mutation.op === 'create') return row ?? { scope: mutation.scope ?? '', deleted: false, fields: { ...mutation.patch } };
  if (!row) return null;
  const scope = mutation.scope ?? row.scope;
  if (mutation.op === 'delete') return { ...row, deleted: true };
  if (mutation.op === 'restore') return { ...row, scope, deleted: false };
  const lists = Object.entries(mutation.lists ?? {}).map(([key, change]) => {
    const now = row.fields[key];
    return [key, applyList(Array.isArray(now) ? now : [], change)];
  });
  return { scope, deleted: row.deleted, fields: { ...row.fields, ...mutation.patch, ...Object.fromEntries(lists) } };
}
