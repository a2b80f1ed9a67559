import { sql } from 'kysely';
import type { Db, Tx } from '../tables.ts';
import { up as start } from './001-start.ts';
import { up as merge } from './002-merge.ts';
import { up as keys } from './003-keys.ts';
import { up as limits } from './004-limits.ts';
import { up as accounts } from './005-accounts.ts';
import { up as numbers } from './006-numbers.ts';
import { up as departures } from './007-departures.ts';
import { up as presence } from './008-presence.ts';
import { up as order } from './009-order.ts';

/** Migrations in order. A released migration is never changed, only followed by another. */
export const migrations: readonly { id: string; up(tx: Tx, now: number): Promise<void> }[] = [
  { id: '001-start', up: start },
  { id: '002-merge', up: merge },
  { id: '003-keys', up: keys },
  { id: '004-limits', up: limits },
  { id: '005-accounts', up: accounts },
  { id: '006-numbers', up: numbers },
  { id: '007-departures', up: departures },
  { id: '008-presence', up: presence },
  { id: '009-order', up: order },
];

/** A database that this version cannot use. */
export class NewerDatabaseError extends Error {}

/**
 * Migrates the schema, each step in one transaction; after a crash it continues at the next step.
 * @param upTo stops after this step: for older backups, and for tests.
 */
export async function migrate(db: Db, now: number, upTo?: string): Promise<string[]> {
  await sql`
    create table if not exists migration (id text primary key, at bigint not null)
  `.execute(db);
  const done = new Set(
    (await db.selectFrom('migration').select('id').execute()).map((row) => row.id),
  );
  const unknown = [...done].filter((id) => !migrations.some((step) => step.id === id));
  if (unknown.length > 0)
    throw new NewerDatabaseError(
      `This database was migrated by a newer version of Sideline (${unknown.join(', ')}). ` +
        'Start that version, or restore an earlier backup.',
    );
  const ran: string[] = [];
  for (const step of migrations) {
    if (!done.has(step.id)) {
      await db.transaction().execute(async (tx) => {
        await step.up(tx, now);
        await tx.insertInto('migration').values({ id: step.id, at: now }).execute();
      });
      ran.push(step.id);
    }
    if (step.id === upTo) break;
  }
  return ran;
}
