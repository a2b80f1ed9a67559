import { type CollectionName, collections, type RowOf } from '../model/index.ts';
import { currentOf } from '../store/index.ts';
import type { CommandContext } from './context.ts';
import { put, rowsOn, says } from './rows.ts';

/**
 * Says something that may have been said in another scope before: for oneself, or to a former
 * manager. Nothing is written where the row that counts says it already; else it is
 * written even if the row of this scope says the same, since what is said last counts.
 */
export async function putCurrent<C extends CollectionName>(
  tx: CommandContext,
  collection: C,
  scope: string,
  fields: Partial<RowOf<C>> & Record<string, unknown> & { refKey: string },
): Promise<void> {
  const key: readonly string[] = collections[collection].key ?? [];
  const speak = (await rowsOn(tx, collection, fields.refKey)).filter((row) => key.every((name) => row.fields[name] === fields[name]));
  if (says(currentOf(speak), fields)) return;
  await tx.write(await put(tx, collection, scope, fields, true));
}
