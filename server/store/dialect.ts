import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { CompiledQuery, type DatabaseConnection, type Dialect, SqliteAdapter, type SqliteDatabase, SqliteDriver, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';

/** node:sqlite binds null, numbers, bigints, strings and bytes; the rest is written the way better-auth reads it back. */
function bind(values: readonly unknown[]): SQLInputValue[] {
  return values.map((value) => (value === undefined ? null : typeof value === 'boolean' ? Number(value) : value instanceof Date ? value.toISOString() : (value as SQLInputValue)));
}

/** DatabaseSync in the shape that Kysely's own SQLite driver expects. */
function shim(db: DatabaseSync): SqliteDatabase {
  return {
    close: () => db.close(),
    prepare(sql) {
      const statement = db.prepare(sql);
      return {
        reader: statement.columns().length > 0, // also true for RETURNING
        all: (values) => statement.all(...bind(values)).map((row) => ({ ...row })), // rows come without a prototype
        run: (values) => statement.run(...bind(values)),
        *iterate(values) {
          for (const row of statement.iterate(...bind(values))) yield { ...row };
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
