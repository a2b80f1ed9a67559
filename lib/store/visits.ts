import type { SeenVisits } from '../model/index.ts';
import type { SidelineDb } from './db.ts';
import { allRowsOn, type Item } from './items.ts';
import type { Row } from './tables.ts';

// The order of visits to a deal, without comparing the clocks of two devices
// (docs/decisions/keyed-records.md).

type Visit = Item<'dealSnapshot'>;

export const visitsOf = (db: SidelineDb, refKey: string): Promise<Row[]> =>
  allRowsOn(db, 'dealSnapshot', refKey)
    .filter((row) => !row.deleted)
    .toArray();

/** The last visit: the own one that was stored last and is not sent yet, else by the server. */
export async function lastVisit(db: SidelineDb, visits: readonly Row[]): Promise<Row | null> {
  const unsent = visits.filter((row) => row.pending > 0);
  if (unsent.length === 0) {
    const last = Math.max(0, ...visits.map((row) => row.version));
    return visits.findLast((row) => row.version === last) ?? null;
  }
  const changes = await db.outbox
    .where('rowId')
    .anyOf(unsent.map((row) => row.id))
    .toArray();
  const lastSeq = Math.max(...changes.map((change) => change.seq));
  const { rowId } = changes.find((change) => change.seq === lastSeq) ?? {};
  return unsent.find((row) => row.id === rowId) ?? unsent.at(-1) ?? null;
}

/** The visits that are here now; in the same transaction as the reading that saw the last one. */
export async function seenVisits(db: SidelineDb, refKey: string): Promise<SeenVisits> {
  const visits = await visitsOf(db, refKey);
  return {
    version: Math.max(0, ...visits.map((row) => row.version)),
    current: (await lastVisit(db, visits))?.id ?? null,
  };
}

/**
 * Visits in the order of time, oldest first. The time of a visit that the server has is in the
 * server’s clock, also if it arrived late. Own unsent visits are last: their times are in the clock
 * of this device, and are compared with each other only.
 */
export function inTimeOrder(visits: readonly Visit[]): Visit[] {
  return [...visits].sort(
    (a, b) =>
      Number(a.pending) - Number(b.pending) ||
      a.fields.at - b.fields.at ||
      a.version - b.version ||
      a.id.localeCompare(b.id),
  );
}

/**
 * The visits after a reading of this device: they arrived after it, and they are not older than the
 * visit that shows what the reading saw.
 * @param visits oldest first. @param seen null: unknown, because an older version stored the
 * reading. It stored a visit too, so that every visit of the server counts.
 */
export function visitsAfter(visits: readonly Visit[], seen: SeenVisits | null): Visit[] {
  const { version, current } = seen ?? { version: 0, current: null };
  const own = visits.findIndex((visit) => visit.id === current);
  return visits.slice(own + 1).filter((visit) => !visit.pending && visit.version > version);
}
