import type { CollectionName, RowOf } from '../model/index.ts';
import type { Row } from '../store/index.ts';
import type { Change } from '../store/write.ts';
import type { CommandContext } from './context.ts';

/** Rows of one collection on one record (`''`: of none), deleted ones left out. */
export async function rowsOn(tx: CommandContext, collection: CollectionName, refKey: string): Promise<Row[]> {
  const rows = await tx.db.rows.where('[collection+refKey]').equals([collection, refKey]).toArray();
  return rows.filter((row) => !row.deleted);
}

/** True where a row says the same in every field that is given. */
export function says(row: Row | undefined, fields: Record<string, unknown>): boolean {
  return row !== undefined && Object.keys(changedFields(row, fields)).length === 0;
}

/** The fields that differ from what the row says. */
export function changedFields(row: Row, fields: Record<string, unknown>): Record<string, unknown> {
  const differs = ([name, value]: [string, unknown]) => JSON.stringify(row.fields[name]) !== JSON.stringify(value);
  return Object.fromEntries(Object.entries(fields).filter(differs));
}

/** The row that counts where several say something about one thing: the latest. */
export function latest(rows: readonly Row[]): Row | undefined {
  return [...rows].sort((a, b) => Number(b.fields.at) - Number(a.fields.at))[0];
}

/** Who wrote a new row, and when. */
export function signed(tx: CommandContext): { author: string; at: number } {
  return { author: tx.user, at: tx.now };
}

/** A new row, typed by its collection. */
export function creation<C extends CollectionName>(collection: C, rowId: string, scope: string, fields: RowOf<C>) {
  const patch = fields as Record<string, unknown>;
  return { op: 'create' as const, collection, rowId, scope, patch };
}

/**
 * A row from elsewhere, with the texts that stood beside it. No new row may have conflicts: each
 * follows as an edit that began on another text, and so stands beside the first again.
 */
export function creationWithConflicts(create: Change, { user, now }: { user: string; now: number }): Change[] {
  const { collection, rowId, patch } = create;
  if (!Array.isArray(patch.conflicts)) return [create];
  const texts = patch.conflicts.flatMap((conflict: { text?: unknown } | null) => (typeof conflict?.text === 'string' ? [conflict.text] : []));
  const edits = texts.map((text): Change => ({ op: 'patch', collection, rowId, patch: { text, editedAt: now, editedBy: user }, from: '' }));
  return [{ ...create, patch: { ...patch, conflicts: [] } }, ...edits];
}

/** Puts a row that is kept as a series, unless the latest of the series says the same already. */
export async function append<C extends CollectionName>(
  tx: CommandContext,
  collection: C,
  scope: string,
  fields: Omit<RowOf<C>, 'author' | 'at'> & { refKey: string },
  isSame: (row: Row) => boolean,
): Promise<void> {
  const series = (await rowsOn(tx, collection, fields.refKey)).filter(isSame);
  if (says(latest(series), { ...fields })) return;
  const row = { ...fields, ...signed(tx) } as unknown as RowOf<C>;
  await tx.write([creation(collection, tx.ids.next(), scope, row)]);
}
