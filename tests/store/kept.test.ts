import { afterEach, describe, expect, it } from 'vitest';
import { collectionNames, collections, isCollection } from '../../lib/model/index.ts';
import type { SidelineDb } from '../../lib/store/index.ts';
import * as store from '../../lib/store/index.ts';
import type { MetaKey } from '../../lib/store/meta.ts';
import { write } from '../../lib/store/write.ts';
import { counted } from '../helpers/counted.ts';
import { type KeptName, keptDevice, loadKeptDevice } from '../helpers/kept.ts';

type Line = Record<string, unknown>;

const KEY = 'odoo/crm.harbour.example/deal/41';

const open: SidelineDb[] = [];
afterEach(() => {
  for (const db of open.splice(0)) db.close();
});

async function load(name: KeptName) {
  const loaded = await loadKeptDevice(name);
  open.push(loaded.db);
  return loaded;
}

function sizes(lists: Record<string, unknown[]>): Record<string, number> {
  return Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, list.length]));
}

describe('what 0.1.0 left on a device', () => {
  it('holds something in every store, and one kind of everything that waits', () => {
    expect(sizes(keptDevice('rui').tables)).toEqual({
      acknowledged: 4,
      drafts: 4,
      meta: 16,
      outbox: 20,
      records: 3,
      refused: 2,
      rows: 97,
      summaries: 5,
      views: 3,
    });
    expect(sizes(keptDevice('local').tables)).toEqual({
      acknowledged: 0,
      drafts: 1,
      meta: 4,
      outbox: 21,
      records: 1,
      refused: 0,
      rows: 20,
      summaries: 1,
      views: 1,
    });
    const { rows = [], outbox = [] } = keptDevice('rui').tables as Record<string, Line[]>;
    const held = new Set(rows.map((row) => row.collection));
    expect(held).toEqual(new Set(collectionNames));
    for (const part of ['after', 'seen', 'baseText', 'lists', 'scope']) {
      expect(
        outbox.some((change) => part in change),
        part,
      ).toBe(true);
    }
    const ops = new Set(outbox.map((change) => change.op));
    expect(ops).toEqual(new Set(['create', 'delete', 'patch']));
  });
});

describe.each(['rui', 'local'] as const)('today’s store on what 0.1.0 left, of %s', (name) => {
  it('keeps every row, text, conflict and waiting change', async () => {
    const { db, device } = await load(name);
    for (const [table, rows] of Object.entries(device.tables)) {
      expect(await db.table(table).toArray(), table).toEqual(rows);
    }
  });

  it('can read every row', async () => {
    const { db } = await load(name);
    for (const row of await db.rows.toArray()) {
      const schema = isCollection(row.collection) ? collections[row.collection].schema : null;
      expect(schema?.safeParse(row.fields).success, `${row.collection} ${row.id}`).toBe(true);
    }
  });

  it('finds rows by every index', async () => {
    const { db, device } = await load(name);
    const all = device.tables.rows as { collection: string; refKey: string; conflicted?: 1 }[];
    for (const collection of collectionNames) {
      const on = all.filter((row) => row.collection === collection);
      const found = await db.rows.where('collection').equals(collection).count();
      expect(found, collection).toBe(on.length);
      const here = on.filter((row) => row.refKey === KEY);
      const foundHere = db.rows.where('[collection+refKey]').equals([collection, KEY]);
      expect(await foundHere.count(), collection).toBe(here.length);
    }
    expect(await store.conflicted(db)).toHaveLength(all.filter((row) => row.conflicted === 1).length);
  });

  it('goes on counting where 0.1.0 stopped', async () => {
    const { db, device } = await load(name);
    const { ids } = counted();
    const { user, madeAt } = device;
    const patch = { refKey: '', approval: 1, rejection: 1, control: 1, author: user, at: madeAt };
    const row = { collection: 'selfView', rowId: ids.next(), scope: `u:${user}` } as const;
    await write(db, [{ op: 'create', ...row, patch }], { now: madeAt, ids });
    const before = (device.tables.outbox as { seq: number }[]).map(({ seq }) => seq);
    const after = (await db.outbox.orderBy('seq').toArray()).map(({ seq }) => seq);
    expect(after).toEqual([...before, Math.max(...before) + 1]);
  });
});

describe('pages on what 0.1.0 left', () => {
  it('show a rep’s deal, drafts and what is to be settled', async () => {
    const { db } = await load('rui');
    const { readsSince, ...rows } = await store.recordRows(db, KEY);
    expect(readsSince).toBeNull();
    expect(sizes(rows)).toEqual({
      notes: 17,
      replies: 6,
      outcomes: 10,
      facts: 8,
      snapshots: 2,
      reads: 4,
      commitments: 4,
      checks: 5,
      moved: 2,
    });
    expect((await store.conflicted(db)).map(({ text }) => text)).toEqual(['Delivery before Christmas.']);
    const refused = (await store.refusedChanges(db)).map(({ mutation }) => mutation.patch);
    expect(refused.map((patch) => patch.text ?? patch.state).sort()).toEqual(['An answer that came too late.', 'open']);
    const drafts = (await store.draftsOf(db, KEY)).map(({ text }) => text);
    expect(drafts).toEqual(['I think', 'Marta wants both.', 'Half a thought about']);
    expect(await store.waiting(db)).toBe(18);
    expect(await store.cachedRecord(db, KEY)).not.toBeNull();
    expect(await store.summariesOf(db, null)).toHaveLength(5);
    expect((await store.tabView(db, 12))?.failure).toBe('signedOut');
    expect((await store.getMeta(db, 'me'))?.manager?.name).toBe('Mona Reyes');
    // Each is parsed when it is read: what does not pass is as good as gone.
    for (const key of (await db.meta.toCollection().primaryKeys()) as MetaKey[]) {
      expect(await store.getMeta(db, key), key).toBeDefined();
    }
  });

  it('show the deals of somebody who never signed in', async () => {
    const { db } = await load('local');
    expect([...(await store.cachedDeals(db)).keys()]).toContain(KEY);
    const { notes } = await store.recordRows(db, 'pipedrive//deal/5');
    expect(notes.map(({ fields }) => fields.text)).toEqual(['Another window changed it.']);
    const beside = notes[0]?.fields.conflicts.map(({ text }) => text);
    expect(beside).toEqual(['This window changed it too.']);
  });
});
