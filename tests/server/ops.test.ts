import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gunzipSync, gzipSync } from 'node:zlib';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { addToSum, emptySum, idSource } from '../../lib/model/index.ts';
import { PROTO } from '../../lib/sync/protocol.ts';
import { createAuth } from '../../server/auth.ts';
import { readConfig } from '../../server/config.ts';
import { backupStream, writeBackup } from '../../server/ops/backup.ts';
import { commands } from '../../server/ops/commands.ts';
import { restoreBackup } from '../../server/ops/restore.ts';
import { KEEP_TOMBSTONES_MS, runRetention } from '../../server/ops/retention.ts';
import { transfer } from '../../server/ops/transfer.ts';
import type { Running } from '../../server/start.ts';
import { postgresStore } from '../../server/store/postgres.ts';
import { openFile, sqliteStore } from '../../server/store/sqlite.ts';
import type { Store } from '../../server/store/store.ts';
import { pull } from '../../server/sync/pull.ts';
import { Client } from '../helpers/client.ts';
import {
  context,
  newDatabase,
  note,
  organisation,
  PASSWORD,
  type StoreKind,
  startServer,
  storeKinds,
  TEST_SECRET,
  type TestServer,
  tokenOf,
} from '../helpers/server.ts';
import { first, newStore, settings } from '../helpers/stores.ts';

const log = pino({ level: 'silent' });
let made = 0;
const ids = idSource(
  () => Date.now(),
  (bytes) => crypto.getRandomValues(bytes),
);
let folder: string;
const closing: (() => Promise<unknown>)[] = [];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sideline-ops-'));
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function emptyStore(kind: StoreKind): Promise<Store> {
  const store = await newStore(kind);
  closing.push(() => store.close());
  return store;
}

/** A server with notes, a conflict, a note that moved, a deleted one, and a second organisation. */
async function filled(
  kind: StoreKind,
): Promise<TestServer & { org: string; boss: string; rep: string }> {
  const server = await startServer(kind);
  closing.push(() => server.close());
  const acme = await organisation(server.people, 'acme', 1);
  await organisation(server.people, 'other', 1);
  const rep = acme.reps[0] ?? '';
  const pair = `p:${acme.boss}:${rep}`;
  const [r, b] = [new Client(server, rep), new Client(server, acme.boss)];
  const { id } = await r.one({ scope: pair, patch: note(rep, 'Überlegung: 10 % – “später” 😀') });
  await b.one({ op: 'patch', rowId: id, base: 1, patch: { text: 'something else' } });
  await r.one({ op: 'patch', rowId: id, base: 1, patch: { text: 'a third thing' } });
  await r.one({
    op: 'patch',
    rowId: (await r.one({ scope: pair, patch: note(rep, 'narrowed') })).id,
    base: 1,
    scope: `u:${rep}`,
    patch: {},
  });
  await r.one({
    op: 'delete',
    rowId: (await r.one({ scope: pair, patch: note(rep, 'deleted') })).id,
    base: 1,
  });
  return { ...server, org: acme.org, boss: acme.boss, rep };
}

const seenBy = async (store: Store, people: Running['people'], user: string) =>
  (await new Client({ store, people: { ...people, store, db: store.db } }, user).all()).sort(
    (a, b) => a.id.localeCompare(b.id),
  );

describe.each(storeKinds.flatMap((from) => storeKinds.map((to) => [from, to] as const)))(
  'a backup of %s into %s',
  (from, to) => {
    it('brings everything back, under a new epoch, with the passwords people had', async () => {
      const server = await filled(from);
      const path = join(folder, `backup-${++made}.gz`);
      await writeBackup(await backupStream(server.store, server.file, 7), path, 'plain');
      const target = await emptyStore(to);
      await restoreBackup(target, path, { now: 8, ids, first });
      for (const user of [server.boss, server.rep])
        expect(await seenBy(target, server.people, user)).toEqual(
          await seenBy(server.store, server.people, user),
        );
      const epochs = async (store: Store) =>
        (
          await store.db
            .selectFrom('org')
            .select(['id', 'epoch', 'version'])
            .orderBy('id')
            .execute()
        ).map((org) => org);
      const [before, after] = [await epochs(server.store), await epochs(target)];
      expect(after.map((org) => [org.id, org.version])).toEqual(
        before.map((org) => [org.id, org.version]),
      );
      for (const [index, org] of after.entries()) expect(org.epoch).not.toBe(before[index]?.epoch);
      const auth = createAuth(target, settings);
      expect(
        (await auth.api.signInEmail({ body: { email: 'boss@acme.test', password: PASSWORD } })).user
          .email,
      ).toBe('boss@acme.test');
      await expect(restoreBackup(target, path, { now: 9, ids, first })).rejects.toThrow(
        /already contains an organisation/,
      );
    });
  },
);

