import 'fake-indexeddb/auto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runRetention } from '../../server/ops/retention.ts';
import type { Store } from '../../server/store/store.ts';
import { note } from '../helpers/note.ts';
import { Device, makePair, openStores } from '../soak/simulation.ts';

const DAY = 86_400_000;
let store: Store;
beforeAll(async () => {
  [store] = (await openStores(null)) as [Store];
});
afterAll(() => store.close());

/** The answer to a whole push was lost, and the device slept for 45 days. */
describe.each([
  [
    'the results of a device that is away are kept',
    async () => {
      for (let day = 1; day <= 45; day++) await runRetention(store, day * DAY, {});
    },
  ],
  [
    'a server that was restored from an old backup has no results',
    async (org: string) =>
      void (await store.within(org, (tx) =>
        tx.deleteFrom('mutation_result').where('org_id', '=', org).execute(),
      )),
  ],
])('where %s', (name, sleep) => {
  it('nothing is refused, nothing is done twice, and both devices show the same', async () => {
    const org = `lost${name.length}`;
    const { boss, rep: user, scope } = await makePair(store, org);
    const rep = await new Device(`${org}-rep`, user, 6).open();
    const other = await new Device(`${org}-boss`, boss, 13).open();
    const [id, gone] = [rep.ids.next(), rep.ids.next()];
    await rep.write({
      op: 'create',
      collection: 'note',
      rowId: id,
      scope,
      patch: note(user, 'first words'),
    });
    await rep.write({
      op: 'patch',
      collection: 'note',
      rowId: id,
      patch: { text: 'first words and more', editedBy: user, editedAt: 1 },
    });
    await rep.write({
      op: 'create',
      collection: 'note',
      rowId: gone,
      scope,
      patch: note(user, 'to be deleted'),
    });
    await rep.write({ op: 'delete', collection: 'note', rowId: gone, patch: {} });
    rep.faults = ['lostAnswer'];
    await rep.sync(store);
    expect(await rep.db.outbox.count()).toBe(4);
    await other.sync(store);
    await other.write({
      op: 'patch',
      collection: 'note',
      rowId: id,
      patch: { text: 'words of the boss', editedBy: boss, editedAt: 2 },
    });
    await other.sync(store);
    await sleep(org);
    await rep.sync(store);
    expect([await rep.db.outbox.count(), await rep.db.refused.count()]).toEqual([0, 0]);
    await other.sync(store);
    const texts = async (device: Device) =>
      (await device.notes())
        .filter(({ deleted }) => !deleted)
        .map(({ fields }) => [fields.text, fields.conflicts]);
    expect(await texts(rep)).toEqual([['words of the boss', []]]);
    expect(await texts(other)).toEqual(await texts(rep));
  });
});
