import 'fake-indexeddb/auto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getMeta } from '../../lib/store/index.ts';
import { cycle } from '../../lib/sync/client/index.ts';
import { PROTO } from '../../lib/sync/protocol.ts';
import { contextOf } from '../../server/store/context.ts';
import type { Store } from '../../server/store/store.ts';
import { pull } from '../../server/sync/pull.ts';
import { push } from '../../server/sync/push.ts';
import { note } from '../helpers/note.ts';
import { Device, makePair, openStores } from '../soak/world.ts';

let store: Store;
beforeAll(async () => {
  [store] = (await openStores(null)) as [Store];
});
afterAll(() => store.close());

let made = 0;
async function pairOf() {
  const org = `ver${++made}`;
  return { org, ...(await makePair(store, org)) };
}
const device = (user: string) => new Device(`dev-${++made}`, user, made).open();

/** A server of another version between the device and ours: `speaks` at most, and what it does to bodies. */
async function syncThrough(who: Device, speaks: number, change: (body: Record<string, unknown>) => Record<string, unknown> = (body) => body) {
  const asked: number[] = [];
  const fetch_ = async (url: RequestInfo | URL, init?: RequestInit) => {
    const body = JSON.parse(typeof init?.body === 'string' ? init.body : await new Response(new Response(init?.body).body?.pipeThrough(new DecompressionStream('gzip'))).text());
    asked.push(body.proto);
    if (body.proto > speaks) return new Response('{"code":"invalid"}', { status: 400 });
    const context = await contextOf(store.db, who.user);
    if (!context) throw new Error('no such member');
    const answer = String(url).endsWith('push') ? await push(store, context, body, 1) : await pull(store, context, body);
    return new Response(JSON.stringify(change(answer as unknown as Record<string, unknown>)));
  };
  await cycle({ db: who.db, client: { server: 'http://x', token: 't', fetch: fetch_ as typeof fetch }, now: () => who.now(), ids: who.ids });
  return asked;
}

describe('devices and servers of different versions', () => {
  it('a new device speaks the old protocol with an old server, and remembers it', async () => {
    const { rep, scope } = await pairOf();
    const here = await device(rep);
    await here.write({ op: 'create', collection: 'note', rowId: here.ids.next(), scope, patch: note(rep, 'to an old server') });
    expect(await syncThrough(here, PROTO - 1)).toEqual([PROTO, PROTO - 1, PROTO - 1]);
    expect(await here.db.outbox.count()).toBe(0);
    expect(await syncThrough(here, PROTO - 1)).toEqual([PROTO - 1]);
  });
  it('a server two versions behind is still understood', async () => {
    const { rep, scope } = await pairOf();
    const here = await device(rep);
    // As far back as there is: a device of tomorrow would have one step more to go.
    await here.db.meta.put({ key: 'proto', value: { speaks: PROTO + 1, until: Number.MAX_SAFE_INTEGER } });
    await here.write({ op: 'create', collection: 'note', rowId: here.ids.next(), scope, patch: note(rep, 'x') });
    expect((await syncThrough(here, 1)).at(-1)).toBe(1);
    expect((await here.notes())[0]?.pending).toBe(0);
  });
  it('an old device gets answers it knows: a merge is a conflict that the pull explains, a reset is a scope lost and found', async () => {
    const { org, boss, rep, scope } = await pairOf();
    const [mine, theirs] = [await device(rep), await device(boss)];
    const id = mine.ids.next();
    await mine.write({ op: 'create', collection: 'note', rowId: id, scope, patch: note(rep, 'one two three four') });
    await mine.sync(store);
    await theirs.sync(store);
    await theirs.write({ op: 'patch', collection: 'note', rowId: id, patch: { text: 'ONE two three four', editedBy: boss, editedAt: 1 } });
    await theirs.sync(store);
    await mine.write({ op: 'patch', collection: 'note', rowId: id, patch: { text: 'one two three FOUR', editedBy: rep, editedAt: 1 } });
    const kinds: string[] = [];
    await syncThrough(mine, 1, (body) => {
      for (const answer of (body.answers ?? []) as { result: { kind: string } }[]) kinds.push(answer.result.kind);
      expect(body).not.toHaveProperty('check');
      return body;
    });
    expect(kinds).toEqual(['conflict']);
    expect((await mine.notes())[0]?.fields.text).toBe('ONE two three FOUR');
    await store.db.updateTable('org').set({ epoch: 'another' }).where('id', '=', org).execute();
    await syncThrough(mine, 1);
    expect((await mine.notes())[0]?.fields.text).toBe('ONE two three FOUR');
    expect(Object.values((await getMeta(mine.db, 'cursors')) ?? {}).every((cursor) => cursor.startsWith('another:'))).toBe(true);
  });
  it('fields and collections of tomorrow stay whole on the way through a device of today', async () => {
    const { org, boss, rep, scope } = await pairOf();
    const [mine, theirs] = [await device(rep), await device(boss)];
    const id = mine.ids.next();
    await mine.write({ op: 'create', collection: 'note', rowId: id, scope, patch: { ...note(rep, 'hello'), mood: { of: 'tomorrow' } } });
    await mine.sync(store);
    await theirs.sync(store);
    await theirs.write({ op: 'patch', collection: 'note', rowId: id, patch: { text: 'hello there', editedBy: boss, editedAt: 2 } });
    await theirs.sync(store);
    await store.within(org, async (tx) => {
      await tx
        .insertInto('row')
        .values({
          org_id: org,
          id: `goal-${org}`,
          collection: 'goal',
          scope,
          version: 99,
          rev: 1,
          deleted: 0,
          fields: '{"refKey":"","aim":"more"}',
          schema: 9,
          author: rep,
          parent: null,
          at: 1,
        })
        .execute();
      await tx.updateTable('org').set({ version: 99 }).where('id', '=', org).execute();
    });
    await mine.sync(store);
    expect((await mine.notes())[0]?.fields).toMatchObject({ text: 'hello there', mood: { of: 'tomorrow' } });
    expect((await mine.db.rows.get(`goal-${org}`))?.fields).toEqual({ refKey: '', aim: 'more' });
  });
});

describe('what drifted', () => {
  it('L3: a scope that holds something else than the server is noticed and brought back', async () => {
    const { rep, scope } = await pairOf();
    const here = await device(rep);
    const [kept, lost] = [here.ids.next(), here.ids.next()];
    for (const id of [kept, lost]) await here.write({ op: 'create', collection: 'note', rowId: id, scope, patch: note(rep, id) });
    await here.sync(store);
    const row = await here.db.rows.get(lost);
    if (!row) throw new Error('nothing to lose');
    // A row was lost and a ghost came instead: the count is the same, the sums are those of what is really there.
    const ghost = { ...row, id: 'ghost' };
    await here.db.transaction('rw', here.db.rows, here.db.meta, async () => {
      await here.db.rows.delete(lost);
      await here.db.rows.put(ghost);
    });
    const { addToSum } = await import('../../lib/model/index.ts');
    const sums = (await getMeta(here.db, 'sums')) ?? {};
    const before = sums[scope] ?? { count: 0, hash: 0 };
    await here.db.meta.put({ key: 'sums', value: { ...sums, [scope]: addToSum(addToSum(before, lost, row.version, -1), 'ghost', row.version, 1) } });
    await here.sync(store);
    expect((await here.notes()).map((note_) => note_.id).sort()).toEqual([kept, lost].sort());
  });
});
