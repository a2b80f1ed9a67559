import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';

/**
 * node:sqlite binds null, numbers, bigints, strings and bytes. Other values are converted to the
 * form that better-auth reads.
 */
function bindable(value: unknown): SQLInputValue {
  if (value === undefined) return null;
  if (typeof value === 'boolean') return Number(value);
  return value instanceof Date ? value.toISOString() : (value as SQLInputValue);
}

const bind = (values: readonly unknown[]): SQLInputValue[] => values.map(bindable);

/**
 * The most prepared statements in the cache. What was not used for longest leaves it: lists of
 * different lengths make texts of their own.
 */
const CACHE_SIZE = 200;

/** DatabaseSync in the shape that Kysely's own SQLite driver expects. */
function shim(db: DatabaseSync): SqliteDatabase {
  const cache = new Map<string, { statement: StatementSync; reader: boolean }>();
  const prepare = (text: string) => {
    const cached = cache.get(text);
    if (cached) {
      // Used again: it leaves the cache last.
      cache.delete(text);
      cache.set(text, cached);
      return cached;
    }
    const statement = db.prepare(text);
    // Also true for RETURNING.
    const reader = statement.columns().length > 0;
    const prepared = { statement, reader };
    if (cache.size >= CACHE_SIZE) cache.delete(cache.keys().next().value ?? '');
    // A statement that changes the schema runs once.
    if (!/^\s*(create|alter|drop)\b/i.test(text)) cache.set(text, prepared);
    return prepared;
  };
  return {
    close: () => db.close(),
    prepare(text) {
      const { statement, reader } = prepare(text);
      return {
        reader,
        // Copied, since rows of node:sqlite have no prototype.
        all: (values) => statement.all(...bind(values)).map((row) => ({ ...row })),
        run: (values) => statement.run(...bind(values)),
        *iterate(values) {
          // Its own statement: the cached one may run again during the iteration.
          for (const row of db.prepare(text).iterate(...bind(values))) yield { ...row };
        },
      };
    },
  };
}

class ImmediateDriver extends SqliteDriver {
  readonly #db: DatabaseSync;
  constructor(db: DatabaseSync) {
    super({ database: shim(db) });
    this.#db = db;
  }
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    // Immediate: SQLite cannot retry a transaction that reads first and then writes.
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // On a full disk SQLite rolls back by itself; a second rollback would hide the reason.
    if (this.#db.isTransaction) await super.rollbackTransaction(connection);
  }
}

/**
 * Kysely on Node's own SQLite. The package `kysely-node-sqlite` returns no rows on RETURNING
 * (docs/decisions/sqlite.md).
 */
export function nodeSqliteDialect(db: DatabaseSync): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new ImmediateDriver(db),
    createIntrospector: (kysely) => new SqliteIntrospector(kysely),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}
