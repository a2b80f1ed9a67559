import 'fake-indexeddb/auto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshSync, getMeta, type SyncState } from '../../lib/store/index.ts';
import { ServerError, syncRound } from '../../lib/sync/client/index.ts';
import { afterFailure, waitOf } from '../../lib/sync/client/schedule.ts';
import { PROTO } from '../../lib/sync/protocol.ts';
import type { Store } from '../../server/store/store.ts';
import { createNote, editNote } from '../helpers/deviceNotes.ts';
import { note } from '../helpers/note.ts';
import { Device, makePair, openStores } from '../soak/simulation.ts';

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

/**
 * A server with another protocol version. `says`: the version in its answer, which older servers do
 * not send.
 */
const speaking = (says: Record<string, unknown>) =>
  (async () =>
    new Response(JSON.stringify({ code: 'proto', ...says }), { status: 400 })) as typeof fetch;

async function problemWith(
  who: Device,
  answer: typeof fetch,
): Promise<{ code: string; state: SyncState }> {
  const client = { server: 'http://x', token: 't', fetch: answer };
  const failed = await syncRound({ db: who.db, client, now: () => who.now(), ids: who.ids }).catch(
    (error: unknown) => error,
  );
  if (!(failed instanceof ServerError)) throw new Error(`no refusal: ${failed}`);
  return { code: failed.code, state: afterFailure(freshSync, failed, 1000, 0) };
}

describe('devices and servers of different versions', () => {
  it.each([
    ['a server of the next version', { speaks: PROTO + 1 }, 'older'],
    ['a server of the version before', { speaks: PROTO - 1 }, 'newer'],
    ['a server that does not say what it speaks', {}, 'newer'],
  ] as const)(
    '%s gets a message which side has to be updated, and waiting changes stay',
    async (_, says, problem) => {
      const { rep, scope } = await pairOf();
      const here = await device(rep);
      await createNote(here, scope, 'not lost');
      const { code, state } = await problemWith(here, speaking(says));
      expect([code, state.problem]).toEqual([problem, problem]);
      // Not before the next alarm, however many changes are written meanwhile.
      expect(waitOf(state, 1000)).toBe(300_000);
      expect(await here.db.outbox.count()).toBe(1);
      await here.sync(store);
      expect(await here.db.outbox.count()).toBe(0);
      expect((await here.notes())[0]?.fields.text).toBe('not lost');
    },
  );
  it('a device keeps fields and collections of newer versions unchanged', async () => {
    const { org, boss, rep, scope } = await pairOf();
    const [mine, theirs] = [await device(rep), await device(boss)];
    const id = mine.ids.next();
    await mine.write({
      op: 'create',
      collection: 'note',
      rowId: id,
      scope,
      patch: { ...note(rep, 'hello'), mood: { of: 'tomorrow' } },
    });
    await mine.sync(store);
    await theirs.sync(store);
    await editNote(theirs, id, 'hello there');
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
    expect((await mine.notes())[0]?.fields).toMatchObject({
      text: 'hello there',
      mood: { of: 'tomorrow' },
    });
    expect((await mine.db.rows.get(`goal-${org}`))?.fields).toEqual({ refKey: '', aim: 'more' });
  });
});

describe('what drifted', () => {
  it('L3: a scope that differs from the server’s is found and pulled again', async () => {
    const { rep, scope } = await pairOf();
    const here = await device(rep);
    const kept = await createNote(here, scope, 'kept');
    const lost = await createNote(here, scope, 'lost');
    await here.sync(store);
    const row = await here.db.rows.get(lost);
    if (!row) throw new Error('nothing to lose');
    // A row was lost and a wrong one added: the count is the same, the sums are the real ones.
    const ghost = { ...row, id: 'ghost' };
    await here.db.transaction('rw', here.db.rows, here.db.meta, async () => {
      await here.db.rows.delete(lost);
      await here.db.rows.put(ghost);
    });
    const { addToSum } = await import('../../lib/model/index.ts');
    const sums = (await getMeta(here.db, 'sums')) ?? {};
    const before = sums[scope] ?? { count: 0, hash: 0 };
    await here.db.meta.put({
      key: 'sums',
      value: {
        ...sums,
        [scope]: addToSum(addToSum(before, lost, row.version, -1), 'ghost', row.version, 1),
      },
    });
    await here.sync(store);
    expect((await here.notes()).map((note_) => note_.id).sort()).toEqual([kept, lost].sort());
  });
});
