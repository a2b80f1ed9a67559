import { collectionNames, ruleOf } from '../../lib/model/index.ts';
import type { Context } from '../store/context.ts';
import type { Tx } from '../store/tables.ts';
import { chunks } from './rows.ts';
import type { Stored } from './stored.ts';

const HOUR_MS = 3_600_000;
const isHourly = (collection: string) => (ruleOf(collection)?.hourly.length ?? 0) > 0;
const HOURLY = collectionNames.filter(isHourly);

/** Identifies rows of which one an hour is enough; null for collections that store every row. */
export function hourlyKeyOf({
  collection,
  scope,
  fields,
}: Pick<Stored, 'collection' | 'scope' | 'fields'>): string | null {
  const names = ruleOf(collection)?.hourly ?? [];
  if (names.length === 0) return null;
  return JSON.stringify([collection, scope, ...names.map((name) => fields[name])]);
}

/**
 * The hourly keys of rows that a person wrote within the last hour, in the scopes of some new rows.
 * By the server's clock: a device's own may be wrong, and devices do not know of each other.
 */
export async function hourlyKeysWritten(
  tx: Tx,
  who: Context,
  newRows: readonly { collection: string; scope?: string | undefined }[],
  now: number,
): Promise<Set<string>> {
  const keys = new Set<string>();
  const scopes = newRows.flatMap(({ collection, scope }) =>
    scope !== undefined && isHourly(collection) ? [scope] : [],
  );
  for (const chunk of chunks([...new Set(scopes)])) {
    const rows = await tx
      .selectFrom('row')
      .select(['collection', 'scope', 'fields'])
      .where('org_id', '=', who.org)
      .where('scope', 'in', chunk)
      .where('collection', 'in', HOURLY)
      .where('author', '=', who.user)
      .where('deleted', '=', 0)
      .where('at', '>', now - HOUR_MS)
      .execute();
    for (const row of rows) {
      const key = hourlyKeyOf({ ...row, fields: JSON.parse(row.fields) as Stored['fields'] });
      if (key !== null) keys.add(key);
    }
  }
  return keys;
}
