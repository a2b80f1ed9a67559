import { type CollectionName, collections, type RowOf } from '../model/index.ts';
import { currentOf } from '../store/index.ts';
import type { CommandContext } from './context.ts';
import { contains, put, rowsOn } from './rows.ts';

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
  const key: readonly string[] = collections[collection].key ?? [];
  const rows = (await rowsOn(tx, collection, fields.refKey)).filter((row) =>
    key.every((name) => row.fields[name] === fields[name]),
  );
  const current = currentOf(rows);
  if (contains(current, fields)) return;
  const changes = await put(tx, collection, scope, fields, {
    force: true,
    before: current?.fields ?? null,
  });
  for (const { patch } of changes)
    if (together.some((name) => name in patch)) Object.assign(patch, pick(fields, together));
  await tx.write(changes);
}
