// Retention job: deleted rows are purged, texts are erased by collection, and devices that were
// away start again (L3, L4, L5).

import { describe, expect, it } from 'vitest';
import { addToSum, emptySum } from '../../lib/model/index.ts';
import { PROTO } from '../../lib/sync/protocol.ts';
import { KEEP_TOMBSTONES_MS, runRetention } from '../../server/ops/retention.ts';
import { pull } from '../../server/sync/pull.ts';
import { Client } from '../helpers/client.ts';
import { filledServers } from '../helpers/filled.ts';
import { context, note, storeKinds } from '../helpers/server.ts';

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
});
