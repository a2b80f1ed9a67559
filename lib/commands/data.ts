import type { In, Out } from '../messages/index.ts';
import {
  type CollectionName,
  childrenOf,
  LOCAL_USER,
  type Policy,
  parseScope,
  ruleOf,
} from '../model/index.ts';
import type { Row } from '../store/index.ts';
import { type Change, evictCache } from '../store/write.ts';
import { writerOf } from '../view/may.ts';
import { orgOrPrivate, privateScope } from './access.ts';
import { hasRowOfKey, namingUser } from './adopt.ts';
import type { CommandContext, Commands } from './context.ts';
import { creationWithConflicts, idOf } from './rows.ts';

type Exported = In<'data.import'>['rows'][number];

/** An exported row's fields as this person's own; null for somebody else's or an invalid row. */
function ownFields(tx: CommandContext, row: Exported): Record<string, unknown> | null {
  if (row.fields.author !== tx.user && row.fields.author !== LOCAL_USER) return null;
  const rule = ruleOf(row.collection);
  if (!rule?.imported) return null;
  const { editor } = rule.stamps;
  // An imported row has no editor, and no agreement: that is somebody else's statement.
  const replaced = { ...(editor === null ? {} : { [editor]: null }), ...rule.moved };
  const fields = {
    ...namingUser(rule, row.fields, tx.user),
    ...Object.fromEntries(Object.entries(replaced).filter(([name]) => name in row.fields)),
  };
  return rule.schema.safeParse(fields).success ? fields : null;
}

const isKeyed = (collection: string): boolean => (ruleOf(collection)?.key ?? null) !== null;
const isParent = (collection: string): boolean => childrenOf(collection).length > 0;

/** False for fields that only somebody else may set: the server would refuse them. */
function mayWrite(
  tx: CommandContext,
  { allows }: Policy,
  scope: string,
  fields: Record<string, unknown>,
): boolean {
  const parts = parseScope(scope);
  if (parts === null) return false;
  return (
    allows?.({
      ...{ writer: writerOf(tx), scope: parts, fields, before: null },
      changed: (name) => name in fields,
      // What is imported is private: no team reads it.
      isIn: () => false,
    }) ?? true
  );
}

/** Notes first, since replies need theirs (`childOf`); of rows with one key, the latest first. */
function inImportOrder(rows: readonly Exported[]): Exported[] {
  const rank = (row: Exported) => Number(!isParent(row.collection));
  const at = (row: Exported) => (isKeyed(row.collection) ? Number(row.fields.at) : 0);
  return [...rows].sort((a, b) => rank(a) - rank(b) || at(b) - at(a));
}

/** Imports rows of an export, as this person's own and private. Existing rows stay unchanged. */
async function importRows(
  tx: CommandContext,
  { rows }: In<'data.import'>,
): Promise<Out<'data.import'>> {
  const here = await tx.db.rows.bulkGet(rows.map((row) => row.id));
  const existing = new Set(
    here.flatMap((row) => (row && !(row.deleted && isKeyed(row.collection)) ? [row.id] : [])),
  );
  const [changes, taken]: [Change[], Set<string>] = [[], new Set()];
  // Replies get the scope of their note, which may be an existing private one.
  const isOwn = (row: Row) =>
    isParent(row.collection) && !row.deleted && row.scope === privateScope(tx);
  const scopeOfNote = new Map(
    here.flatMap((row) => (row && isOwn(row) ? [[row.id, row.scope] as const] : [])),
  );
  let refused = 0;
  for (const row of inImportOrder(rows)) {
    if (existing.has(row.id) || taken.has(row.id)) continue;
    const patch = ownFields(tx, row);
    const parent = typeof row.fields.parent === 'string' ? row.fields.parent : null;
    if (patch === null || (parent !== null && !scopeOfNote.has(parent))) {
      refused += 1;
      continue;
    }
    const collection = row.collection as CollectionName;
    const { key, policy } = ruleOf(collection);
    const defaultScope = policy.scopes.includes('private') ? privateScope(tx) : orgOrPrivate(tx);
    const scope = scopeOfNote.get(parent ?? '') ?? defaultScope;
    const rowId = key === null ? row.id : idOf(tx, collection, scope, patch);
    if (!mayWrite(tx, policy, scope, patch)) {
      refused += 1;
      continue;
    }
    const exists = key !== null && (await hasRowOfKey(tx.db, { collection, patch }));
    if (exists || taken.has(rowId)) {
      existing.add(row.id);
      continue;
    }
    changes.push(
      ...creationWithConflicts(
        { op: key === null ? 'create' : 'put', collection, rowId, scope, patch },
        tx,
      ),
    );
    taken.add(rowId);
    if (isParent(collection)) scopeOfNote.set(row.id, scope);
  }
  await tx.write(changes);
  return { taken: taken.size, known: existing.size, refused };
}

export const dataCommands = {
  'data.import': importRows,
  'data.evictCache': async (tx) => ({ removed: await evictCache(tx.db) }),
} satisfies Partial<Commands<keyof typeof import('../messages/data.ts').dataMessages>>;
