import { expect, it, vi } from 'vitest';
import { recordView, sharedContext } from '../../entrypoints/background/view.ts';
import { createRollups, type RollupDeps } from '../../lib/commands/rollups.ts';
import { refKey } from '../../lib/model/index.ts';
import { getMeta, SidelineDb } from '../../lib/store/index.ts';
import { keepRecord, putMeta } from '../../lib/store/write.ts';
import { deal, NOON } from '../helpers/deals.ts';
import { held } from '../helpers/tabs.ts';

let made = 0;
async function rollups(deps: Partial<RollupDeps> = {}) {
  const db = new SidelineDb(`rollups-${made++}`);
  const record = deal({});
  await keepRecord(db, record, NOON);
  const view = vi.fn<RollupDeps['recordView']>((of, ref, shared) =>
    recordView(of, ref, { shared }),
  );
  const computed = createRollups({
    shared: sharedContext,
    recordView: view,
    now: () => NOON,
    deviceZone: () => 'Europe/London',
    ...deps,
  });
  return { db, key: refKey(record.ref), view, ...computed };
}

it('summarises a deal that was read, once', async () => {
  const { db, key, view, rollUp } = await rollups();
  await rollUp(db);
  await rollUp(db);
  expect(await db.summaries.toCollection().primaryKeys()).toEqual([key]);
  expect(view).toHaveBeenCalledTimes(1);
});

it('summarises every deal again after what all depend on has changed', async () => {
  const { db, view, rollUp } = await rollups();
  await rollUp(db);
  await putMeta(db, 'rules', 1);
  await rollUp(db);
  expect(view).toHaveBeenCalledTimes(2);
  expect(await getMeta(db, 'rolledUp')).toBe(1);
  await rollUp(db);
  expect(view).toHaveBeenCalledTimes(2);
});

it('never stores an older summary of a deal last', async () => {
  const first = held<void>();
  const order: string[] = [];
  const { db, key, summarise } = await rollups({
    async recordView(of, ref, shared) {
      order.push('begins');
      if (order.length === 1) await first.promise;
      const view = await recordView(of, ref, { shared });
      order.push('ends');
      return view;
    },
  });
  const both = [summarise(db, key), summarise(db, key)];
  await vi.waitFor(() => expect(order).toEqual(['begins']));
  first.keep(undefined);
  await Promise.all(both);
  expect(order).toEqual(['begins', 'ends', 'begins', 'ends']);
});