describe('a backup', () => {
  it('that is cut short, changed or another file is refused, and nothing is left', async () => {
    const server = await filled('sqlite');
    const path = join(folder, `good-${++made}.gz`);
    await writeBackup(await backupStream(server.store, server.file, 7), path, 'plain');
    const text = gunzipSync(readFileSync(path)).toString();
    const bad: [string, Buffer, RegExp][] = [
      ['short', gzipSync(text.split('\n').slice(0, -2).join('\n')), /incomplete/],
      [
        'changed',
        gzipSync(text.replace('a third thing', 'a fourth thing')),
        /does not match its checksums/,
      ],
      ['cut', readFileSync(path).subarray(0, 900), /cannot be read/],
      ['other', gzipSync('{"hello":1}\n'), /not a Sideline backup/],
    ];
    for (const [name, bytes, sentence] of bad) {
      const file = join(folder, `bad-${name}-${made}.gz`);
      writeFileSync(file, bytes);
      const target = await emptyStore('sqlite');
      await expect(restoreBackup(target, file, { now: 8, ids, first }), name).rejects.toThrow(
        sentence,
      );
      const orgs = await target.db
        .selectFrom('org')
        .select('id')
        .execute()
        .catch(() => []); // no tables yet
      expect(orgs, name).toEqual([]);
    }
  });
  it('is made while the server runs, and is consistent while people write', async () => {
    const server = await filled('sqlite');
    const printed: string[] = [];
    const config = { ...server.config, port: Number(new URL(server.url).port) };
    const deps = {
      config,
      log,
      now: () => Date.now(),
      ids,
      print: (line: string) => printed.push(line),
    };
    const path = join(folder, `online-${++made}.gz`);
    const writer = new Client(server, server.rep);
    let writing = true;
    const busy = (async () => {
      while (writing) {
        await writer.one({
          scope: `u:${server.rep}`,
          patch: note(server.rep, 'while the backup runs'),
        });
        // SQLite answers without a turn of the event loop.
        await new Promise((done) => setImmediate(done));
      }
    })();
    await commands.backup?.(deps, [path, '--plain']);
    writing = false;
    await busy;
    expect(existsSync(`${path}.part`)).toBe(false);
    const target = await emptyStore('sqlite');
    await restoreBackup(target, path, { now: 8, ids, first });
    expect((await seenBy(target, server.people, server.rep)).length).toBeGreaterThan(2);
    const whose = join(folder, `person-${made}.json`);
    await commands['export-person']?.(deps, ['rep0@acme.test', whose]);
    expect(readFileSync(whose, 'utf8')).toContain('narrowed');
    await commands['erase-person']?.(deps, ['rep0@acme.test']);
    await expect(commands['export-person']?.(deps, ['rep0@acme.test', whose])).rejects.toThrow(
      /has no person with this address/,
    );
    await expect(commands.restore?.(deps, [path])).rejects.toThrow(/Stop it/);
    await expect(
      commands.backup?.({ ...deps, config: { ...config, secret: 'y'.repeat(40) } }, [
        path,
        '--plain',
      ]),
    ).rejects.toThrow(/another secret/);
  });
});

describe.skipIf(!storeKinds.includes('postgres'))('moving to PostgreSQL', () => {
  it('can be stopped anywhere, continues, and is done only when both sides are equal', async () => {
    const server = await filled('sqlite');
    const writer = new Client(server, server.rep);
    await writer.send(
      ...Array.from({ length: 500 }, (_, index) =>
        writer.mutation({ scope: `u:${server.rep}`, patch: note(server.rep, `note ${index}`) }),
      ),
    );
    const want = await seenBy(server.store, server.people, server.rep);
    const url = await newDatabase();
    await server.stop();
    const path = server.config.database;
    let reports = 0;
    const go = async (stopAfter: number) => {
      const [source, target] = [sqliteStore(openFile(path)), postgresStore(url, log, 2)];
      try {
        return await transfer(source, target, {
          now: 5,
          first,
          report: () => {
            if (++reports === stopAfter) throw new Error('pulled the plug');
          },
        });
      } finally {
        await source.close();
        await target.close();
      }
    };
    for (const stop of [1, 3, 2, 4]) {
      reports = 0;
      await expect(go(stop)).rejects.toThrow('pulled the plug');
    }
    reports = 0;
    expect((await go(0)).rows).toBeGreaterThan(1000);
    const target = postgresStore(url, log, 2);
    closing.push(() => target.close());
    expect(await seenBy(target, server.people, server.rep)).toEqual(want);
    await expect(go(0), 'a second transfer into the same place').rejects.toThrow(
      /already contains an organisation/,
    );
  });
});

