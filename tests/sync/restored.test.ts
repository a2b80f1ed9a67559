import 'fake-indexeddb/auto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { syncRound } from '../../lib/sync/client/index.ts';
import type { Store } from '../../server/store/store.ts';
import { createNote, editNote, textsOf } from '../helpers/deviceNotes.ts';
import { Device, makePair, openStores, snapshotOrg } from '../soak/simulation.ts';

let store: Store;
beforeAll(async () => {
  [store] = (await openStores(null)) as [Store];
});
afterAll(() => store.close());

const BACKED_UP = 'as it was backed up';
let made = 0;

/**
 * A note that both read. Then the boss changes it on a device that is lost later, and the rep reads
 * that too. Then the server is restored from its backup.
 */
async function restoredTo({ waiting }: { waiting: (rep: Device, id: string) => Promise<unknown> }) {
  const org = `restored${++made}`;
  const { boss, rep: user, scope } = await makePair(store, org);
  const [rep, lost, later] = (await Promise.all(
    [user, boss, boss].map((who, at) => new Device(`${org}-${at}`, who, made * 10 + at).open()),
  )) as [Device, Device, Device];
  const sync = async (...devices: Device[]) => {
    for (const device of devices) await device.sync(store);
  };
  const id = await createNote(rep, scope, BACKED_UP);
  await sync(rep, lost, later);
  const restore = await snapshotOrg(store, org);
  await editNote(lost, id, 'what the lost device wrote');
  await sync(lost, rep);
  await waiting(rep, id);
  await restore();
  const writes = (device: Device, text: string, from?: string) => editNote(device, id, text, from);
  const seen = async (device: Device) => ({
    deleted: (await device.db.rows.get(id))?.deleted,
    texts: await textsOf(device, id),
  });
  return { rep, later, sync, writes, seen, id };
}
const changed = (text: string) => (rep: Device, id: string) => editNote(rep, id, text);

describe('a server restored from a backup, whose revision numbers start again', () => {
  it('a change of a lost text conflicts with the text that has its number now', async () => {
    const { rep, later, sync, writes, seen } = await restoredTo({
      waiting: changed('what the lost device wrote, and more'),
    });
    await writes(later, 'written after the backup');
    await sync(later, rep, later);
    expect(await seen(later)).toEqual({
      deleted: false,
      texts: ['written after the backup', 'what the lost device wrote, and more'],
    });
    expect(await seen(rep)).toEqual(await seen(later));
  });

  it('a deletion by a person who has not seen the text of that number is ignored', async () => {
    const { rep, later, sync, writes, seen } = await restoredTo({
      waiting: (rep, id) => rep.write({ op: 'delete', collection: 'note', rowId: id, patch: {} }),
    });
    await writes(later, 'written after the backup');
    await sync(later, rep, later);
    expect(await seen(rep)).toEqual({ deleted: false, texts: ['written after the backup'] });
  });

  it('a change of a text that the server still has is merged, for any number', async () => {
    const { rep, later, sync, writes, seen } = await restoredTo({ waiting: changed(BACKED_UP) });
    await sync(rep);
    expect((await seen(rep)).texts).toEqual([BACKED_UP]);
    await writes(rep, `${BACKED_UP} tonight`);
    await sync(later);
    await writes(later, `Just ${BACKED_UP}`);
    await sync(rep, later, rep);
    expect(await seen(rep)).toEqual({ deleted: false, texts: [`Just ${BACKED_UP} tonight`] });
  });

  it('two changes of one device that wait build on each other, and are no conflict', async () => {
    const { rep, sync, seen } = await restoredTo({
      waiting: async (rep, id) => {
        for (const text of ['first', 'first and second']) await changed(text)(rep, id);
      },
    });
    await sync(rep);
    // The server never had the text that the first change was written on, so it becomes a conflict;
    // the second change replaces the first.
    expect(await seen(rep)).toEqual({ deleted: false, texts: [BACKED_UP, 'first and second'] });
  });

  it('a change written between the new epoch and the new notes sends its base text', async () => {
    const { rep, later, sync, writes, seen } = await restoredTo({ waiting: async () => {} });
    await writes(later, 'written after the backup');
    await sync(later);
    // Another change reveals the restore to the device; the answer to its pull is lost.
    await createNote(rep, `u:${rep.user}`, 'x');
    rep.faults = ['none', 'none', 'lostAnswer', 'lostAnswer', 'lostAnswer'];
    await rep.sync(store);
    await writes(rep, 'what the lost device wrote, and more');
    rep.faults = [];
    await sync(rep, later);
    expect(await seen(later)).toEqual({
      deleted: false,
      texts: ['written after the backup', 'what the lost device wrote, and more'],
    });
  });

  it('an editor that was open during the restore keeps words that only it has', async () => {
    const { rep, sync, writes, seen } = await restoredTo({ waiting: async () => {} });
    await sync(rep);
    expect((await seen(rep)).texts).toEqual([BACKED_UP]);
    await writes(rep, 'what the lost device wrote, and more', 'what the lost device wrote');
    await sync(rep);
    expect((await seen(rep)).texts).toEqual([BACKED_UP, 'what the lost device wrote, and more']);
  });

  it('two servers that take turns behind one address end a round, and lose nothing', async () => {
    const { rep, sync, writes, seen } = await restoredTo({ waiting: changed('waits') });
    let requests = 0;
    const turns = async (_: RequestInfo | URL, init?: RequestInit) => {
      requests += 1;
      if (requests > 20) throw new Error('without end');
      expect(init?.method).toBe('POST');
      return new Response(JSON.stringify({ epoch: `turn-${requests}`, version: 1, answers: [] }));
    };
    const client = { server: 'http://x', token: 't', fetch: turns as typeof fetch };
    await expect(
      syncRound({ db: rep.db, client, now: () => rep.now(), ids: rep.ids }),
    ).rejects.toMatchObject({ retry: true });
    expect(requests).toBeLessThan(5);
    await sync(rep);
    await writes(rep, 'waits no more');
    await sync(rep);
    expect((await seen(rep)).texts).toEqual(['waits no more', 'waits']);
  });
});
