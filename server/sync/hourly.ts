import {
  type CollectionRule,
  collectionNames,
  collections,
  isCollection,
} from '../../lib/model/index.ts';
import type { Context } from '../store/context.ts';
import type { Tx } from '../store/tables.ts';
import { chunks } from './rows.ts';
import type { Stored } from './stored.ts';

const HOUR_MS = 3_600_000;
const ruleOf = (collection: string): CollectionRule | null =>
  isCollection(collection) ? collections[collection] : null;
const isHourly = (collection: string) => (ruleOf(collection)?.hourly.length ?? 0) > 0;
const HOURLY = collectionNames.filter(isHourly);

/** What a row tells, of which one an hour is enough; null where each row is kept. */
export function toldBy({
  collection,
  scope,
  fields,
}: Pick<Stored, 'collection' | 'scope' | 'fields'>): string | null {
  const names = ruleOf(collection)?.hourly ?? [];
  if (names.length === 0) return null;
  return JSON.stringify([collection, scope, ...names.map((name) => fields[name])]);
}

/**
 * What a person told within the last hour in the scopes of some new rows, by the server's clock: a
 * device's own may be wrong, and several devices know nothing of each other.
 */
export async function toldThisHour(
  tx: Tx,
  who: Context,
  made: readonly { collection: string; scope?: string | undefined }[],
  now: number,
): Promise<Set<string>> {
  const told = new Set<string>();
  const scopes = made.flatMap(({ collection, scope }) =>
    scope !== undefined && isHourly(collection) ? [scope] : [],
  );
  for (const some of chunks([...new Set(scopes)])) {
    const rows = await tx
      .selectFrom('row')
      .select(['collection', 'scope', 'fields'])
      .where('org_id', '=', who.org)
      .where('scope', 'in', some)
      .where('collection', 'in', HOURLY)
      .where('author', '=', who.user)
      .where('deleted', '=', 0)
      .where('at', '>', now - HOUR_MS)
      .execute();
    for (const row of rows) {
      const key = toldBy({ ...row, fields: JSON.parse(row.fields) as Stored['fields'] });
      if (key !== null) told.add(key);
    }
  }
  return told;
}
