import type { CompiledQuery, Insertable, InsertQueryBuilder, InsertResult } from 'kysely';
import type { Tables, Tx } from './tables.ts';

/** Rows a statement, largest first: few statements, each compiled and prepared once. The largest stays below what SQLite (32,766) and PostgreSQL (65,535) take in parameters. */
const SIZES = [500, 100, 20, 5, 1];

type Inserting<T extends keyof Tables> = InsertQueryBuilder<Tables, T, InsertResult>;
interface Ready {
  query: CompiledQuery;
  columns: readonly string[];
}

/** By the adapter of a database, which lives as long as it does: each writes SQL in its own way. */
const compiled = new WeakMap<object, Map<string, Ready>>();

/** The statement for `count` rows. Columns stand in the place of values, which tells in which order the values go. */
function ready<T extends keyof Tables>(
  tx: Tx,
  table: T,
  sample: Insertable<Tables[T]>,
  count: number,
  key: string,
  finish: (insert: Inserting<T>) => Inserting<T>,
): Ready {
  const adapter = tx.getExecutor().adapter;
  const known = compiled.get(adapter) ?? new Map<string, Ready>();
  compiled.set(adapter, known);
  const name = `${key}/${count}`;
  const found = known.get(name);
  if (found) return found;
  const columns = Object.keys(sample);
  const row = Object.fromEntries(
    columns.map((column) => [column, column]),
  ) as unknown as Insertable<Tables[T]>;
  const query = finish(
    tx.insertInto(table).values(Array.from({ length: count }, () => row)) as Inserting<T>,
  ).compile();
  const made = { query, columns: query.parameters.slice(0, columns.length).map(String) };
  known.set(name, made);
  return made;
}

/**
 * Inserts rows that all have the same columns, which those of the first one are. Compiling a statement of thousands of parameters took a
 * third of a push (2026-11-22).
 * @param key names what `finish` adds, such as what to do with a row that is there already; one key, one `finish`.
 */
export async function insertMany<T extends keyof Tables>(
  tx: Tx,
  table: T,
  rows: readonly Insertable<Tables[T]>[],
  key: string = table,
  finish: (insert: Inserting<T>) => Inserting<T> = (insert) => insert,
): Promise<void> {
  for (let at = 0; at < rows.length; ) {
    const size = SIZES.find((some) => some <= rows.length - at) ?? 1;
    const { query, columns } = ready(
      tx,
      table,
      rows[at] as Insertable<Tables[T]>,
      size,
      key,
      finish,
    );
    const parameters: unknown[] = [];
    for (let i = at; i < at + size; i++)
      for (const column of columns) parameters.push((rows[i] as Record<string, unknown>)[column]);
    await tx.executeQuery({ ...query, parameters });
    at += size;
  }
}
