import type { DBCore, DBCoreMutateRequest } from 'dexie';
import type { CrmRecord, StoredSays } from '../model/index.ts';
import type { CachedRecord, Row } from './tables.ts';

/** Reads the texts of rows and readings; null where they have none. */
export interface TextsOf {
  row(row: Pick<Row, 'collection' | 'fields' | 'deleted'>): StoredSays | null;
  record(record: CrmRecord): StoredSays | null;
}

type Value = (Row | CachedRecord) & { says?: StoredSays };

function withSays(value: Value, texts: TextsOf): Value {
  const { says: _, ...rest } = value;
  try {
    const says = 'record' in rest ? texts.record(rest.record) : texts.row(rest);
    return says === null ? rest : { ...rest, says };
  } catch {
    // What people wrote is stored in any case; whoever needs its statements reads it.
    return rest;
  }
}

const TABLES = ['rows', 'records'];

/**
 * Stores what a text says in the same write as the text, whatever writes it. So pages never see a
 * text without its statements, and the statements leave the device with the text.
 */
export const saysBeside = (texts: TextsOf) => ({
  stack: 'dbcore' as const,
  name: 'says',
  create: (core: DBCore): DBCore => ({
    ...core,
    table: (name) => {
      const table = core.table(name);
      if (!TABLES.includes(name)) return table;
      const mutate = (request: DBCoreMutateRequest) =>
        request.type === 'add' || request.type === 'put'
          ? table.mutate({
              ...request,
              values: request.values.map((value: Value) => withSays(value, texts)),
            })
          : table.mutate(request);
      return { ...table, mutate };
    },
  }),
});
