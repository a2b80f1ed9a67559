import type { Tx } from '../store/tables.ts';
import { keyWithoutScope } from './keyWithoutScope.ts';
import { chunks, datedOf, lockOrg, type RowChange, writeRows } from './rows.ts';
import type { Dated, Stored } from './stored.ts';

/** A row that the server rewrote, and its position among the rows of its key. */
export interface Position {
  row: Stored;
  /** The version at which a person wrote its content. */
  version: number;
  /** When a person wrote its content, if that was before `version`; Unix ms. */
  writtenAt?: number;
}

/** Rows of some keys, in every scope, deleted or not, by version. */
export async function rowsAbout(tx: Tx, org: string, keys: readonly string[]): Promise<Dated[]> {
  const found: Dated[] = [];
  for (const chunk of chunks(keys))
    for (const row of await tx
      .selectFrom('row')
      .selectAll()
      .where('org_id', '=', org)
      .where('subject', 'in', chunk)
      .execute())
      found.push(datedOf(row));
  return found.sort((a, b) => a.version - b.version);
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
 * reps about one deal, each rep reads their own, and so on. Of each key that is in `positions`, all
 * rows that change are in it: a batch never cuts a key in two.
 * @param positions by row id; the rows are stored with their new versions already.
 */
export async function keepOrder(
  tx: Tx,
  org: string,
  positions: ReadonlyMap<string, Position>,
  at: number,
): Promise<void> {
  const byKey = new Map<string, Dated[]>();
  for (const { row } of positions.values()) {
    const key = keyWithoutScope(org, row);
    if (key !== null) byKey.set(key, []);
  }
  if (byKey.size === 0) return;
  for (const row of await rowsAbout(tx, org, [...byKey.keys()]))
    if (!row.deleted) byKey.get(keyWithoutScope(org, row) ?? '')?.push(row);
  const outdated = [...byKey.values()].flatMap((rows) => outOfOrder(rows, positions));
  if (outdated.length === 0) return;
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
