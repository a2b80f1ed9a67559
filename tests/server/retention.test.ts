// Retention job: deleted rows are purged, texts are erased by collection, and devices that were
// away start again (L3, L4, L5).

import { describe, expect, it, vi } from 'vitest';
import { addToSum, emptySum } from '../../lib/model/index.ts';
import { PROTO } from '../../lib/sync/protocol.ts';
import { KEEP_TOMBSTONES_MS, runRetention } from '../../server/ops/retention.ts';
import { pull } from '../../server/sync/pull.ts';
import { Client } from '../helpers/client.ts';
import { filledServers } from '../helpers/filled.ts';
import { context, note, startServer, storeKinds } from '../helpers/server.ts';

const { filled } = filledServers();

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
  it('two processes that run retention at once leave sums that are right (L3)', async () => {
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
  it('lets other requests in between its steps', async () => {
    const server = await filled(kind);
    const writer = new Client(server, server.rep);
    for (let sent = 0; sent < 900; sent += 300)
      await writer.send(
        ...Array.from({ length: 300 }, () =>
          writer.mutation({ scope: `u:${server.rep}`, patch: note(server.rep, 'old') }),
        ),
      );
    const liveNotes = () =>
      server.store.within(server.org, (tx) =>
        tx
          .selectFrom('row')
          .select((eb) => eb.fn.countAll<number>().as('count'))
          .where('org_id', '=', server.org)
          .where('collection', '=', 'note')
          .where('deleted', '=', 0)
          .executeTakeFirstOrThrow(),
      );
    const seen = new Set<number>();
    let isOver = false;
    const job = runRetention(server.store, Date.now(), { note: 1 }).then(() => {
      isOver = true;
    });
    while (!isOver) seen.add(Number((await liveNotes()).count));
    await job;
    seen.add(Number((await liveNotes()).count));
    expect(Math.min(...seen)).toBe(0);
    expect(seen.size, 'seen half done').toBeGreaterThan(2);
  });
  it('goes on where one organisation fails, and says so at the end', async () => {
    const server = await filled(kind);
    const orgs = await server.people.db.selectFrom('org').select('id').orderBy('id').execute();
    const [broken = '', sound = ''] = orgs.map(({ id }) => id);
    const boss = await server.people.db
      .selectFrom('member')
      .select('user_id')
      .where('org_id', '=', sound)
      .where('role', '=', 'admin')
      .executeTakeFirstOrThrow();
    const writer = new Client(server, boss.user_id);
    const { id } = await writer.one({
      scope: `u:${boss.user_id}`,
      patch: note(boss.user_id, 'old'),
    });
    await server.store.within(broken, (tx) =>
      tx.updateTable('row').set({ fields: '{' }).where('org_id', '=', broken).execute(),
    );
    await expect(runRetention(server.store, Date.now(), { note: 1 })).rejects.toThrow(/JSON/);
    const row = await server.store.within(sound, (tx) =>
      tx.selectFrom('row').select('deleted').where('id', '=', id).executeTakeFirstOrThrow(),
    );
    expect(row.deleted).toBe(1);
    const { database, secret } = server.config;
    await server.stop();
    const again = await startServer(kind, {
      SIDELINE_DB: database,
      SIDELINE_SECRET: secret,
      SIDELINE_RETENTION: 'note=1',
    });
    expect((await fetch(`${again.url}/health`)).status).toBe(200);
    await again.close();
  });
});

it('the retention job reads no whole organisation under its lock', async () => {
  const server = await filled('sqlite');
  const { file } = server;
  if (!file) throw new Error('no file');
  const prepared = vi.spyOn(file, 'prepare');
  const later = Date.now() + KEEP_TOMBSTONES_MS + 1;
  await runRetention(server.store, later, {});
  const texts = [...new Set(prepared.mock.calls.map(([text]) => text))];
  prepared.mockRestore();
  const plans = texts
    .filter((text) => /^(select|delete|update).*"(row|revision|departure)"/.test(text))
    .flatMap((text) =>
      (file.prepare(`explain query plan ${text}`).all() as { detail: string }[]).map(
        ({ detail }) => detail,
      ),
    )
    .filter((detail) => /\b(row|revision|departure)\b/.test(detail));
  expect(plans.length).toBeGreaterThan(4);
  const keyed = /INDEX \w+ \(org_id=\? AND \w+|INDEX revision_fields /;
  expect(plans.filter((detail) => !keyed.test(detail))).toEqual([]);
});
