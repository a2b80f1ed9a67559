import { sql } from 'kysely';
import { collectionNames, ruleOf } from '../../lib/model/index.ts';
import type { Context } from '../store/context.ts';
import type { Tx } from '../store/tables.ts';
import { chunks } from './rows.ts';
import type { Stored } from './stored.ts';

// Rows of which one is enough: one an hour with the same values, or one per person and parent.

const HOUR_MS = 3_600_000;
const isHourly = (collection: string) => (ruleOf(collection)?.hourly.length ?? 0) > 0;
export const isOnePerParent = (collection: string) => ruleOf(collection)?.onePerParent ?? false;
const HOURLY = collectionNames.filter(isHourly);
const ONE_PER_PARENT = collectionNames.filter(isOnePerParent);

type Single = Pick<Stored, 'collection' | 'scope' | 'fields' | 'parent'>;

/** Identifies rows of which one is enough; null for collections that store every row. */
export function singleKeyOf({ collection, scope, fields, parent }: Single): string | null {
  if (isOnePerParent(collection)) return JSON.stringify([collection, parent]);
  const names = ruleOf(collection)?.hourly ?? [];
  if (names.length === 0) return null;
  return JSON.stringify([collection, scope, ...names.map((name) => fields[name])]);
}

/** A row that a push may add. */
interface NewRow {
  collection: string;
  scope?: string | undefined;
  parent: unknown;
}

/**
 * The keys of stored rows of a person that make some new rows superfluous: hourly rows of the last
 * hour in their scopes, by the server's clock, as a device's own may be wrong; and children of
 * their parents. Deleted children count: they can be restored.
 */
export async function singleKeysWritten(
  tx: Tx,
  who: Context,
  newRows: readonly NewRow[],
  now: number,
): Promise<Set<string>> {
  const keys = new Set<string>();
  const scopes = newRows.flatMap(({ collection, scope }) =>
    scope !== undefined && isHourly(collection) ? [scope] : [],
  );
  const own = tx
    .selectFrom('row')
    .select(['collection', 'scope', 'fields', 'parent'])
    .where('org_id', '=', who.org)
    .where('author', '=', who.user);
  const found: { collection: string; scope: string; fields: string; parent: string | null }[] = [];
  for (const chunk of chunks([...new Set(scopes)]))
    found.push(
      ...(await own
        .where('scope', 'in', chunk)
        // In the text, which needs the names to use the index.
        .where(
          'collection',
          'in',
          HOURLY.map((name) => sql.lit(name)),
        )
        .where('deleted', '=', 0)
        .where('at', '>', now - HOUR_MS)
        .execute()),
    );
  const parents = newRows.flatMap(({ collection, parent }) =>
    typeof parent === 'string' && isOnePerParent(collection) ? [parent] : [],
  );
  for (const chunk of chunks([...new Set(parents)]))
    found.push(
      ...(await own
        .where('parent', 'in', chunk)
        .where('collection', 'in', ONE_PER_PARENT)
        .execute()),
    );
  for (const row of found) {
    const key = singleKeyOf({ ...row, fields: JSON.parse(row.fields) as Stored['fields'] });
    if (key !== null) keys.add(key);
  }
  return keys;
}
