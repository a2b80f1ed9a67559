// PostgreSQL ends connections: at a restart, at a failover, or because an administrator says so.

import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { postgresStore } from '../../server/store/postgres.ts';
import { prepareStore } from '../../server/store/prepare.ts';
import type { Store } from '../../server/store/store.ts';
import type { Db } from '../../server/store/tables.ts';
import { newDatabase, storeKinds } from '../helpers/server.ts';
import { first } from '../helpers/stores.ts';

describe.runIf(storeKinds.includes('postgres'))('a connection that PostgreSQL ends', () => {
  let store: Store;
  let administrator: pg.Client;
  const logged: string[] = [];
  beforeAll(async () => {
    const url = await newDatabase();
    const log = pino({ level: 'warn' }, { write: (line: string) => void logged.push(line) });
    store = postgresStore(url, log, 2);
    await prepareStore(store, 0, first);
    administrator = new pg.Client({ connectionString: url });
    await administrator.connect();
  });
  afterAll(async () => {
    await administrator?.end();
    await store?.close();
  });

  async function end(db: Db): Promise<void> {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db);
    await administrator.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
  }
  const lost = () => logged.filter((line) => line.includes('database connection lost')).length;
  const works = () => store.db.selectFrom('org').select('id').execute();

  it('while it is idle is replaced', async () => {
    const before = lost();
    await end(store.db);
    await vi.waitUntil(() => lost() > before, 20_000);
    expect(await works()).toEqual([]);
  });
  it('in a transaction fails the transaction, and not the server', async () => {
    const before = lost();
    const transaction = store.within('org', async (tx) => {
      await end(tx as Db);
      await vi.waitUntil(() => lost() > before, 20_000);
      await tx.selectFrom('org').select('id').execute();
    });
    await expect(transaction).rejects.toThrow();
    expect(await works()).toEqual([]);
  });
  it('while a server listens is replaced by one, and by none after the end', async () => {
    const url = await newDatabase();
    const connections = async () => {
      const { rows } = await administrator.query(
        'select count(*)::int as count from pg_stat_activity where datname = $1',
        [new URL(url).pathname.slice(1)],
      );
      return rows[0].count as number;
    };
    const listening = postgresStore(url, pino({ level: 'silent' }), 1);
    const query = vi.spyOn(pg.Client.prototype, 'query');
    query.mockImplementationOnce(() => Promise.reject(new Error('no listening now')));
    await listening.clusterBus?.subscribe(() => {});
    await vi.waitUntil(() => query.mock.calls.length > 1, 20_000);
    await vi.waitUntil(async () => (await connections()) === 1, 20_000);
    // The next attempt waits for its second when the store closes.
    query.mockImplementationOnce(() => Promise.reject(new Error('no listening now')));
    await listening.clusterBus?.subscribe(() => {});
    await listening.close();
    await sleep(1500);
    expect(await connections()).toBe(0);
  });
});
