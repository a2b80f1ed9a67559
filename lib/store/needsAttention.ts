import { collections, isCollection, type Mutation } from '../model/index.ts';
import { LOCAL_STORE, type RejectedChange, type SidelineDb } from './db.ts';
import { items, LIMIT, newestOn } from './items.ts';
import { newestOfAll } from './newest.ts';

/**
 * True for rows that Sideline writes by itself: a question was on screen, a deal was visited, a
 * note was read. They contain no action and no text of a person.
 */
export function isAutomatic({ collection }: Pick<Mutation, 'collection'>): boolean {
  return isCollection(collection) && collections[collection].automatic;
}

/** The number of people's changes that are not sent yet, up to a limit. */
export async function waiting(db: SidelineDb): Promise<number> {
  // What is written while nobody is signed in waits for nothing, and can be long.
  if (db.name === LOCAL_STORE) return 0;
  return db.outbox
    .filter((change) => !isAutomatic(change))
    .limit(LIMIT)
    .count();
}

/**
 * Notes and replies with two versions that a person has to choose between, the latest first. A line
 * of a one-on-one shows its versions itself.
 */
export async function conflicted(
  db: SidelineDb,
): Promise<{ id: string; note: string; refKey: string; name: string; text: string }[]> {
  const found = await db.rows.where('conflicted').equals(1).reverse().limit(100).toArray();
  const rows = found.filter(({ collection }) => collection !== 'oneOnOneLine');
  const parents = await db.rows.bulkGet(rows.map((row) => String(row.fields.parent ?? row.id)));
  return rows.map((row, index) => ({
    id: row.id,
    note: String(row.fields.parent ?? row.id),
    refKey: row.refKey,
    name: String(parents[index]?.fields.recordName ?? ''),
    text: String(row.fields.text ?? ''),
  }));
}

/** Who opened notes about a rep, exported their data, and handed notes over: the latest first. */
export async function accessLogOf(db: SidelineDb, rep: string) {
  const [accesses, handovers, exports] = await Promise.all([
    newestOfAll(db, 'opening', 750),
    newestOfAll(db, 'handover', 100),
    newestOfAll(db, 'dataExport', 50),
  ]);
  const about = items('opening', accesses)
    .filter((row) => row.fields.rep === rep)
    .sort((a, b) => b.fields.at - a.fields.at);
  // A note contains the record's name: this device may never have read the record itself.
  const keys = [...new Set(about.map((row) => row.fields.refKey))].slice(0, 100);
  const notes = await Promise.all(keys.map((key) => newestOn(db, 'note', key, 1)));
  const names = new Map(
    notes.flatMap(([note], index) =>
      note ? [[keys[index], String(note.fields.recordName ?? '')] as const] : [],
    ),
  );
  return {
    entries: about.map((row) => ({ ...row, name: names.get(row.fields.refKey) ?? '' })),
    exports: items('dataExport', exports).sort((a, b) => b.fields.at - a.fields.at),
    handovers: items('handover', handovers)
      .filter((row) => row.fields.rep === rep)
      .sort((a, b) => b.fields.at - a.fields.at),
  };
}

/** Changes that the server rejected, the latest first. */
export function rejectedChanges(db: SidelineDb): Promise<RejectedChange[]> {
  return db.refused.reverse().limit(500).toArray();
}
