import { readInParts, wordReader } from '../coaching/evidence/read.ts';
import {
  saysOf,
  storedReader,
  type Written,
  writtenInRecord,
  writtenInRow,
} from '../coaching/index.ts';
import {
  CrmRecord,
  collectionNames,
  collections,
  refKey,
  STATEMENTS_VERSION,
  type StepSays,
  type StoredSays,
  type TextSays,
} from '../model/index.ts';
import {
  cachedReading,
  getMeta,
  type Row,
  type SidelineDb,
  type YieldToOthers,
} from '../store/index.ts';
import { putMeta, type TextsOf } from '../store/write.ts';
import { textsOfReading } from '../view/says.ts';

const read = (written: Written) =>
  written.texts.length + written.steps.length === 0 ? null : saysOf(written, wordReader);

/** What was read of readings before they are stored: see `readAhead`. */
const ahead = new WeakMap<CrmRecord, StoredSays>();

/**
 * Reads the texts of a reading before it is stored. The word lists take a while where they are used
 * for the first time, and pages would wait for the transaction that stores them. A text that the
 * stored reading of the record has too is not read again.
 * @param yieldToOthers called before each text.
 */
export async function readAhead(
  db: SidelineDb,
  record: CrmRecord,
  yieldToOthers: YieldToOthers,
): Promise<void> {
  const parsed = CrmRecord.safeParse(record);
  if (!parsed.success) return;
  const before = await cachedReading(db, refKey(record.ref));
  const stored = textsOfReading(before?.record ?? null, before?.says ?? null);
  const reader = storedReader(stored, wordReader);
  const written = writtenInRecord(parsed.data);
  const texts: TextSays[] = [];
  const steps: StepSays[] = [];
  for (const text of written.texts) {
    await yieldToOthers();
    texts.push(reader.text(text));
  }
  for (const step of written.steps) {
    await yieldToOthers();
    steps.push(reader.step(step));
  }
  ahead.set(record, { version: STATEMENTS_VERSION, texts, steps });
}

/**
 * Makes the word lists ready before the next new text needs them.
 * @param yieldToOthers called between parts.
 */
export async function warmWords(yieldToOthers: YieldToOthers): Promise<void> {
  for (const _ of readInParts()) await yieldToOthers();
}

/** Reads the texts of rows and readings with the word lists. A deleted row says nothing. */
export const textsOf: TextsOf = {
  row: ({ collection, fields, deleted }) =>
    deleted ? null : read(writtenInRow(collection, fields)),
  record(stored) {
    const found = ahead.get(stored);
    if (found) return found.texts.length + found.steps.length === 0 ? null : found;
    const record = CrmRecord.safeParse(stored);
    return record.success ? read(writtenInRecord(record.data)) : null;
  },
};

const READ = collectionNames.filter((name) => collections[name].read);
/** Texts that are read without a pause in between. */
const AT_ONCE = 50;

/**
 * Reads the texts that another version of the word lists read, or none: storing them again does.
 * Runs in the background; where it is ended, the next start begins again.
 */
export async function readOldTexts(db: SidelineDb): Promise<void> {
  if ((await getMeta(db, 'textsRead')) === STATEMENTS_VERSION) return;
  const isOld = ({ says }: Pick<Row, 'says'>) => says?.version !== STATEMENTS_VERSION;
  const records = await db.records.toCollection().primaryKeys();
  for (const keys of chunks(records))
    await db.transaction('rw', db.records, async () => {
      const stored = await db.records.bulkGet(keys);
      await db.records.bulkPut(stored.filter((item) => item !== undefined && isOld(item)) as never);
    });
  const rows = await db.rows.where('collection').anyOf(READ).primaryKeys();
  for (const ids of chunks(rows))
    await db.transaction('rw', db.rows, async () => {
      const stored = await db.rows.bulkGet(ids);
      await db.rows.bulkPut(stored.filter((row) => row !== undefined && isOld(row)) as never);
    });
  await putMeta(db, 'textsRead', STATEMENTS_VERSION);
}

const chunks = <T>(list: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(list.length / AT_ONCE) }, (_, index) =>
    list.slice(index * AT_ONCE, (index + 1) * AT_ONCE),
  );
