// Operation of a server: row-level security of PostgreSQL, metrics, and one process per SQLite
// file. Backups, the transfer and the retention job have their own files.

import { writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { describe, expect, it, vi } from 'vitest';
import { withoutPassword } from '../../server/commands.ts';
import { readConfig } from '../../server/config.ts';
import { ConfigError, InUseError } from '../../server/shared/errors.ts';
import { openFile } from '../../server/store/sqlite.ts';
import { filledServers } from '../helpers/filled.ts';
import { startServer, storeKinds, TEST_SECRET, tokenOf } from '../helpers/server.ts';

const { closing, filled, folder, path } = filledServers();

describe('row-level security', () => {
  it.skipIf(!storeKinds.includes('postgres'))(
    'S2: without naming its organisation a statement sees nothing and writes nothing',
    async () => {
      const server = await filled('postgres');
      for (const table of [
        'row',
        'revision',
        'departure',
        'scope_sum',
        'client',
        'mutation_result',
      ] as const) {
        expect(await server.store.db.selectFrom(table).selectAll().execute(), table).toEqual([]);
        await server.store.within('another-organisation', async (tx) =>
          expect(await tx.selectFrom(table).selectAll().execute()).toEqual([]),
        );
        await server.store.within(server.org, async (tx) =>
          expect((await tx.selectFrom(table).selectAll().execute()).length).toBeGreaterThan(0),
        );
      }
      await expect(
        server.store.within('another-organisation', (tx) =>
          tx.updateTable('row').set({ fields: '{}' }).execute(),
        ),
      ).resolves.toMatchObject([{ numUpdatedRows: 0n }]);
      await expect(
        server.store.within('another-organisation', (tx) =>
          tx
            .insertInto('scope_sum')
            .values({ org_id: server.org, scope: 'x', count: 0, hash: 0 })
            .execute(),
        ),
      ).rejects.toThrow(/row-level security/);
    },
  );
});

describe('metrics', () => {
  it('are available to this machine, in the format of Prometheus, and name no person', async () => {
    const server = await filled('sqlite');
    const token = await tokenOf(server.url, 'rep0@acme.test');
    await fetch(`${server.url}/me`, { headers: { authorization: `Bearer ${token}` } });
    await fetch(`${server.url}/org/members/somebody-in-particular/pairs`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(
      (await fetch(`${server.url}/metrics`, { headers: { 'x-forwarded-for': '203.0.113.9' } }))
        .status,
      'behind a proxy that nobody named',
    ).toBe(404);
    const answer = await fetch(`${server.url}/metrics`);
    const text = await answer.text();
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(text).toMatch(/sideline_request_seconds_count\{route="\/me",status="200"\} 1/);
    expect(text).toMatch(/^sideline_connections 0$/m);
    expect(text).not.toContain(server.rep);
  });
  it('require a token if one is set', async () => {
    const server = await startServer('sqlite', {
      SIDELINE_METRICS_TOKEN: 'a token for the collector',
    });
    closing.push(() => server.close());
    expect((await fetch(`${server.url}/metrics`)).status).toBe(404);
    expect(
      (
        await fetch(`${server.url}/metrics`, {
          headers: { authorization: 'Bearer a token for the collector' },
        })
      ).status,
    ).toBe(200);
  });
});

it('one process a SQLite file', () => {
  const file = path('held.db');
  const held = openFile(file);
  expect(() => openFile(file)).toThrow(InUseError);
  expect(() => openFile(file)).toThrow(/Another process/);
  held.close();
  expect(() => new DatabaseSync(file).close()).not.toThrow();
  expect(readConfig({ SIDELINE_SECRET: TEST_SECRET }, folder()).database).toMatch(/sideline\.db$/);
});

it('a damaged file is not taken for one that another process uses', () => {
  const file = path('damaged.db');
  writeFileSync(file, 'this is no database');
  const open = () => openFile(file);
  expect(open).toThrow(ConfigError);
  expect(open).not.toThrow(InUseError);
  expect(open).toThrow(/damaged\.db cannot be used as a database\. \(file is not a database\)/);
});

it('a password in the address of a database is not printed, whatever is in it', () => {
  for (const password of ['plain', 'a:b', 'a%40b', 'a%2Fb:c'])
    expect(withoutPassword(`postgres://me:${password}@db:5432/name?sslmode=require`)).toBe(
      'postgres://me:***@db:5432/name?sslmode=require',
    );
  expect(withoutPassword('postgres://db/name')).toBe('postgres://db/name');
});

it('statements that are used again stay prepared', async () => {
  const server = await startServer('sqlite');
  closing.push(() => server.close());
  const { db } = server.people;
  if (!server.file) throw new Error('no file');
  const prepared = vi.spyOn(server.file, 'prepare');
  const often = () => sql`select 'often'`.execute(db);
  for (let rare = 0; rare < 500; rare++) {
    if (rare % 50 === 0) await often();
    await sql`select ${sql.lit(rare)}`.execute(db);
  }
  expect(prepared.mock.calls.filter(([text]) => text.includes('often'))).toHaveLength(1);
});
