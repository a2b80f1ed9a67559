import { type Mutation, replay, type ScopeSum, type ServerRow } from '../model/index.ts';
import { isAutomatic } from './attention.ts';
import { AGAIN, type Row, type SidelineDb } from './db.ts';
import { getMeta, putMeta } from './meta.ts';
import { Shadows } from './shadows.ts';

/** What the server said about one mutation (P4). */
export type Verdict =
  | { kind: 'done'; version: number; rev: number; text?: string }
  | { kind: 'dropped' } // the server kept its own state and will show it at the next pull: a conflict
  | { kind: 'again' } // leave it in the outbox: a gap, or the server wants it later
  | { kind: 'refused'; code: string };

/** Acknowledged changes are kept this long, for a server that is restored from a backup (L4). */
const KEEP_MS = 7 * 86_400_000;

/** Takes answered mutations out of the outbox and into their rows' shadows, in one transaction. Safe to repeat. */
export async function settle(db: SidelineDb, answered: readonly { mutation: Mutation; verdict: Verdict }[], now: number): Promise<void> {
  await db.transaction('rw', [db.rows, db.outbox, db.refused, db.acknowledged, db.meta], async () => {
    const shadows = await Shadows.of(
      db,
      answered.map(({ mutation }) => mutation.rowId),
    );
    for (const { mutation, verdict } of answered) {
      const id = mutation.rowId;
      // Answered twice, or numbered anew meanwhile.
      if (verdict.kind === 'again' || !shadows.waits(id, mutation)) continue;
      await db.outbox.delete(mutation.seq);
      shadows.answered(id, mutation);
      // What Sideline noted by itself and the server does not want is nobody's words.
      if (verdict.kind === 'refused') {
        if (!isAutomatic(mutation)) await db.refused.put({ id: mutation.id, mutation, code: verdict.code, at: now });
      } else await db.acknowledged.put({ id: mutation.id, mutation, at: now });
      const row = shadows.row(id);
      if (row) enter(shadows, row, mutation, verdict);
      // Its children went along when it was moved here; where the move was refused they come back too.
      if (row && verdict.kind !== 'done' && mutation.scope !== undefined) await bringBack(db, shadows, id, row.refKey);
    }
    await db.acknowledged
      .where('at')
      .below(now - KEEP_MS)
      .delete();
    await shadows.save();
  });
}

function enter(shadows: Shadows, row: Row, mutation: Mutation, verdict: Verdict): void {
  const old = shadows.shadow(row.id);
  // A pull may have brought a newer state already: then that one stands.
  if (verdict.kind !== 'done' || (old !== null && old.version >= verdict.version)) return;
  const state = replay(old, verdict.text === undefined ? mutation : { ...mutation, patch: { ...mutation.patch, text: verdict.text } });
  if (!state) return;
  // The answer's number counts texts that others wrote meanwhile and that have not come yet. Taking it for ours would claim that we had
  // seen them, and our next change would silently go over them: until the pull we stay at the revision that we really have.
  const own = (old?.rev ?? 0) + (old === null || 'text' in mutation.patch ? 1 : 0);
  const unseen = old !== null && verdict.text === undefined && verdict.rev > own;
  shadows.set(
    row.id,
    row.collection,
    unseen
      ? { ...state, version: old.version, rev: old.rev, ...('text' in mutation.patch ? { after: mutation.id } : old.after === undefined ? {} : { after: old.after }) }
      : { ...state, version: verdict.version, rev: verdict.rev },
  );
}

async function bringBack(db: SidelineDb, shadows: Shadows, parent: string, refKey: string): Promise<void> {
  for (const collection of ['reply', 'readMark'] as const) {
    const rows = await db.rows.where('[collection+refKey]').equals([collection, refKey]).toArray();
    for (const row of rows) {
      if (row.fields.parent !== parent || !row.shadow) continue;
      shadows.take(row);
      shadows.set(row.id, row.collection, row.shadow);
    }
  }
}

export interface Pulled {
  rows: readonly ServerRow[];
  gone: readonly { id: string; scope: string }[];
  dropScopes: readonly string[];
  reset?: readonly string[];
  cursors: Record<string, string>;
}

/** Where a device stands once an answer is applied. */
export function cursorsAfter(cursors: Record<string, string>, { cursors: moved, dropScopes }: Pick<Pulled, 'cursors' | 'dropScopes'>): Record<string, string> {
  return Object.fromEntries(Object.entries({ ...cursors, ...moved }).filter(([scope]) => !dropScopes.includes(scope)));
}

