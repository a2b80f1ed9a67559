import { type CollectionName, scopes, talkKey } from '../model/index.ts';
import type { Row, SidelineDb, YieldToOthers } from './db.ts';
import { type Item, items } from './items.ts';
import { writtenUntil } from './newest.ts';
import { isHandedOver, type WhichPair, withManager } from './oneOnOneRows.ts';

/** Rows that are read between two pauses. */
const PART = 250;

/**
 * All rows of a query, in parts. @param read rows from a key on, with it; null for the first ones.
 */
async function inParts<K>(
  yieldToOthers: YieldToOthers,
  keyOf: (row: Row) => K,
  read: (from: K | null, most: number) => Promise<Row[]>,
): Promise<Row[]> {
  const all = new Map<string, Row>();
  let [from, most]: [K | null, number] = [null, PART];
  for (;;) {
    await yieldToOthers();
    const part = await read(from, most);
    for (const row of part) all.set(row.id, row);
    const last = part.at(-1);
    if (last === undefined || part.length < most) return [...all.values()];
    const key = keyOf(last);
    // All of them have one key: the next part has to reach beyond it.
    most = key === from ? 2 * most : PART;
    from = key;
  }
}

function present<C extends CollectionName>(collection: C, rows: readonly Row[]): Item<C>[] {
  const found = rows.filter((row) => row.collection === collection && !row.deleted);
  return items(collection, [...new Map(found.map((row) => [row.id, row])).values()]);
}

/**
 * Everything that a pair wrote in its one-on-ones, however long ago: for a search. Not for a live
 * query, which reads the newest.
 */
export async function oneOnOneHistory(
  db: SidelineDb,
  pair: WhichPair,
  yieldToOthers: YieldToOthers,
) {
  const { scope, rep, manager } = pair;
  const start = talkKey('oneOnOne', rep, '');
  const lines = await inParts(
    yieldToOthers,
    ({ refKey }) => refKey,
    (from, most) =>
      db.rows
        .where('[collection+refKey]')
        .between(['oneOnOneLine', from ?? start], ['oneOnOneLine', `${start}\uffff`])
        .limit(most)
        .toArray(),
  );
  const inPair = (collection: 'commitment' | 'recognition') =>
    inParts(
      yieldToOthers,
      ({ fields }) => Number(fields.at),
      (from, most) => writtenUntil(db, collection, scope, from, most),
    );
  const [commitments, recognitions] = [await inPair('commitment'), await inPair('recognition')];
  const others = isHandedOver(pair)
    ? await inParts(
        yieldToOthers,
        ({ fields }) => Number(fields.at),
        (from, most) => withManager(db, manager, most, from),
      )
    : [];
  const readable = new Set([scope, scopes.private(rep), scopes.private(manager)]);
  return {
    lines: present('oneOnOneLine', lines).filter((line) => readable.has(line.scope)),
    commitments: present('commitment', [...commitments, ...others]),
    recognitions: present('recognition', recognitions),
  };
}
