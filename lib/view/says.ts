import { isRead, type Stored, saysOf, writtenInRecord, writtenInRow } from '../coaching/index.ts';
import type { CollectionName, CrmRecord, StoredSays } from '../model/index.ts';
import type { Item } from '../store/index.ts';

/** Nothing is stored about a record or row without texts: there is nothing to read. */
const hasText = ({ written }: Stored) => written.texts.length + written.steps.length > 0;

/** The texts of rows, with what is stored about them. */
export const textsOfRows = (
  collection: CollectionName,
  rows: readonly Pick<Item<CollectionName>, 'fields' | 'says'>[],
): Stored[] =>
  rows
    .map(({ fields, says = null }) => ({ written: writtenInRow(collection, fields), says }))
    .filter(hasText);

/** The texts of a reading, with what is stored about them. */
export const textsOfReading = (record: CrmRecord | null, says: StoredSays | null): Stored[] =>
  record === null ? [] : [{ written: writtenInRecord(record), says }].filter(hasText);

/**
 * The same with the statements of every text. The background stores them with each text and reads
 * those of older builds at its start; where it has not come to one yet, the word lists are loaded.
 */
export async function allRead(stored: readonly Stored[]): Promise<readonly Stored[]> {
  if (stored.every(isRead)) return stored;
  const { wordReader } = await import('../coaching/evidence/read.ts');
  return stored.map((texts) =>
    isRead(texts) ? texts : { ...texts, says: saysOf(texts.written, wordReader) },
  );
}
