import { isCollection, type Mutation, replay, type ServerRow } from '../model/index.ts';
import type { Row, SidelineDb } from './db.ts';
import { getMeta, putMeta } from './meta.ts';
import { overlay } from './writes.ts';

/** What the server said about one mutation (P4). */
export type Verdict =
  | { kind: 'done'; version: number; rev: number }
  | { kind: 'dropped' } // the server kept its own state and will show it at the next pull: a conflict
  | { kind: 'again' } // leave it in the outbox: a gap, or the server wants it later
  | { kind: 'refused'; code: string };

async function waitingFor(db: SidelineDb, rowId: string): Promise<Mutation[]> {
  return (await db.outbox.where('rowId').equals(rowId).toArray()).sort((a, b) => a.seq - b.seq);
}

async function rebuild(db: SidelineDb, row: Pick<Row, 'id' | 'collection'>, shadow: Row['shadow']): Promise<void> {
  const next = overlay(row.id, row.collection, shadow, await waitingFor(db, row.id));
  if (next) await db.rows.put(next);
  else await db.rows.delete(row.id);
}

async function rebuildChildren(db: SidelineDb, parent: string, refKey: string): Promise<void> {
  for (const collection of ['reply', 'readMark'] as const) {
    const rows = await db.rows.where('[collection+refKey]').equals([collection, refKey]).toArray();
    for (const row of rows) if (row.fields.parent === parent && row.shadow) await rebuild(db, row, row.shadow);
  }
}

/** Takes an answered mutation out of the outbox and into the row's shadow, in one transaction. Safe to repeat. */
export async function settle(db: SidelineDb, mutation: Mutation, verdict: Verdict, now: number): Promise<void> {
  if (verdict.kind === 'again') return;
  await db.transaction('rw', db.rows, db.outbox, db.refused, async () => {
    if ((await db.outbox.get(mutation.seq))?.id !== mutation.id) return; // answered twice, or numbered anew meanwhile
    await db.outbox.delete(mutation.seq);
    const row = await db.rows.get(mutation.rowId);
    if (verdict.kind === 'refused') await db.refused.put({ id: mutation.id, mutation, code: verdict.code, at: now });
    if (!row) return;
    const old = row.shadow;
    // A pull may have brought a newer state already: then that one stands.
    const stale = verdict.kind !== 'done' || (old !== null && old.version >= verdict.version);
    const state = stale ? null : replay(old, mutation);
    await rebuild(db, row, state && verdict.kind === 'done' ? { ...state, version: verdict.version, rev: verdict.rev } : old);
    // Its children went along when it was moved here; where the move was refused they come back too.
    if (verdict.kind !== 'done' && mutation.scope !== undefined) await rebuildChildren(db, mutation.rowId, row.refKey);
  });
}

export interface Pulled {
  rows: readonly ServerRow[];
  gone: readonly { id: string; scope: string }[];
  dropScopes: readonly string[];
  cursors: Record<string, string>;
}

/** Applies one answer of the server: rows, departures, lost scopes and cursors in one transaction (C2). The outbox is never touched. */
export async function applyPull(db: SidelineDb, pulled: Pulled): Promise<void> {
  await db.transaction('rw', db.rows, db.outbox, db.meta, async () => {
    for (const server of pulled.rows) {
      if (!isCollection(server.collection)) continue; // from a newer server: not for this version
      const known = await db.rows.get(server.id);
      if (known?.shadow && known.shadow.version > server.version) continue;
      const { scope, deleted, fields, version, rev } = server;
      await rebuild(db, { id: server.id, collection: server.collection }, { scope, deleted, fields, version, rev });
    }
    for (const left of pulled.gone) {
      const row = await db.rows.get(left.id);
      if (row?.shadow?.scope === left.scope) await rebuild(db, row, null);
    }
    const cursors = { ...((await getMeta(db, 'cursors')) ?? {}), ...pulled.cursors };
    for (const scope of pulled.dropScopes) {
      delete cursors[scope];
      for (const row of await db.rows.where('shadow.scope').equals(scope).toArray()) await rebuild(db, row, null);
    }
    await putMeta(db, 'cursors', cursors);
  });
}
