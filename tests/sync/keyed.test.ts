import 'fake-indexeddb/auto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CollectionName, collections, keyedId } from '../../lib/model/index.ts';
import { getMeta } from '../../lib/store/index.ts';
import type { Store } from '../../server/store/store.ts';
import { Device, makePair, openStores } from '../soak/simulation.ts';

let store: Store;
beforeAll(async () => {
  [store] = (await openStores(null)) as [Store];
});
afterAll(() => store.close());

const KEY = 'odoo/t/deal/1';
let made = 0;

/** A manager and a rep, each with a device; their clocks differ by years. */
async function pairOf() {
  const org = `keyed${++made}`;
  const { boss, rep, scope } = await makePair(store, org);
  const device = (user: string, seed: number) => new Device(`${org}-${user}`, user, seed).open(org);
  const [mine, theirs] = await Promise.all([device(rep, 20), device(boss, 1)]);
  const idOf = (
    collection: CollectionName,
    fields: Record<string, unknown>,
    of: string = scope,
  ) => {
    const key: readonly string[] = collections[collection].key ?? [];
    return keyedId(
      org,
      of,
      collection,
      key.map((name) => fields[name]),
    );
  };
  const put = (
    who: Device,
    collection: CollectionName,
    fields: Record<string, unknown>,
    of: string = scope,
  ) =>
    who.write({
      op: 'put',
      collection,
      rowId: idOf(collection, fields, of),
      scope: of,
      patch: fields,
    });
  const sync = async (...devices: Device[]) => {
    for (const one of devices) await one.sync(store);
  };
  const onServer = (id: string) =>
    store.within(org, async (tx) => {
      const row = await tx
        .selectFrom('row')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      return { ...row, fields: JSON.parse(row.fields) as Record<string, unknown> };
    });
  return { org, boss, rep, scope, mine, theirs, idOf, put, sync, onServer };
}

const check = { refKey: KEY, playbook: 'p', item: 'i' };

describe('one key from two devices', () => {
  it('made on both while offline is one row with what each set', async () => {
    const { boss, rep, mine, theirs, idOf, put, sync, onServer } = await pairOf();
    await put(mine, 'checkItem', { ...check, done: true, author: rep, at: mine.now() });
    await put(theirs, 'checkItem', {
      ...check,
      evidence: 'She said so',
      author: boss,
      at: theirs.now(),
    });
    await sync(mine, theirs, mine);
    const id = idOf('checkItem', check);
    for (const who of [mine, theirs]) {
      const rows = await who.db.rows.where('collection').equals('checkItem').toArray();
      expect(rows.map((row) => [row.id, row.pending])).toEqual([[id, 0]]);
      expect(rows[0]?.fields).toEqual((await onServer(id)).fields);
    }
    expect((await onServer(id)).fields).toMatchObject({
      done: true,
      evidence: 'She said so',
      author: rep,
      editedBy: boss,
    });
    expect(await mine.db.refused.count()).toBe(0);
  });

  it('both add to one list and one object, and both keep', async () => {
    const { boss, rep, mine, theirs, idOf, put, sync } = await pairOf();
    await put(mine, 'profile', {
      member: rep,
      strengths: ['planning'],
      gaps: { value: 1 },
      author: rep,
      at: 1,
    });
    await put(theirs, 'profile', {
      member: rep,
      strengths: ['closing'],
      gaps: { closing: 2 },
      author: boss,
      at: 1,
    });
    await sync(mine, theirs, mine);
    const row = await mine.db.rows.get(idOf('profile', { member: rep }));
    expect(row?.fields).toMatchObject({
      strengths: ['planning', 'closing'],
      gaps: { value: 1, closing: 2 },
    });
  });

  it('a clock ten years ahead freezes nothing: what the server took last counts', async () => {
    const { boss, rep, mine, theirs, idOf, put, sync } = await pairOf();
    const fact = { refKey: KEY, field: 'amount' };
    await put(mine, 'typedFact', {
      ...fact,
      value: 'from the future',
      author: rep,
      at: mine.now() + 315_576_000_000,
    });
    await sync(mine, theirs);
    await put(theirs, 'typedFact', {
      ...fact,
      value: 'said afterwards',
      editedBy: boss,
      at: theirs.now() - 315_576_000_000,
    });
    await sync(theirs, mine);
    for (const who of [mine, theirs]) {
      expect((await who.db.rows.get(idOf('typedFact', fact)))?.fields).toMatchObject({
        value: 'said afterwards',
        editedBy: boss,
      });
    }
  });
});

