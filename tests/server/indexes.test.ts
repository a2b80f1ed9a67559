// Statements inside locked transactions, and in every push, find their rows by an index.
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { deleteExpired } from '../../server/ops/retention.ts';
import { endResetLinks, endWhatTheyMade } from '../../server/people/madeByAdmins.ts';
import { createMarker, remarkAll, renewAll } from '../../server/people/oneTimeTokens.ts';
import { sqliteStore } from '../../server/store/sqlite.ts';
import type { Tx } from '../../server/store/tables.ts';
import { singleKeysWritten } from '../../server/sync/singles.ts';
import { context, organisation, startServer, type TestServer } from '../helpers/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer('sqlite');
});
afterAll(() => server?.close());

/** How SQLite finds the rows of a table in the statements that some work prepares. */
async function plansOf(table: string, work: (tx: Tx) => Promise<unknown>): Promise<string[]> {
  const { file } = server;
  if (!file) throw new Error('no file');
  // A store without prepared statements.
  const store = sqliteStore(file);
  const prepared = vi.spyOn(file, 'prepare');
  await store.within('org', work);
  const texts = prepared.mock.calls.map(([text]) => text);
  prepared.mockRestore();
  return texts
    .filter((text) => /^(select|delete|update)/.test(text))
    .flatMap((text) => file.prepare(`explain query plan ${text}`).all() as { detail: string }[])
    .map(({ detail }) => detail)
    .filter((detail) => new RegExp(`\\b${table}\\b`).test(detail));
}

it('one-time tokens: of a person, of their sessions, and those that are over', async () => {
  const plans = await plansOf('once', async (tx) => {
    await remarkAll(tx, 'ended', 'wiped', { user: 'somebody' });
    await renewAll(tx, { user: 'somebody' }, 1);
    await endResetLinks(tx, 'somebody');
    await endWhatTheyMade(tx, 'org', 'somebody');
    await deleteExpired({ db: tx }, 1);
  });
  expect(plans).toHaveLength(5);
  for (const plan of plans) expect(plan).toMatch(/^SEARCH once USING (COVERING )?INDEX once_/);
});

it('access log entries of the last hour', async () => {
  const acme = await organisation(server.people, 'acme', 1);
  const boss = await context(server.people, acme.boss);
  const entry = { collection: 'opening', scope: `p:${acme.boss}:${acme.reps[0]}`, parent: null };
  const plans = await plansOf('row', (tx) => singleKeysWritten(tx, boss, [entry], 1));
  expect(plans).toEqual([expect.stringContaining('INDEX row_hourly (org_id=? AND scope=?')]);
});

it('one-time tokens that are over are deleted every hour', async () => {
  const { db } = server.people;
  await createMarker(db, 'ended', 'over', 10);
  await createMarker(db, 'ended', 'open', 30);
  await deleteExpired(server.store, 20);
  const left = await db.selectFrom('once').select('expires_at').execute();
  expect(left).toEqual([{ expires_at: 30 }]);
});
