import {
  childrenOf,
  collections,
  type IdSource,
  LOCAL_ORG,
  Mutation,
  parseRefKey,
  type RowState,
  replay,
  storable,
} from '../model/index.ts';
import { LOCAL_STORE, type Outgoing, type Row, type SidelineDb } from './db.ts';
import { markStale } from './derived.ts';
import { deleteDraft } from './drafts.ts';
import { getMeta, putMeta } from './meta.ts';
import { asParts, type Edit, invalidReason } from './puts.ts';
import { refKeyOf } from './shownRow.ts';
import {
  isOfFormerServer,
  olderTextOf,
  onCurrentText,
  textBasisOf,
  withoutResolved,
  withSeenText,
} from './textBasis.ts';
import { isQuota, WriteError } from './writeError.ts';

export interface WriteDeps {
  now: number;
  ids: IdSource;
}

export type Change = Edit & {
  /** The text that the editor started from: others may have changed it since. */
  from?: string;
  /** The conflict that this change resolves. */
  resolves?: { rev: number; author: string };
  /** For a keyed row that this device does not have: the fields that were current before. */
  before?: Readonly<Record<string, unknown>>;
};

/**
 * A record of an unknown system stays on the device: two people could mean two different records
 * by the same key.
 */
export function isLocalOnly(refKey: string): boolean {
  return parseRefKey(refKey)?.tenant === '';
}

/** The organisation that this database belongs to; LOCAL_ORG while nobody is signed in. */
export async function orgOf(db: SidelineDb): Promise<string> {
  return (await getMeta(db, 'me'))?.org.id ?? LOCAL_ORG;
}

/** The tables that `write` changes. */
export const writtenTables = (db: SidelineDb) => [
  db.rows,
  db.outbox,
  db.meta,
  db.drafts,
  db.summaries,
];

/**
 * Writes changes to rows and outbox in one transaction (C1): all of them are stored, or none.
 * @param draft key of the draft that these changes save: it is deleted in the same transaction.
 * @throws WriteError for fields that break the collection's schema, a missing row, or a full disk.
 */
export async function write(
  db: SidelineDb,
  changes: readonly Change[],
  deps: WriteDeps,
  draft: string | null = null,
): Promise<Row[]> {
  try {
    return await db.transaction('rw', writtenTables(db), async () => {
      let seq = (await getMeta(db, 'seq')) ?? 0;
      const org = await orgOf(db);
      const written: Row[] = [];
      for (const change of changes) {
        const { row, outgoing, isSent } = await prepare(db, change, org, seq + 1, deps);
        await db.rows.put(row);
        if (isSent) {
          seq += 1;
          // Nobody sends these: the last change of each row is enough for the order of visits.
          if (db.name === LOCAL_STORE) await db.outbox.where('rowId').equals(change.rowId).delete();
          await db.outbox.add(outgoing);
        }
        if (change.scope !== undefined && change.op === 'patch')
          await moveChildren(db, change.rowId, change.scope);
        written.push(row);
      }
      await putMeta(db, 'seq', seq);
      await markStale(db, written);
      if (draft !== null) await deleteDraft(db, draft);
      return written;
    });
  } catch (error) {
    if (isQuota(error)) throw new WriteError('full', String(error));
    throw error;
  }
}

interface Prepared {
  /** The row as it is after the change. */
  row: Row;
  outgoing: Outgoing;
  /** False for a row that never leaves the device. */
  isSent: boolean;
}

/** Checks one change and computes what it writes. @throws WriteError */
async function prepare(
  db: SidelineDb,
  change: Change,
  org: string,
  seq: number,
  deps: WriteDeps,
): Promise<Prepared> {
  const { from, before = {} } = change;
  const row = await db.rows.get(change.rowId);
  const edit = editOf(change, row);
  const problem = invalidReason(edit, org);
  if (problem !== null) throw new WriteError('invalid', problem);

  const olderText = olderTextOf(from, edit, row);
  const outgoing: Outgoing = {
    ...edit,
    ...asParts({ ...edit, before }, row),
    seq,
    id: deps.ids.next(),
    base: row?.rev ?? 0,
    at: deps.now,
    ...(await textBasisOf(db, edit, row, olderText)),
  };
  if (row?.serverCopy && (await isOfFormerServer(db, row.serverCopy.scope)))
    Object.assign(outgoing, withSeenText(outgoing));

  const isSent = !isLocalOnly(refKeyOf({ ...row?.fields, ...edit.patch }));
  const hasNoServer = !isSent || db.name === LOCAL_STORE;
  const shown =
    olderText !== null && row
      ? { ...outgoing, patch: onCurrentText(outgoing.patch, olderText, row, hasNoServer, deps.now) }
      : outgoing;
  const state = replay(row ?? null, shown);
  if (!state) throw new WriteError('missing', `no row ${change.rowId}`);
  assertValid(outgoing, edit, state);
  const pending = db.name === LOCAL_STORE ? 0 : (row?.pending ?? 0);
  return { row: rowAfter(edit, row, state, pending + (isSent ? 1 : 0)), outgoing, isSent };
}

/** A change without the parts that only the device needs. */
function editOf({ from, resolves, before, ...edit }: Change, row: Row | undefined): Edit {
  const patch = resolves
    ? { ...edit.patch, conflicts: withoutResolved(row, resolves) }
    : edit.patch;
  return { ...edit, patch: storable(patch) };
}

/** @throws WriteError for a row that its schema refuses, or a change that the protocol refuses. */
function assertValid(outgoing: Outgoing, { op, collection }: Edit, state: RowState): void {
  const parsed = collections[collection].schema.safeParse(state.fields);
  // A row of an older version may be deleted although today's schema refuses it.
  if (!parsed.success && op !== 'delete')
    throw new WriteError(
      'invalid',
      parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '),
    );
  // A change that the server cannot parse would block every change after it.
  if (!Mutation.safeParse(outgoing).success)
    throw new WriteError('invalid', 'no change as the protocol has it');
}

/** @param pending the changes of this row in the outbox, with this one. */
function rowAfter(edit: Edit, row: Row | undefined, state: RowState, pending: number): Row {
  const { conflicts } = state.fields;
  const isConflicted = !state.deleted && Array.isArray(conflicts) && conflicts.length > 0;
  return {
    id: edit.rowId,
    collection: edit.collection,
    ...state,
    refKey: refKeyOf(state.fields),
    rev: row?.rev ?? 0,
    version: row?.version ?? 0,
    pending,
    serverCopy: row?.serverCopy ?? null,
    ...(isConflicted ? { conflicted: 1 } : {}),
  };
}

/** Children move with their parent (D3); the server does the same with the move. */
async function moveChildren(db: SidelineDb, parent: string, scope: string): Promise<void> {
  const row = await db.rows.get(parent);
  if (!row) return;
  for (const collection of childrenOf(row.collection)) {
    await db.rows
      .where('[collection+refKey]')
      .equals([collection, row.refKey])
      .filter((child) => child.fields.parent === parent)
      .modify({ scope });
  }
}
