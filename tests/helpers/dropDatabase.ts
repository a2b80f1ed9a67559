import { rmSync } from 'node:fs';
import pg from 'pg';
import { isPostgres } from '../../server/config.ts';

/** Removes a database, and leaves what is beside it. No server may use it. */
export async function dropDatabase(database: string): Promise<void> {
  if (!isPostgres(database)) {
    for (const end of ['', '-wal', '-shm']) rmSync(`${database}${end}`, { force: true });
    return;
  }
  const client = new pg.Client({ connectionString: database });
  await client.connect();
  await client.query('drop schema public cascade; create schema public');
  await client.end();
}
