import type { Draft, SidelineDb } from './db.ts';
import { isQuota, WriteError } from './writeChanges.ts';

/** Stores what someone is typing; an empty text deletes the draft. */
export async function keepDraft(
  db: SidelineDb,
  key: string,
  { text, audience, start, id }: Pick<Draft, 'text' | 'audience' | 'start' | 'id'>,
  now: number,
): Promise<void> {
  try {
    if (text === '') await db.drafts.delete(key);
    else await db.drafts.put({ key, text, audience, start, id, at: now });
  } catch (error) {
    throw isQuota(error) ? new WriteError('full', String(error)) : error;
  }
}
