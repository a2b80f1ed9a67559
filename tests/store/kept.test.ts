import { afterEach, describe, expect, it } from 'vitest';
import {
  collectionNames,
  collections,
  isCollection,
  isKeyedId,
  keyedId,
  LOCAL_ORG,
} from '../../lib/model/index.ts';
import type { SidelineDb } from '../../lib/store/index.ts';
import * as store from '../../lib/store/index.ts';
import type { MetaKey } from '../../lib/store/meta.ts';
import { applyPull, write } from '../../lib/store/write.ts';
import { loadOrg } from '../../lib/view/load.ts';
import { profileOf, settingsOf } from '../../lib/view/org.ts';
import { checksOf, typedOf } from '../../lib/view/record.ts';
import { counted } from '../helpers/counted.ts';
import {
  KEPT_COLLECTIONS,
  type KeptName,
  keptDevice,
  loadKeptDevice,
  ODD_DAYS,
  withOddDay,
} from '../helpers/kept.ts';
import { note } from '../helpers/note.ts';

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
      const here = on.filter((row) => row.refKey === KEY);
      const foundHere = db.rows.where('[collection+refKey]').equals([collection, KEY]);
      expect(await foundHere.count(), collection).toBe(here.length);
    }
    expect(await store.conflicted(db)).toHaveLength(
      all.filter((row) => row.conflicted === 1).length,
    );
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
  const { db } = await loadKeptDevice('rui', device);
  open.push(db);
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

describe('pages on what 0.1.0 left', () => {
  it('show a rep’s deal, drafts and what is to be resolved', async () => {
    const { db } = await load('rui');
    const { readsSince, ...rows } = await store.recordRows(db, KEY);
    expect(readsSince).toBeNull();
    expect(sizes(rows)).toEqual({
      notes: 17,
      replies: 6,
      outcomes: 8,
      shown: 1,
      facts: 8,
      snapshots: 2,
      reads: 4,
      commitments: 4,
      checks: 5,
      moved: 2,
    });
    expect((await store.conflicted(db)).map(({ text }) => text)).toEqual([
      'Delivery before Christmas.',
    ]);
    const refused = (await store.rejectedChanges(db)).map(({ mutation }) => mutation.patch);
    expect(refused.map((patch) => patch.text ?? patch.state).sort()).toEqual([
      'An answer that came too late.',
      'open',
    ]);
    const drafts = (await store.draftsOf(db, KEY)).map(({ text }) => text);
    expect(drafts).toEqual(['I think', 'Marta wants both.', 'Half a thought about']);
    expect(await store.waiting(db)).toBe(17);
    expect(await store.cachedRecord(db, KEY)).not.toBeNull();
    expect(await store.summariesOf(db, null)).toHaveLength(5);
    expect((await store.tabView(db, 12))?.failure).toBe('signedOut');
    expect((await store.getMeta(db, 'me'))?.manager?.name).toBe('Mona Reyes');
    // Each is parsed when it is read: an invalid one counts as lost.
    for (const key of (await db.meta.toCollection().primaryKeys()) as MetaKey[]) {
      expect(await store.getMeta(db, key), key).toBeDefined();
    }
  });

  it('show the deals of a person who never signed in', async () => {
    const { db } = await load('local');
    expect([...(await store.cachedDeals(db)).keys()]).toContain(KEY);
    const { notes } = await store.recordRows(db, 'pipedrive//deal/5');
    expect(notes.map(({ fields }) => fields.text)).toEqual(['Another window changed it.']);
    const beside = notes[0]?.fields.conflicts.map(({ text }) => text);
    expect(beside).toEqual(['This window changed it too.']);
  });
});

