import { sql } from 'kysely';
import { keyedId, ruleOf } from '../../lib/model/index.ts';
import type { Tx } from '../store/tables.ts';
import { type Batch, type BatchEnd, familiesOfScope } from './batch.ts';
import { erased, type Rewritten, writeNext } from './bulk.ts';
import { keepOrder, type Position } from './order.ts';
import { hideHistory } from './past.ts';
import { chunks, loadRows } from './rows.ts';
import type { Dated, Stored } from './stored.ts';

/** A keyed row as it would be in another scope; null for a row without a key, which moves as is. */
function rekeyed(org: string, row: Stored, scope: string): Stored | null {
  const rule = ruleOf(row.collection);
  if (!rule?.key) return null;
  const values = rule.key.map((field) => row.fields[field]);
  const id = keyedId(org, scope, row.collection, values);
  return { ...row, id, scope, fields: { ...row.fields, ...rule.moved } };
}

/** True for a row that goes to nobody else: it is deleted instead. */
function isPersonal({ collection }: Stored): boolean {
  return ruleOf(collection)?.personal ?? false;
}

/** Assigns the history of rows to the rows that replace them. */
async function moveHistory(
  tx: Tx,
  org: string,
  ids: readonly (readonly [from: string, to: string])[],
): Promise<void> {
  for (const chunk of chunks(ids)) {
    const cases = chunk.map(([from, to]) => sql`when ${from} then ${to}`);
    await tx
      .updateTable('revision')
      .set({ row_id: sql<string>`case row_id ${sql.join(cases, sql` `)} end` })
      .where('org_id', '=', org)
      .where(
        'row_id',
        'in',
        chunk.map(([from]) => from),
      )
      .execute();
  }
}

/** Rows that move, and where to. */
export interface Move {
  from: string;
  to: string;
  /** The rows that move; without it all. */
  only?: (row: Dated) => boolean;
}

/**
 * Moves a batch of rows to another scope; people who read only the old scope lose them at their
 * next pull. A keyed row never moves: it is deleted, and its content is written under the key of
 * the new scope, unless a newer row exists there.
 */
export async function moveBatch(
  tx: Tx,
  org: string,
  { from, to, only = () => true }: Move,
  { place, size, at }: { place: BatchEnd; size: number; at: number },
): Promise<Batch> {
  const positions = new Map<string, Position>();
  const { rows, next } = await familiesOfScope(tx, org, { scope: from, only }, { place, size });
  await writeNext(tx, org, await moved(tx, org, rows, to, positions), at);
  await keepOrder(tx, org, positions, at);
  return { rows, next };
}

/** Rows as they are after the move. @param positions gets those of the keyed rows. */
async function moved(
  tx: Tx,
  org: string,
  rows: readonly Dated[],
  scope: string,
  positions: Map<string, Position>,
): Promise<Rewritten[]> {
  const both = rows.map((row) => ({ row, other: rekeyed(org, row, scope) }));
  const keyed = both.flatMap(({ row, other }) =>
    other && !isPersonal(row) ? [[row.id, other.id] as const] : [],
  );
  const existing = await loadRows(
    tx,
    org,
    keyed.map(([, to]) => to),
  );
  await hideHistory(
    tx,
    org,
    [...existing.values()].filter(({ deleted }) => deleted),
  );
  await moveHistory(tx, org, keyed);
  return both.flatMap(({ row, other }): Rewritten[] => {
    if (isPersonal(row)) return [{ before: row, after: erased(row) }];
    if (other === null) return [{ before: row, after: { ...row, scope } }];
    const before = existing.get(other.id) ?? null;
    const deletion = { before: row, after: erased(row) };
    if (before?.deleted === false && before.version > row.version) return [deletion];
    positions.set(other.id, { row: other, version: row.version });
    return [deletion, { before, after: { ...other, rev: before?.rev ?? 1 }, at: row.at }];
  });
}
