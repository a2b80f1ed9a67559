import { collections, isCollection } from '../../lib/model/index.ts';
import type { Tx } from '../store/tables.ts';
import { lockOrg, type RowChange, storedOf, writeRows } from './rows.ts';
import type { Dated, Stored } from './stored.ts';

/** A row that the server wrote on its own account, and where it stands among the rows of its key. */
export interface Place {
  row: Stored;
  /** The version that what it says was said at. */
  version: number;
  /** Where it says again what was said before that version: when that was, Unix ms. */
  said?: number;
}

/** What a row speaks of, whatever scope it lies in; null for a row without a key. */
function subjectOf({ collection, fields }: Pick<Stored, 'collection' | 'fields'>): string | null {
  const key = isCollection(collection) ? collections[collection].key : null;
  return key && JSON.stringify([collection, ...key.map((field) => fields[field])]);
}

const PAGE = 1000;

/** Live rows of these collections from a version on, in the order of their versions, page by page. */
async function* rowsFrom(
  tx: Tx,
  org: string,
  names: readonly string[],
  from: number,
): AsyncGenerator<Dated> {
  for (let next = from; ; ) {
    const page = await tx
      .selectFrom('row')
      .selectAll()
      .where('org_id', '=', org)
      .where('version', '>=', next)
      .where('collection', 'in', names)
      .where('deleted', '=', 0)
      .orderBy('version')
      .limit(PAGE)
      .execute();
    for (const row of page) yield { ...storedOf(row), at: row.at };
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    next = last.version + 1;
  }
}

/** The rows of one key that need a new version for their versions to be in the order of their places. */
function outOfOrder(rows: readonly Dated[], places: ReadonlyMap<string, Place>): Dated[] {
  const placeOf = ({ id, version }: Dated): number => {
    const place = places.get(id);
    if (!place) return version;
    const { said = Number.POSITIVE_INFINITY } = place;
    const later = rows.filter((row) => !places.has(row.id) && row.at > said);
    return Math.min(place.version, ...later.map((row) => row.version - 0.5));
  };
  const sorted = rows
    .map((row) => ({ row, place: placeOf(row) }))
    .sort((a, b) => a.place - b.place)
    .map(({ row }) => row);
  const first = sorted.findIndex(({ version }, index) => {
    const before = sorted[index - 1];
    return before !== undefined && version < before.version;
  });
  return first === -1 ? [] : sorted.slice(first);
}

/**
 * Of rows that speak of one key the higher version counts, and a version that the server gives on
 * its own account says nothing: what was said after that takes a version after it once more, in
 * its old order. That holds in all scopes of the organisation: a manager reads what several reps
 * say of one deal, each of them reads what they say for themselves, and so on.
 * @param places by the rows' ids; the rows stand in the store with their new versions.
 */
export async function keepOrder(
  tx: Tx,
  org: string,
  places: ReadonlyMap<string, Place>,
  at: number,
): Promise<void> {
  const subjects = new Map<string, Dated[]>();
  const names = new Set<string>();
  let from = Number.POSITIVE_INFINITY;
  for (const { row, version, said } of places.values()) {
    subjects.set(subjectOf(row) ?? '', []);
    names.add(row.collection);
    from = Math.min(from, said === undefined ? version : 0);
  }
  if (names.size === 0) return;
  for await (const row of rowsFrom(tx, org, [...names], from))
    subjects.get(subjectOf(row) ?? '')?.push(row);
  const late = [...subjects.values()].flatMap((rows) => outOfOrder(rows, places));
  const { head } = await lockOrg(tx, org, late.length);
  const changes = late.map(
    (row, index): RowChange => ({
      before: row,
      after: { ...row, version: head + index + 1 },
      at: row.at,
    }),
  );
  await writeRows(tx, org, changes, at);
}
