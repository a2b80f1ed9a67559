// Operation of a server: row-level security of PostgreSQL, metrics, and one process per SQLite
// file. Backups, the transfer and the retention job have their own files.

import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { openFile } from '../../server/store/sqlite.ts';
import { filledServers } from '../helpers/filled.ts';
import { startServer, storeKinds, tokenOf } from '../helpers/server.ts';

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
  expect(() => openFile(file)).toThrow(/Another process/);
  held.close();
  expect(() => new DatabaseSync(file).close()).not.toThrow();
  expect(readConfig({ SIDELINE_SECRET: 'x'.repeat(32) }, folder()).database).toMatch(
    /sideline\.db$/,
  );
});
