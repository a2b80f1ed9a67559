// Migration of a device of 0.1.0: what its stores hold, and that rows, texts and waiting changes
// are still there and valid. keptSeries.test.ts is about the rows that have a key today.

import { describe, expect, it } from 'vitest';
import {
  collectionNames,
  collections,
  isCollection,
  isKeyedId,
  isUuidv7,
  keyedId,
  LOCAL_ORG,
} from '../../lib/model/index.ts';
import * as store from '../../lib/store/index.ts';
import { write } from '../../lib/store/write.ts';
import { counted } from '../helpers/counted.ts';
import { KEPT_COLLECTIONS, keptDevice, ODD_DAYS, withOddDay } from '../helpers/kept.ts';
import { KEPT_DEAL, keptDevices, sizes } from '../helpers/keptDevices.ts';
import { note } from '../helpers/note.ts';

type Line = Record<string, unknown>;

const { load } = keptDevices();

/** Rows and changes of collections that are keyed today, or are not synced any more. */
function isSeries({ collection, fields, patch }: Line): boolean {
  if (typeof collection !== 'string') return false;
  const content = (fields ?? patch) as Line | undefined;
  const wasShown =
    content?.outcome === 'shown' || (collection === 'promptOutcome' && content?.days !== undefined);
  return (
    collection === 'selfView' ||
    wasShown ||
    (isCollection(collection) && collections[collection].key !== null)
  );
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
    // All collections of 0.1.0: a shown prompt was an outcome, and the self-check was synced.
    expect(held).toEqual(new Set(KEPT_COLLECTIONS));
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

/** Fields and keys with their names since version 5. */
function withNewNames({ shadow, half, raised, key, ...line }: Line): Line {
  return {
    ...line,
    ...(shadow === undefined ? {} : { serverCopy: shadow }),
    ...(half === undefined ? {} : { midLife: half }),
    ...(raised === undefined ? {} : { triggered: raised }),
    ...(key === undefined ? {} : { key: key === 'outlook' ? 'winProbability' : key }),
  };
}

describe.each(['rui', 'local'] as const)('today’s store on what 0.1.0 left, of %s', (name) => {
  it('keeps every row, text, conflict and waiting change of what has no key', async () => {
    const { db, device } = await load(name);
    for (const [table, rows] of Object.entries(device.tables)) {
      if (table === 'acknowledged') continue; // contains changes of both
      const before = (rows as Line[]).filter((line) => !isSeries(line)).map(withNewNames);
      const now = ((await db.table(table).toArray()) as Line[]).filter((line) => !isSeries(line));
      // A table is sorted by its keys, and one of them was renamed.
      if (table === 'meta') before.sort((a, b) => (String(a.key) < String(b.key) ? -1 : 1));
      expect(now, table).toEqual(before);
    }
  });

  it('can read every row that waits or is to stay', async () => {
    const { db } = await load(name);
    for (const row of await db.rows.toArray()) {
      if (!isCollection(row.collection) || (row.serverCopy !== null && isSeries({ ...row })))
        continue;
      expect(
        collections[row.collection].schema.safeParse(row.fields).success,
        `${row.collection} ${row.id}`,
      ).toBe(true);
    }
  });

  it('has nothing under an id that its key does not give', async () => {
    const { db } = await load(name);
    const org = (await store.getMeta(db, 'me'))?.org.id ?? LOCAL_ORG;
    for (const row of await db.rows.toArray()) {
      if (row.serverCopy !== null || !isCollection(row.collection)) continue;
      const { key } = collections[row.collection];
      const id =
        key &&
        keyedId(
          org,
          row.scope,
          row.collection,
          key.map((field) => row.fields[field]),
        );
      expect([isKeyedId(row.id), id ?? row.id], row.collection).toEqual([key !== null, row.id]);
      expect(row.pending, row.collection).toBe(
        await db.outbox.where('rowId').equals(row.id).count(),
      );
    }
    for (const { op, collection } of await db.outbox.toArray()) {
      expect(
        isCollection(collection) && (collections[collection].key !== null) === (op === 'put'),
        `${op} ${collection}`,
      ).toBe(true);
    }
  });

  it('finds rows by every index', async () => {
    const { db } = await load(name);
    const all = await db.rows.toArray();
    for (const collection of collectionNames) {
      const on = all.filter((row) => row.collection === collection);
      const found = await db.rows.where('collection').equals(collection).count();
      expect(found, collection).toBe(on.length);
      const here = on.filter((row) => row.refKey === KEPT_DEAL);
      const foundHere = db.rows.where('[collection+refKey]').equals([collection, KEPT_DEAL]);
      expect(await foundHere.count(), collection).toBe(here.length);
    }
    for (const collection of collectionNames) {
      const on = all.filter((row) => row.collection === collection && !row.deleted);
      const read = await store.newestOfAll(db, collection, store.LIMIT);
      const found = read.filter((row) => !row.deleted).map(({ id }) => id);
      expect(found.toSorted(), collection).toEqual(on.map(({ id }) => id).toSorted());
    }
    expect(await store.conflicted(db)).toHaveLength(
      all.filter((row) => row.conflicted === 1).length,
    );
  });

  it('sends new rows under ids that the server takes', async () => {
    const { db } = await load(name);
    const created = await db.outbox.filter(({ op }) => op === 'create').toArray();
    expect(created.length).toBeGreaterThan(3);
    expect(created.filter(({ rowId }) => !isUuidv7(rowId))).toEqual([]);
  });

  it('goes on counting where 0.1.0 stopped', async () => {
    const { db, device } = await load(name);
    const { ids } = counted();
    const { user, madeAt } = device;
    const patch = note(user, 'Written by today’s code');
    await write(
      db,
      [{ op: 'create', collection: 'note', rowId: ids.next(), scope: `u:${user}`, patch }],
      { now: madeAt, ids },
    );
    const outbox = device.tables.outbox as { seq: number; collection: string }[];
    const before = outbox
      .filter(({ collection }) => collection !== 'selfView')
      .map(({ seq }) => seq);
    const after = (await db.outbox.orderBy('seq').toArray()).map(({ seq }) => seq);
    expect(after).toEqual([...before, Math.max(...before) + 1]);
  });
});

it('invalid days are repaired on a device: in rows, server copies and the outbox', async () => {
  const device = keptDevice('rui');
  const odd = (line: Line): Line => {
    const { collection, fields, shadow, patch, mutations } = line;
    return {
      ...line,
      ...(fields ? { fields: withOddDay(collection, fields as Line) } : {}),
      ...(patch ? { patch: withOddDay(collection, patch as Line) } : {}),
      ...(shadow
        ? {
            shadow: {
              ...(shadow as Line),
              fields: withOddDay(collection, (shadow as { fields: Line }).fields),
            },
          }
        : {}),
      ...(mutations ? { mutations: (mutations as Line[]).map(odd) } : {}),
    };
  };
  for (const name of ['rows', 'outbox', 'acknowledged'])
    device.tables[name] = (device.tables[name] as Line[]).map(odd);
  const { db } = await load('rui', device);
  const days: unknown[] = [];
  const look = (collection: string, fields: Line | undefined) => {
    const [field = '', , day] = ODD_DAYS[collection] ?? [];
    if (fields === undefined || !(field in fields)) return;
    expect(fields[field], collection).toBe(day);
    days.push(day);
  };
  for (const { collection, fields, serverCopy } of await db.rows.toArray()) {
    look(collection, fields);
    look(collection, serverCopy?.fields);
  }
  const acknowledged = (await db.acknowledged.toArray()).flatMap(({ mutations }) => mutations);
  for (const { collection, patch } of [...(await db.outbox.toArray()), ...acknowledged])
    look(collection, patch);
  expect(days.length).toBeGreaterThan(10);
  for (const row of await db.rows.toArray())
    if (row.collection in ODD_DAYS && isCollection(row.collection))
      expect(collections[row.collection].schema.safeParse(row.fields).success).toBe(true);
});
