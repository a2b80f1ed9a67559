import { PostgresAdapter, sql } from 'kysely';
import type { Tx } from '../tables.ts';

/**
 * The counts of limits that several processes share, in the form of rate-limiter-flexible. Not
 * logged on PostgreSQL: each request writes, and after a crash counts may start again.
 */
export async function up(tx: Tx): Promise<void> {
  const isPostgres = tx.getExecutor().adapter instanceof PostgresAdapter;
  await sql`
    create ${sql.raw(isPostgres ? 'unlogged table' : 'table')} limit_count (
      key varchar(255) primary key,
      points integer not null default 0,
      expire bigint
    )
  `.execute(tx);
  await sql`create index limit_count_expire on limit_count (expire)`.execute(tx);
}