/** Applies one answer of the server: rows, departures, lost scopes and cursors in one transaction (C2). The outbox is never touched. */
export async function applyPull(db: SidelineDb, pulled: Pulled): Promise<void> {
  await db.transaction('rw', db.rows, db.outbox, db.meta, async () => {
    const lost = [...pulled.dropScopes, ...(pulled.reset ?? [])];
    // What came by an answer to a push and lies where this person never pulled, or stands no longer: no drop would ever name it.
    const held = (await db.rows.orderBy('shadow.scope').uniqueKeys()).map(String);
    lost.push(...held.filter((scope) => !(scope in pulled.cursors) && !lost.includes(scope)));
    const leaving = lost.length === 0 ? [] : await db.rows.where('shadow.scope').anyOf(lost).toArray();
    const shadows = await Shadows.of(
      db,
      [...pulled.rows, ...pulled.gone, ...leaving].map(({ id }) => id),
    );
    for (const row of leaving) if (pulled.reset?.includes(row.shadow?.scope ?? '')) shadows.set(row.id, row.collection, null);
    for (const { id, collection, scope, deleted, fields, version, rev } of pulled.rows) {
      const known = shadows.shadow(id);
      if (!known || known.version <= version) shadows.set(id, collection, { scope, deleted, fields, version, rev });
    }
    for (const { id, scope } of pulled.gone) {
      const row = shadows.row(id);
      if (row && shadows.shadow(id)?.scope === scope) shadows.set(id, row.collection, null);
    }
    const dropped = lost.filter((scope) => !pulled.reset?.includes(scope));
    for (const row of leaving) if (dropped.includes(shadows.shadow(row.id)?.scope ?? '')) shadows.set(row.id, row.collection, null);
    await shadows.save();
    await putMeta(db, 'cursors', cursorsAfter((await getMeta(db, 'cursors')) ?? {}, pulled));
  });
}

/** Scopes that hold something else here than on the server (L3) are asked for from the start. @returns those scopes. */
export async function repair(db: SidelineDb, check: Record<string, ScopeSum>): Promise<string[]> {
  return db.transaction('rw', db.meta, async () => {
    const [sums, cursors] = [(await getMeta(db, 'sums')) ?? {}, (await getMeta(db, 'cursors')) ?? {}];
    const wrong = Object.keys(cursors).filter((scope) => {
      const [here, there] = [sums[scope], check[scope]];
      return (here?.count ?? 0) !== (there?.count ?? 0) || (here?.hash ?? 0) !== (there?.hash ?? 0);
    });
    if (wrong.length > 0) await putMeta(db, 'cursors', { ...cursors, ...Object.fromEntries(wrong.map((scope) => [scope, AGAIN])) });
    return wrong;
  });
}

/** Rows known from answers alone, in scopes that were never pulled: their versions count from another epoch, and no reset will name them. */
async function forgetUnpulled(db: SidelineDb): Promise<void> {
  const cursors = (await getMeta(db, 'cursors')) ?? {};
  const scopes = (await db.rows.orderBy('shadow.scope').uniqueKeys()).map(String).filter((scope) => !(scope in cursors));
  if (scopes.length === 0) return;
  const rows = await db.rows.where('shadow.scope').anyOf(scopes).toArray();
  const shadows = await Shadows.of(
    db,
    rows.map((row) => row.id),
  );
  for (const row of rows) shadows.set(row.id, row.collection, null);
  await shadows.save();
}

/**
 * The server is another than the one this device knew: it was restored from a backup (L4). Under a new client id everything waiting is
 * offered, and before it what the server had acknowledged in the last days; mutation ids keep what it still has from happening twice.
 * @returns false when the epoch is the one known.
 */
export async function beginAgain(db: SidelineDb, epoch: string, clientId: string): Promise<boolean> {
  return db.transaction('rw', db.rows, db.outbox, db.acknowledged, db.meta, async () => {
    const known = await getMeta(db, 'epoch');
    if (known === epoch) return false;
    await putMeta(db, 'epoch', epoch);
    if (known === undefined) return false;
    await forgetUnpulled(db);
    const had = (await db.acknowledged.toArray()).sort((a, b) => a.at - b.at || a.mutation.seq - b.mutation.seq);
    const waiting = await db.outbox.orderBy('seq').toArray();
    const all = [...had.map(({ mutation, at }) => ({ ...mutation, at })), ...waiting];
    await db.outbox.clear();
    await db.outbox.bulkAdd(all.map((mutation, index) => ({ ...mutation, seq: index + 1 })));
    await db.acknowledged.clear();
    await putMeta(db, 'clientId', clientId);
    await putMeta(db, 'seq', all.length);
    return true;
  });
}