describe('what the server stamps', () => {
  it('is here with the answer: nothing is pulled back, and both hold the same', async () => {
    const { rep, mine, idOf, put, sync, onServer } = await pairOf();
    await sync(mine);
    const fact = { refKey: KEY, field: 'amount' };
    const id = idOf('typedFact', fact);
    const ahead = mine.time.ms + 315_576_000_000;
    await put(mine, 'typedFact', { ...fact, value: '1', author: rep, at: ahead });
    await mine.sync(store, true);
    expect(mine.heard.filter((answer) => answer.includes('"rows":[{'))).toEqual([]);
    const [row, stored] = [await mine.db.rows.get(id), await onServer(id)];
    expect(row).toMatchObject({ version: Number(stored.version), pending: 0 });
    expect(Number(row?.fields.at)).toBeLessThanOrEqual(mine.time.ms);
    expect(row?.fields).toEqual(stored.fields);
    const cursors = Object.values((await getMeta(mine.db, 'cursors')) ?? {});
    expect(new Set(cursors.map((cursor) => cursor.split(':')[1]))).toEqual(
      new Set([String(stored.version)]),
    );
  });
});

describe('a deletion', () => {
  it('removes the fields: a new put starts from defaults on both devices', async () => {
    const { boss, rep, mine, theirs, idOf, put, sync } = await pairOf();
    const id = idOf('checkItem', check);
    await put(mine, 'checkItem', {
      ...check,
      done: true,
      evidence: 'Not true',
      author: rep,
      at: 1,
    });
    await sync(mine, theirs);
    await mine.write({ op: 'delete', collection: 'checkItem', rowId: id, patch: {} });
    await sync(mine, theirs);
    for (const who of [mine, theirs]) expect(await who.db.rows.get(id)).toBeUndefined();
    await put(theirs, 'checkItem', { ...check, done: true, author: boss, at: 1 });
    await sync(theirs, mine);
    for (const who of [mine, theirs]) {
      expect((await who.db.rows.get(id))?.fields).toMatchObject({
        done: true,
        evidence: '',
        author: boss,
      });
    }
  });

  it('and a change that had not seen it: the row is whole again', async () => {
    const { boss, rep, mine, theirs, idOf, put, sync } = await pairOf();
    const moved = { refKey: KEY, playbook: 'p' };
    const id = idOf('dealPlaybook', moved);
    await put(mine, 'dealPlaybook', { ...moved, version: 1, author: rep, at: 1 });
    await sync(mine, theirs);
    await put(theirs, 'dealPlaybook', { ...moved, version: 2, editedBy: boss, at: 2 });
    await mine.write({ op: 'delete', collection: 'dealPlaybook', rowId: id, patch: {} });
    await sync(mine, theirs, mine);
    for (const who of [mine, theirs]) {
      expect((await who.db.rows.get(id))?.fields).toMatchObject({
        playbook: 'p',
        version: 2,
        author: boss,
      });
    }
    expect(await theirs.db.refused.count()).toBe(0);
  });
});

describe('a CRM user that another person linked first', () => {
  it('stays linked to that person, and nothing is shown in “Needs attention”', async () => {
    const { org, boss, rep, mine, theirs, idOf, put, sync } = await pairOf();
    const link = { crm: 'odoo', tenant: 't', crmUserId: '7' };
    const scope = `o:${org}`;
    await put(theirs, 'crmIdentity', { ...link, userId: boss, at: 1 }, scope);
    await put(mine, 'crmIdentity', { ...link, userId: rep, at: 2 }, scope);
    await sync(theirs, mine);
    const row = await mine.db.rows.get(idOf('crmIdentity', link, scope));
    expect([row?.fields.userId, row?.pending]).toEqual([boss, 0]);
    expect([await mine.db.outbox.count(), await mine.db.refused.count()]).toEqual([0, 0]);
  });
});
