import { expect, it, vi } from 'vitest';
import { recordView, sharedContext } from '../../entrypoints/background/view.ts';
import { createRollups, type RollupDeps } from '../../lib/commands/rollups.ts';
import { refKey } from '../../lib/model/index.ts';
import { markStale } from '../../lib/store/derived.ts';
import { getMeta, SidelineDb } from '../../lib/store/index.ts';
import { keepRecord, keepSummary, putMeta } from '../../lib/store/write.ts';
import { deal, NOON } from '../helpers/deals.ts';
import { numbered, row } from '../helpers/rows.ts';
import { held } from '../helpers/tabs.ts';
import { watchedDatabase } from '../helpers/watchedDatabase.ts';

let made = 0;
async function rollups(
  deps: Partial<RollupDeps> = {},
  db: SidelineDb = new SidelineDb(`rollups-${made++}`),
) {
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

const shownOn = (n: number) => ({
  ...{ refKey: 'k', fingerprint: `f${n}`, signal: `s${n % 7}`, kind: 'process', days: 1 },
  ...{ last: NOON - n * 1000, before: null, author: 'local', editedBy: null, at: NOON - n },
});
const outcomeOn = (n: number) => ({
  ...{ refKey: 'k', signal: `s${n % 7}`, fingerprint: 'f', outcome: 'answered', reason: null },
  ...{ author: 'local', at: NOON - n },
});

it('reads of many rows only those that were written since the last time', async () => {
  const { db, reads } = watchedDatabase();
  const { rollUp } = await rollups({}, db);
  const many = Array.from({ length: 700 }, (_, n) => n);
  await db.rows.bulkPut([
    ...many.map((n) => row('promptShown', numbered('s', n), 'u:local', shownOn(n))),
    ...many.map((n) => row('promptOutcome', numbered('o', n), 'u:local', outcomeOn(n))),
  ]);
  await rollUp(db);
  expect(reads.count).toBeGreaterThan(1400);
  await db.rows.put(row('promptShown', 'new', 'u:local', { ...shownOn(-1), signal: 'new' }));
  reads.count = 0;
  await rollUp(db);
  // The new row for each of the three collections, and what all roll-ups read.
  expect(reads.count).toBeLessThan(30);
  expect((await getMeta(db, 'attention'))?.shown).toMatchObject({ new: [NOON + 1000] });
});

it('is what a worker that has just started computes, whatever happened', async () => {
  const { db } = watchedDatabase();
  const { rollUp } = await rollups({}, db);
  const changes: (() => PromiseLike<unknown>)[] = [
    () => db.rows.put(row('promptOutcome', 'o1', 'u:local', outcomeOn(1))),
    () => db.rows.put(row('promptShown', 's1', 'u:local', shownOn(1))),
    () => db.rows.put(row('promptShown', 's2', 'u:local', shownOn(2))),
    () => db.rows.put(row('promptShown', 's1', 'u:local', { ...shownOn(1), last: NOON - 1 })),
    () => db.rows.put(row('promptShown', 's3', 'u:local', { ...shownOn(3), author: 'other' })),
    () => db.rows.delete('s2'),
    () => db.rows.update('o1', { deleted: true }),
  ];
  for (const change of changes) {
    await change();
    await rollUp(db);
    const remembered = await getMeta(db, 'attention');
    await (await rollups({}, db)).rollUp(db);
    expect(await getMeta(db, 'attention')).toEqual(remembered);
  }
});

it('summarises a deal again whose summary was dropped for a change in another deal', async () => {
  let between: () => PromiseLike<unknown> = async () => {};
  const { db, key, summarise, rollUp } = await rollups({
    async recordView(of, ref, shared) {
      const read = await recordView(of, ref, { shared });
      await between();
      return read;
    },
  });
  await rollUp(db);
  const [summary] = await db.summaries.toArray();
  if (!summary) throw new Error('no summary');
  await keepSummary(db, { ...summary, key: 'k' }, 0);
  await keepRecord(db, deal({ name: 'Orrin Biotech II' }), NOON + 1);
  between = () => markStale(db, [row('note', 'n1', 'u:local', { refKey: 'k' })]);
  await summarise(db, key);
  expect((await db.summaries.get(key))?.name).not.toBe('Orrin Biotech II');
  between = async () => {};
  await rollUp(db);
  expect((await db.summaries.get(key))?.name).toBe('Orrin Biotech II');
});
