import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { keepReading } from '../../lib/commands/keepReading.ts';
import { type DealRecord, known, refKey } from '../../lib/model/index.ts';
import { type Row, SidelineDb, seenVisits } from '../../lib/store/index.ts';
import { snapshotOf } from '../../lib/store/records.ts';
import { acknowledge, applyPull, keepSnapshot, putMeta } from '../../lib/store/write.ts';
import { loadRecord, loadShared } from '../../lib/view/load.ts';
import { orgView } from '../../lib/view/org.ts';
import { viewOf } from '../../lib/view/record.ts';
import { counted } from '../helpers/counted.ts';
import { deal, NOON, now } from '../helpers/deals.ts';
import { meOf } from '../helpers/view.ts';

const MINUTE = 60_000;
const YEAR = 31_557_600_000;
const KEY = refKey(deal().ref);
const { ids, next } = counted();
let db: SidelineDb;
beforeEach(async () => {
  db = new SidelineDb(`visits-${next()}`, { indexedDB, IDBKeyRange });
  await putMeta(db, 'me', meOf('tomas'));
});

/** A visit of a colleague arrives; `at` is in the server’s clock. */
const arrives = (stage: string, at: number, version: number) =>
  applyPull(db, {
    rows: [
      {
        id: `colleague-${version}`,
        collection: 'dealSnapshot',
        scope: 'u:tomas',
        version,
        rev: 1,
        deleted: false,
        schema: 1,
        fields: snapshotOf(deal({ stage }), at) as Record<string, unknown>,
      },
    ],
    gone: [],
    dropScopes: [],
    cursors: { 'u:tomas': `e:${version}` },
  });
/** The server stores the waiting visits under its own times. */
async function arrive(at: number, version: number): Promise<void> {
  const waiting = await db.outbox.toArray();
  const answers = waiting.map((mutation, index) => ({
    mutation,
    result: { kind: 'done', version: version + index, rev: 1, stamped: { at } } as const,
  }));
  await acknowledge(db, answers, at);
}
const reading = (stage: string, clock: number): DealRecord => {
  const record = deal({ stage });
  return { ...record, reading: { ...record.reading, at: clock } };
};
const read = (stage: string, clock: number) =>
  keepReading(db, reading(stage, clock), {
    href: null,
    now: clock,
    ids,
    report: (error) => {
      throw error;
    },
  });
/** The stage that the panel shows. */
async function shown(): Promise<string | undefined> {
  const { viewer, links, org } = await loadShared(db);
  const shared = { viewer, links, org: orgView(org, [], false) };
  const view = viewOf(await loadRecord(db, deal().ref), shared, now, () => null);
  return known(view.facts?.fields.stage ?? { state: 'unseen', why: 'notVisible' });
}
const visits = (): Promise<Row[]> => db.rows.where('collection').equals('dealSnapshot').toArray();

describe.each([
  ['25 minutes behind', -25 * MINUTE],
  ['25 minutes ahead', 25 * MINUTE],
  ['ten years behind', -10 * YEAR],
  ['ten years ahead', 10 * YEAR],
])('on a device whose clock is %s', (_, off) => {
  it('the own reading is shown, and stored once', async () => {
    await arrives('Proposal', NOON - 5 * MINUTE, 1);
    for (let second = 0; second < 10; second++) {
      await read('Negotiation', NOON + off + second * 1000);
      expect(await shown()).toBe('Negotiation');
      if (second === 4) await arrive(NOON, 2);
    }
    expect(await visits()).toHaveLength(2);
    expect(await shown()).toBe('Negotiation');
  });
  it('what a colleague saw after the own reading is shown', async () => {
    await arrives('Proposal', NOON - 5 * MINUTE, 1);
    await read('Negotiation', NOON + off);
    await arrive(NOON, 2);
    await arrives('Won', NOON + MINUTE, 3);
    expect(await shown()).toBe('Won');
    await read('Prospecting', NOON + off + 2 * MINUTE);
    expect(await shown()).toBe('Prospecting');
  });
  it('what a colleague saw before and sent later is not shown', async () => {
    await read('Negotiation', NOON + off);
    await arrive(NOON, 1);
    await arrives('Proposal', NOON - MINUTE, 2);
    expect(await shown()).toBe('Negotiation');
  });
});

it('a clock that was set back stores no visit twice, also without a server', async () => {
  const local = () =>
    db.rows
      .toCollection()
      .filter((row) => row.pending > 0)
      .count();
  const keep = (stage: string, clock: number) =>
    keepSnapshot(db, deal({ stage }), 'u:tomas', { now: clock, ids });
  expect(await keep('Proposal', NOON + YEAR)).toBe(true);
  expect(await keep('Negotiation', NOON)).toBe(true);
  for (let minute = 1; minute < 5; minute++)
    expect(await keep('Negotiation', NOON + minute * MINUTE)).toBe(false);
  expect(await local()).toBe(2);
});

it('an own visit that is not sent yet is later than those of the server', async () => {
  await arrives('Proposal', NOON, 1);
  await read('Negotiation', NOON - YEAR);
  const own = (await visits()).find((row) => row.pending > 0);
  expect(await seenVisits(db, KEY)).toEqual({ version: 1, current: own?.id });
  await db.records.clear();
  expect(await shown(), 'also where the reading is not stored any more').toBe('Negotiation');
});