describe('series of 0.1.0 on a device', () => {
  const RUI = '01a05c00-03e0-7d3b-9d3d-919d73d342a9';
  const MONA = '01a05bfd-44c0-7ce3-88d6-d20c5e8299ce';
  const ORG = '01a05bfc-5a60-7896-a8d3-499958b1253b';
  const PAIR = `p:${MONA}:${RUI}`;

  it('that wait are put under their key, with what was changed', async () => {
    const { db } = await load('rui');
    const waits = await db.outbox.filter(({ op }) => op === 'put').toArray();
    expect(waits.map(({ seq, collection, scope }) => [seq, collection, scope])).toEqual([
      [71, 'profile', PAIR],
      [73, 'typedFact', PAIR],
      [74, 'checkItem', PAIR],
      [76, 'promptShown', `u:${RUI}`],
      [78, 'vote', `o:${ORG}`],
    ]);
    expect(waits[0]).toMatchObject({
      patch: { member: RUI },
      lists: { strengths: { add: ['resilience'], remove: [] } },
    });
    expect(waits[3]?.patch).toMatchObject({
      signal: 'roleMissing',
      fingerprint: 'roleMissing:1',
      days: 4,
    });
    expect(waits[4]?.patch).not.toHaveProperty('outcome');
  });

  it('are current as before, own unsent ones first, else by the server’s order', async () => {
    const { db } = await load('rui');
    const { rows } = await loadOrg(db);
    // Ada's clock ran ahead: her row is the newest by time, but not by the server's order.
    expect(settingsOf(rows)?.limits).toEqual({ noActivity: 14 });
    expect(profileOf(rows, RUI)?.strengths).toEqual(['planning', 'resilience']);
    const facts = typedOf((await store.recordRows(db, KEY)).facts);
    expect(facts.find(({ field }) => field === 'closeDate')?.value).toBe('2026-12-15');
    const checks = checksOf((await store.recordRows(db, KEY)).checks);
    expect(checks.find(({ item }) => item === 'buyer-signs')?.evidence).toBe(
      'She asked her brother',
    );
  });

  it('that the server has stay unchanged until its migrated rows arrive', async () => {
    const { db, device } = await load('rui');
    const before = (device.tables.rows as store.Row[]).filter(
      (row) => row.serverCopy?.deleted === false,
    );
    for (const { id, serverCopy } of before)
      expect((await db.rows.get(id))?.serverCopy, id).toEqual(serverCopy);
    expect(await store.getMeta(db, 'sums')).toEqual(
      (device.tables.meta as { key: string; value: unknown }[]).find(({ key }) => key === 'sums')
        ?.value,
    );
  });

  it('go when the server empties them, and leave one row a key', async () => {
    const { db } = await load('rui');
    const old = await db.rows.where('collection').equals('coachingSettings').toArray();
    const cursors = (await store.getMeta(db, 'cursors')) ?? {};
    const id = keyedId(ORG, `o:${ORG}`, 'coachingSettings', []);
    const fields = { ...old[0]?.fields, editedBy: null };
    const gone = old.map((row, index) => ({
      ...row,
      version: 200 + index,
      deleted: true,
      fields: {},
      schema: 1,
    }));
    const made = {
      id,
      collection: 'coachingSettings',
      scope: `o:${ORG}`,
      version: 210,
      rev: 1,
      deleted: false,
      fields,
      schema: 1,
    };
    await applyPull(db, { rows: [...gone, made], gone: [], dropScopes: [], cursors });
    expect(
      (await db.rows.where('collection').equals('coachingSettings').toArray()).map((row) => row.id),
    ).toEqual([id]);
  });

  it('of the self-check become one row of the device that is never sent', async () => {
    const { db } = await load('rui');
    expect(await db.selfViews.toArray()).toEqual([
      { user: RUI, approval: 2, rejection: 2, control: 2 },
    ]);
    expect(await db.outbox.filter(({ collection }) => collection === 'selfView').count()).toBe(0);
    const acknowledged = (await db.acknowledged.toArray()).flatMap(({ mutations }) => mutations);
    expect(acknowledged.filter(({ collection }) => collection === 'selfView')).toEqual([]);
    expect(
      acknowledged.filter(({ collection, op }) => collection === 'typedFact' && op !== 'put'),
    ).toEqual([]);
  });

  it('written signed out are the newest of each key', async () => {
    const { db } = await load('local');
    const rows = await db.rows.toArray();
    const one = (collection: string) =>
      rows.filter((row) => row.collection === collection).map(({ fields }) => fields);
    expect(one('typedFact').map(({ value }) => value)).toEqual(['Marta Leal']);
    expect(one('checkItem').map(({ done }) => done)).toEqual([false]);
    expect(one('coachingSettings').map(({ off }) => off)).toEqual([['noMeeting']]);
    expect(one('promptShown')).toMatchObject([{ fingerprint: 'noMeeting:1', days: 1 }]);
    expect(one('selfView')).toEqual([]);
    expect(await db.selfViews.toArray()).toEqual([
      { user: 'local', approval: 1, rejection: 2, control: 3 },
    ]);
  });
});
