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

/** node:sqlite binds null, numbers, bigints, strings and bytes; the rest is written the way better-auth reads it back. */
function bind(values: readonly unknown[]): SQLInputValue[] {
  return values.map((value) =>
    value === undefined
      ? null
      : typeof value === 'boolean'
        ? Number(value)
        : value instanceof Date
          ? value.toISOString()
          : (value as SQLInputValue),
  );
}

/** Statements kept ready: the same few dozen come again and again. */
const KEEP = 200;

/** DatabaseSync in the shape that Kysely's own SQLite driver expects. */
function shim(db: DatabaseSync): SqliteDatabase {
  const ready = new Map<string, { statement: StatementSync; reader: boolean }>();
  const prepare = (text: string) => {
    const known = ready.get(text);
    if (known) return known;
    const statement = db.prepare(text);
    const made = { statement, reader: statement.columns().length > 0 }; // also true for RETURNING
    if (ready.size >= KEEP) ready.delete(ready.keys().next().value ?? '');
    // A statement that changes the schema is seen once.
    if (!/^\s*(create|alter|drop)\b/i.test(text)) ready.set(text, made);
    return made;
  };
  return {
    close: () => db.close(),
    prepare(text) {
      const { statement, reader } = prepare(text);
      return {
        reader,
        all: (values) => statement.all(...bind(values)).map((row) => ({ ...row })), // rows come without a prototype
        run: (values) => statement.run(...bind(values)),
        *iterate(values) {
          // Its own statement: this one may be read while the kept one runs again.
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
    // Immediate: a transaction that starts reading and then writes could not be repeated by SQLite.
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // On a full disk SQLite has rolled back by itself, and a second rollback would hide why.
    if (this.#db.isTransaction) await super.rollbackTransaction(connection);
  }
}

/** Kysely on Node's own SQLite. The package `kysely-node-sqlite` returns no rows on RETURNING (docs/decisions/sqlite.md). */
export function nodeSqliteDialect(db: DatabaseSync): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new ImmediateDriver(db),
    createIntrospector: (kysely) => new SqliteIntrospector(kysely),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}