describe.each(storeKinds)('the retention job, on %s', (kind) => {
  it('is purged, the floor rises, and an older device starts again (L5, L4)', async () => {
    const server = await filled(kind);
    const away = new Client(server, server.boss);
    await away.pull();
    const r = new Client(server, server.rep);
    const { id } = await r.one({
      scope: `p:${server.boss}:${server.rep}`,
      patch: note(server.rep, 'soon forgotten'),
    });
    await r.one({ op: 'delete', rowId: id, base: 1 });
    const later = Date.now() + KEEP_TOMBSTONES_MS + 1;
    await runRetention(server.store, later, {});
    const answer = await away.pull();
    expect(answer.reset).toContain(`p:${server.boss}:${server.rep}`);
    expect(answer.rows.map((row) => row.fields.text)).toEqual(['something else']);
    expect((await away.pull()).reset, 'once').toEqual([]);
  });
  it('a backfill of several pages continues below the floor, without deleted notes', async () => {
    const server = await filled(kind);
    const r = new Client(server, server.rep);
    const scope = `p:${server.boss}:${server.rep}`;
    for (let i = 0; i < 5; i++) await r.one({ scope, patch: note(server.rep, `kept ${i}`) });
    const { id } = await r.one({ scope, patch: note(server.rep, 'soon forgotten') });
    await r.one({ op: 'delete', rowId: id, base: 1 });
    await runRetention(server.store, Date.now() + KEEP_TOMBSTONES_MS + 1, {});
    const after = await r.one({ scope, patch: note(server.rep, 'deleted lately') });
    await r.one({ op: 'delete', rowId: after.id, base: 1 });
    const who = await context(server.people, server.boss);
    const texts: unknown[] = [];
    let scopes: Record<string, string> = {};
    for (let page = 0; ; page++) {
      expect(page, 'pages').toBeLessThan(40);
      const answer = await pull(
        server.store,
        who,
        { proto: PROTO, schema: 1, scopes },
        { rows: 2, chars: 10_000 },
      );
      expect(answer.reset).toEqual([]);
      texts.push(...answer.rows.map((row) => row.fields.text));
      scopes = answer.cursors;
      if (!answer.more) break;
    }
    expect(texts.filter((text) => String(text).startsWith('kept')).length).toBe(5);
    expect(texts).not.toContain('deleted lately');
  });
  it('two processes that tidy at once leave sums that are right (L3)', async () => {
    const server = await filled(kind);
    const later = Date.now() + 2 * 86_400_000;
    await Promise.all([
      runRetention(server.store, later, { note: 1 }),
      runRetention(server.store, later, { note: 1 }),
    ]);
    const [rows, sums] = await server.store.within(server.org, async (tx) => [
      await tx
        .selectFrom('row')
        .select(['id', 'scope', 'version', 'deleted'])
        .where('org_id', '=', server.org)
        .execute(),
      await tx
        .selectFrom('scope_sum')
        .select(['scope', 'count', 'hash'])
        .where('org_id', '=', server.org)
        .execute(),
    ]);
    for (const { scope, count, hash } of sums) {
      const sum = rows
        .filter((row) => row.scope === scope && row.deleted === 0)
        .reduce((before, row) => addToSum(before, row.id, row.version, 1), emptySum);
      expect({ scope, count, hash }).toEqual({ scope, ...sum });
    }
  });
  it('retention by collection erases texts and revisions, and devices learn of it', async () => {
    const server = await filled(kind);
    const reader = new Client(server, server.rep);
    await reader.pull();
    await runRetention(server.store, Date.now() + 2 * 86_400_000, { note: 1 });
    const answer = await reader.pull();
    expect(
      answer.rows
        .filter((row) => row.collection === 'note')
        .every((row) => row.deleted && Object.keys(row.fields).length === 0),
    ).toBe(true);
    const left = await server.store.within(server.org, (tx) =>
      tx
        .selectFrom('revision')
        .select('text')
        .where('org_id', '=', server.org)
        .where('kind', '!=', 'fields')
        .execute(),
    );
    expect(left.filter((revision) => revision.text !== 'deleted')).toEqual([]);
  });
});

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
  const path = join(folder, `held-${++made}.db`);
  const held = openFile(path);
  expect(() => openFile(path)).toThrow(/Another process/);
  held.close();
  expect(() => new DatabaseSync(path).close()).not.toThrow();
  expect(readConfig({ SIDELINE_SECRET: TEST_SECRET }, folder).database).toMatch(/sideline\.db$/);
});
