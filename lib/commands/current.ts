import { type CollectionName, collections, type RowOf } from '../model/index.ts';
import { currentOf } from '../store/index.ts';
import type { CommandContext } from './context.ts';
import { put, rowsOn, says } from './rows.ts';

const pick = (fields: Record<string, unknown>, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, fields[name]]));

/**
 * Says something that may have been said in another scope before: for oneself, or to a former
 * manager. Nothing is written where the row that counts says it already; else it is
 * written even if the row of this scope says the same, since what is said last counts.
 * @param together fields that travel together: who changes one says the others too, as they stand.
 */
export async function putCurrent<C extends CollectionName>(
  tx: CommandContext,
  collection: C,
  scope: string,
  fields: Partial<RowOf<C>> & Record<string, unknown> & { refKey: string },
  together: readonly string[] = [],
): Promise<void> {
  const key: readonly string[] = collections[collection].key ?? [];
  const speak = (await rowsOn(tx, collection, fields.refKey)).filter((row) =>
    key.every((name) => row.fields[name] === fields[name]),
  );
  const current = currentOf(speak);
  if (says(current, fields)) return;
  const changes = await put(tx, collection, scope, fields, {
    anew: true,
    before: current?.fields ?? null,
  });
  for (const { patch } of changes)
    if (together.some((name) => name in patch)) Object.assign(patch, pick(fields, together));
  await tx.write(changes);
}
