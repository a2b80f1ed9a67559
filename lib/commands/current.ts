import type { CollectionName, RowOf } from '../model/index.ts';
import { currentOf } from '../store/index.ts';
import type { CommandContext } from './context.ts';
import { contains, keyedRows, put } from './rows.ts';

const pick = (fields: Record<string, unknown>, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, fields[name]]));

/**
 * Puts a keyed row that may exist in another scope: a private one, or one of a former manager.
 * Nothing is written where the current row has the same fields. Otherwise the row of this scope is
 * written even if it is unchanged, since the last write is the current one.
 * @param together fields that are always sent together: a change of one includes the others.
 */
export async function putCurrent<C extends CollectionName>(
  tx: CommandContext,
  collection: C,
  scope: string,
  fields: Partial<RowOf<C>> & Record<string, unknown> & { refKey: string },
  together: readonly string[] = [],
): Promise<void> {
  const current = currentOf(await keyedRows(tx, collection, fields));
  // A row of 0.1.0 may be under another key of the record.
  if (current && contains(current, { ...fields, refKey: current.fields.refKey })) return;
  const changes = await put(tx, collection, scope, fields, {
    force: true,
    before: current?.fields ?? null,
  });
  for (const { patch } of changes)
    if (together.some((name) => name in patch)) Object.assign(patch, pick(fields, together));
  await tx.write(changes);
}
