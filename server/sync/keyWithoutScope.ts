import { keyedId, ruleOf } from '../../lib/model/index.ts';
import type { Stored } from './stored.ts';

/**
 * The key of a row without its scope: rows of several scopes with the same one describe the same
 * thing, and `keepOrder` in `order.ts` finds them by it. Null for a row without a key, and for a
 * tombstone, whose key is gone with its fields.
 */
export function keyWithoutScope(
  org: string,
  { collection, fields }: Pick<Stored, 'collection' | 'fields'>,
): string | null {
  const key = ruleOf(collection)?.key;
  if (!key || Object.keys(fields).length === 0) return null;
  return keyedId(
    org,
    '',
    collection,
    key.map((field) => fields[field]),
  );
}
