import { collections, isCollection } from '../../lib/model/index.ts';
import type { Tx } from '../store/tables.ts';
import { lockOrg, type RowChange, storedOf, writeRows } from './rows.ts';
import type { Dated, Stored } from './stored.ts';

/** A row that the server rewrote, and its position among the rows of its key. */
export interface Position {
  row: Stored;
  /** The version at which a person wrote its content. */
  version: number;
  /** When a person wrote its content, if that was before `version`; Unix ms. */
  writtenAt?: number;
}

/** The key of a row independent of its scope; null for a row without a key. */
function subjectOf({ collection, fields }: Pick<Stored, 'collection' | 'fields'>): string | null {
  const key = isCollection(collection) ? collections[collection].key : null;
  return key && JSON.stringify([collection, ...key.map((field) => fields[field])]);
}

const PAGE = 1000;

/** Rows of these collections that are not deleted, by version, starting at a version. */
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

/** The rows of one key that need a new version, so that versions follow the order of writing. */
function outOfOrder(rows: readonly Dated[], positions: ReadonlyMap<string, Position>): Dated[] {
  const rankOf = ({ id, version }: Dated): number => {
    const position = positions.get(id);
    if (!position) return version;
    const { writtenAt = Number.POSITIVE_INFINITY } = position;
    const later = rows.filter((row) => !positions.has(row.id) && row.at > writtenAt);
    return Math.min(position.version, ...later.map((row) => row.version - 0.5));
  };
  const sorted = rows
    .map((row) => ({ row, rank: rankOf(row) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ row }) => row);
  const first = sorted.findIndex(({ version }, index) => {
    const before = sorted[index - 1];
    return before !== undefined && version < before.version;
  });
  return first === -1 ? [] : sorted.slice(first);
}

/**
 * Of several rows with one key the highest version counts. A version that the server sets by itself
 * must not change which row counts, so rows that were written later get new versions too, in their
 * old order. This holds across all scopes of the organisation: a manager reads the rows of several
 * reps about one deal, each rep reads their own, and so on.
 * @param positions by row id; the rows are stored with their new versions already.
 */
export async function keepOrder(
  tx: Tx,
  org: string,
  positions: ReadonlyMap<string, Position>,
  at: number,
): Promise<void> {
  const subjects = new Map<string, Dated[]>();
  const names = new Set<string>();
  let from = Number.POSITIVE_INFINITY;
  for (const { row, version, writtenAt } of positions.values()) {
    subjects.set(subjectOf(row) ?? '', []);
    names.add(row.collection);
    from = Math.min(from, writtenAt === undefined ? version : 0);
  }
  if (names.size === 0) return;
  for await (const row of rowsFrom(tx, org, [...names], from))
    subjects.get(subjectOf(row) ?? '')?.push(row);
  const outdated = [...subjects.values()].flatMap((rows) => outOfOrder(rows, positions));
  const { orgVersion } = await lockOrg(tx, org, outdated.length);
  const changes = outdated.map(
    (row, index): RowChange => ({
      before: row,
      after: { ...row, version: orgVersion + index + 1 },
      at: row.at,
    }),
  );
  await writeRows(tx, org, changes, at);
}
