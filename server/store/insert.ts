import type { CompiledQuery, Insertable, InsertQueryBuilder, InsertResult } from 'kysely';
import type { Tables, Tx } from './tables.ts';

/**
 * Rows in one statement, largest first, so that few different statements are compiled and prepared.
 * The largest stays below the parameter limits of SQLite (32,766) and PostgreSQL (65,535).
 */
const SIZES = [500, 100, 20, 5, 1];

type Inserting<T extends keyof Tables> = InsertQueryBuilder<Tables, T, InsertResult>;
interface Compiled {
  query: CompiledQuery;
  columns: readonly string[];
}

/** Compiled statements by the adapter of a database, since each dialect has its own SQL. */
const cache = new WeakMap<object, Map<string, Compiled>>();

/**
 * The statement for `count` rows. It is compiled with column names as values, which shows the order
 * of the parameters.
 */
function compiledFor<T extends keyof Tables>(
  tx: Tx,
  table: T,
  sample: Insertable<Tables[T]>,
  count: number,
  key: string,
  finish: (insert: Inserting<T>) => Inserting<T>,
): Compiled {
  const adapter = tx.getExecutor().adapter;
  const statements = cache.get(adapter) ?? new Map<string, Compiled>();
  cache.set(adapter, statements);
  const name = `${key}/${count}`;
  const cached = statements.get(name);
  if (cached) return cached;
  const columns = Object.keys(sample);
  const row = Object.fromEntries(
    columns.map((column) => [column, column]),
  ) as unknown as Insertable<Tables[T]>;
  const query = finish(
    tx.insertInto(table).values(Array.from({ length: count }, () => row)) as Inserting<T>,
  ).compile();
  const compiled = { query, columns: query.parameters.slice(0, columns.length).map(String) };
  statements.set(name, compiled);
  return compiled;
}

/**
 * Inserts rows that all have the columns of the first one. Compiling a statement with thousands of
 * parameters took a third of a push (2026-11-22), so compiled statements are cached.
 * @param key identifies `finish` in the cache: one key for each `finish`.
 * @param finish completes the statement, for example with `on conflict`.
 */
export async function insertMany<T extends keyof Tables>(
  tx: Tx,
  table: T,
  rows: readonly Insertable<Tables[T]>[],
  key: string = table,
  finish: (insert: Inserting<T>) => Inserting<T> = (insert) => insert,
): Promise<void> {
  for (let at = 0; at < rows.length; ) {
    const size = SIZES.find((rowCount) => rowCount <= rows.length - at) ?? 1;
    const { query, columns } = compiledFor(
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
