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

class KilledError extends Error {}
const DAY = 86_400_000;

describe.each(storeKinds)('the retention job, on %s', (kind) => {
  /** The rows of the notes, the texts of each, and sums that differ from their rows. */
  async function stateOf({ store, org }: Awaited<ReturnType<typeof filled>>) {
    return store.within(org, async (tx) => {
      const rows = await tx.selectFrom('row').selectAll().where('org_id', '=', org).execute();
      const sums = await tx.selectFrom('scope_sum').selectAll().where('org_id', '=', org).execute();
      const texts = await tx
        .selectFrom('revision')
        .select('row_id')
        .where('org_id', '=', org)
        .execute();
      const isWrong = ({ scope, count, hash }: (typeof sums)[number]) => {
        const live = rows.filter((row) => row.scope === scope && row.deleted === 0);
        const sum = live.reduce((all, row) => addToSum(all, row.id, row.version, 1), emptySum);
        return sum.count !== count || sum.hash !== hash;
      };
      const live = rows.filter(({ deleted }) => deleted === 0);
      return {
        live: new Map(live.map((row) => [row.id, row])),
        textsOf: (id: string) => texts.filter((text) => text.row_id === id).length,
        wrongSums: sums.filter(isWrong),
      };
    });
  }

  it.each([
    ['killed after every batch', true],
    ['in batches', false],
  ])('%s, it leaves whole rows, and deletes all old ones in the end', async (_, isKilled) => {
    const server = await filled(kind);
    const scope = `p:${server.boss}:${server.rep}`;
    const r = new Client(server, server.rep);
    const old: string[] = [];
    for (let index = 0; index < 9; index++) {
      const { id } = await r.one({ scope, patch: note(server.rep, `old ${index}`) });
      // More history than one batch deletes.
      for (let edit = 0; edit < 2 * index; edit++)
        await r.one({ op: 'patch', rowId: id, base: edit + 1, patch: { text: `edit ${edit}` } });
      old.push(id);
    }
    const now = 20 * DAY;
    r.arrival = now - DAY / 2;
    const { id: young } = await r.one({ scope, patch: note(server.rep, 'young') });
    const fact = await r.put('typedFact', scope, {
      ...{ refKey: 'odoo/t/deal/1', field: 'amount', value: '5' },
    });
    r.arrival = 1000;
    // Changed while the job runs: it is not old any more.
    const { id: edited } = await r.one({ scope, patch: note(server.rep, 'edited meanwhile') });
    let before = await stateOf(server);
    const texts = new Map([...before.live.keys()].map((id) => [id, before.textsOf(id)]));
    let pauses = 0;
    const pause = async () => {
      pauses += 1;
      expect(pauses).toBeLessThan(100);
      const after = await stateOf(server);
      expect(after.wrongSums).toEqual([]);
      // At most a batch, and each row as a whole.
      expect(before.live.size - after.live.size).toBeLessThanOrEqual(2);
      for (const id of before.live.keys())
        if (!after.live.has(id)) expect(after.textsOf(id)).toBe(0);
      before = after;
      if (pauses === 1) {
        r.arrival = now - 1;
        await r.one({ op: 'patch', rowId: edited, base: 1, patch: { text: 'by a person' } });
      }
      if (isKilled) throw new KilledError();
    };
    const run = () =>
      runRetention(server.store, now, { note: 1, typedFact: 40_000 }, { size: 2, pause }).then(
        () => true,
        (error) => {
          if (!(error instanceof KilledError)) throw error;
          return false;
        },
      );
    while (!(await run()));
    expect(pauses).toBeGreaterThan(5);
    const last = before.live.size;
    before = await stateOf(server);
    expect(last - before.live.size).toBeLessThanOrEqual(2);
    for (const id of old) {
      expect(before.live.has(id)).toBe(false);
      expect(before.textsOf(id)).toBe(0);
    }
    for (const id of [young, fact.id]) expect(before.textsOf(id)).toBe(texts.get(id));
    expect([...before.live.keys()].sort()).toEqual([young, fact.id, edited].sort());
    expect(String(before.live.get(edited)?.fields)).toContain('by a person');
  });

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
