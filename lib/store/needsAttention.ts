import { collections, isCollection, type Mutation } from '../model/index.ts';
import type { Refused, SidelineDb } from './db.ts';
import { items, LIMIT } from './items.ts';

/** What Sideline notes by itself: that a question stood on screen, that a deal was visited, that a note was seen. No deed and no words of anybody. */
export function isAutomatic({ collection }: Pick<Mutation, 'collection'>): boolean {
  return isCollection(collection) && collections[collection].automatic;
}

/** What people did that waits to be sent. */
export function waiting(db: SidelineDb): Promise<number> {
  return db.outbox
    .limit(LIMIT)
    .filter((change) => !isAutomatic(change))
    .count();
}

/** Notes and replies with two versions, until somebody chooses: the latest first. */
export async function conflicted(
  db: SidelineDb,
): Promise<{ id: string; note: string; refKey: string; name: string; text: string }[]> {
  const rows = await db.rows.where('conflicted').equals(1).reverse().limit(100).toArray();
  const parents = await db.rows.bulkGet(rows.map((row) => String(row.fields.parent ?? row.id)));
  return rows.map((row, index) => ({
    id: row.id,
    note: String(row.fields.parent ?? row.id),
    refKey: row.refKey,
    name: String(parents[index]?.fields.recordName ?? ''),
    text: String(row.fields.text ?? ''),
  }));
}

/** What was looked at by others, and handed on, about one person: the latest first. */
export async function accessLogOf(db: SidelineDb, rep: string) {
  const [openings, handovers] = await Promise.all([
    db.rows.where('collection').equals('opening').reverse().limit(800).toArray(),
    db.rows.where('collection').equals('handover').reverse().limit(100).toArray(),
  ]);
  const about = items('opening', openings)
    .filter((row) => row.fields.rep === rep)
    .sort((a, b) => b.fields.at - a.fields.at);
  // The name that a note on the record goes by: the record itself may never have been read here.
  const keys = [...new Set(about.map((row) => row.fields.refKey))].slice(0, 100);
  const notes = await Promise.all(
    keys.map((key) => db.rows.where('[collection+refKey]').equals(['note', key]).last()),
  );
  const names = new Map(
    notes.flatMap((note) =>
      note ? [[note.refKey, String(note.fields.recordName ?? '')] as const] : [],
    ),
  );
  return {
    openings: about.map((row) => ({ ...row, name: names.get(row.fields.refKey) ?? '' })),
    handovers: items('handover', handovers)
      .filter((row) => row.fields.rep === rep)
      .sort((a, b) => b.fields.at - a.fields.at),
  };
}

/** Changes that the server refused, the latest first. */
export function refusedChanges(db: SidelineDb): Promise<Refused[]> {
  return db.refused.reverse().limit(500).toArray();
}
