import { keysOf, mayBeFormer } from '../model/index.ts';
import type { SidelineDb } from './db.ts';

/**
 * The keys of the summaries that rows with these keys belong to: rows of 0.1.0 may have another key
 * than their record has today.
 */
export async function summaryKeysOf(db: SidelineDb, keys: readonly string[]): Promise<string[]> {
  const found = new Set(keys);
  for (const key of keys.filter(mayBeFormer)) {
    if ((await db.summaries.get(key)) !== undefined) continue;
    const crm = key.slice(0, key.indexOf('/') + 1);
    for (const own of await db.summaries.where('key').startsWith(crm).primaryKeys())
      if (keysOf(own).includes(key)) found.add(own);
  }
  return [...found];
}
