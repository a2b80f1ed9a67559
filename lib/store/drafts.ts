import { draftKeysOf } from '../model/index.ts';
import type { Draft, SidelineDb } from './db.ts';
import { isQuota, WriteError } from './writeError.ts';

/** Deletes a draft, also where 0.1.0 stored it under another key of its record. */
export function deleteDraft(db: SidelineDb, key: string): Promise<void> {
  return db.drafts.bulkDelete([...draftKeysOf(key)]);
}

/** Stores what someone is typing; an empty text deletes the draft. */
export async function keepDraft(
  db: SidelineDb,
  key: string,
  { text, audience, start, id }: Pick<Draft, 'text' | 'audience' | 'start' | 'id'>,
  now: number,
): Promise<void> {
  try {
    await db.transaction('rw', db.drafts, async () => {
      await deleteDraft(db, key);
      if (text !== '') await db.drafts.put({ key, text, audience, start, id, at: now });
    });
  } catch (error) {
    throw isQuota(error) ? new WriteError('full', String(error)) : error;
  }
}
