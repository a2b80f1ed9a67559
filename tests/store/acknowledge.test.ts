import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { keyedId, LOCAL_ORG, type Mutation } from '../../lib/model/index.ts';
import { getMeta, SidelineDb } from '../../lib/store/index.ts';
import {
  acknowledge,
  applyPull,
  type MutationResult,
  purge,
  putMeta,
  resyncAfterRestore,
  write,
} from '../../lib/store/write.ts';
import { counted } from '../helpers/counted.ts';
import { NOON } from '../helpers/deals.ts';
import { note } from '../helpers/note.ts';

let db: SidelineDb;
const { ids, next } = counted();
const deps = { now: NOON, ids };
const SCOPE = 'p:boss:rep';
const create = (rowId: string) =>
  write(
    db,
    [
      {
        op: 'create',
        collection: 'note',
        rowId,
        scope: SCOPE,
        patch: note('rep', `text of ${rowId}`),
      },
    ],
    deps,
  );
const change = (rowId: string, patch: Record<string, unknown>) =>
  write(db, [{ op: 'patch', collection: 'note', rowId, patch }], deps);
const pulled = (version: number, id: string) =>
  applyPull(db, {
    rows: [
      {
        id,
        collection: 'note',
        scope: SCOPE,
        version,
        rev: version,
        deleted: false,
        fields: note('boss', `text of ${id}`),
        schema: 1,
      },
    ],
    gone: [],
    dropScopes: [],
    cursors: { [SCOPE]: `e:${version}`, 'u:rep': `e:${version}` },
  });
const waiting = () => db.outbox.orderBy('seq').toArray();
const cursors = async () => Object.values((await getMeta(db, 'cursors')) ?? {});
const done = (mutation: Mutation, version: number, rev = 1) => ({
  mutation,
  result: { kind: 'done', version, rev } satisfies MutationResult,
});

// In a large outbox each row is looked up.
describe.each([
  ['a small outbox', 1000],
  ['a large outbox', 0],
])('acknowledging, with %s', (_, smallOutbox) => {
  beforeEach(() => {
    db = new SidelineDb(`acknowledge-${next()}`, { indexedDB, IDBKeyRange, smallOutbox });
  });

  it('a row that the server drops is deleted here too, and no refusal is shown', async () => {
    await create('a');
    const [mutation] = await waiting();
    if (!mutation) throw new Error('nothing waits');
    await acknowledge(db, [{ mutation, result: { kind: 'superseded' } }], NOON);
    expect([await db.rows.count(), await db.outbox.count()]).toEqual([0, 0]);
    expect(await db.refused.count()).toBe(0);
  });

  it('deletes only completed changes, for any order of the results', async () => {
    for (const id of ['a', 'b', 'c', 'd']) await create(id);
    await change('a', { text: 'changed since' });
    const [a, b, c, d] = (await waiting()) as unknown as [Mutation, Mutation, Mutation, Mutation];
    await acknowledge(db, [done(a, 1), done(d, 3), done(c, 2)], NOON);
    expect((await waiting()).map(({ rowId, op }) => `${rowId} ${op}`)).toEqual([
      'b create',
      'a patch',
    ]);
    expect(await db.rows.get('a')).toMatchObject({
      pending: 1,
      version: 1,
      fields: { text: 'changed since' },
    });
    expect(await db.rows.get('b')).toMatchObject({ pending: 1, version: 0 });
    expect(
      (await db.acknowledged.toArray())
        .flatMap(({ mutations }) => mutations.map(({ id }) => id))
        .sort(),
    ).toEqual([a.id, c.id, d.id].sort());
    await acknowledge(db, [done(b, 4)], NOON);
    expect(await db.rows.get('b')).toMatchObject({ pending: 0, version: 4 });
  });

  it('does not pull what it alone did since the last pull', async () => {
    await pulled(7, 'old');
    await create('a');
    await create('b');
    const [a, b] = (await waiting()) as unknown as [Mutation, Mutation];
    await acknowledge(db, [done(a, 8), done(b, 9)], NOON, { epoch: 'e', version: 9 });
    expect(await cursors()).toEqual(['e:9', 'e:9']);
  });

  it.each([
    ['somebody else wrote before it', [9, 10], { epoch: 'e', version: 10 }],
    ['somebody else wrote after it', [8, 9], { epoch: 'e', version: 10 }],
    [
      'the server took a version for something that it does not name',
      [8, 10],
      { epoch: 'e', version: 10 },
    ],
    ['the server is another', [8, 9], { epoch: 'f', version: 9 }],
    ['the server says one version twice', [9, 9], { epoch: 'e', version: 9 }],
  ] as const)('pulls where %s', async (__, [first, second], head) => {
    await pulled(7, 'old');
    await create('a');
    await create('b');
    const [a, b] = (await waiting()) as unknown as [Mutation, Mutation];
    await acknowledge(db, [done(a, first), done(b, second)], NOON, head);
    if (head.version === 9 && first === second) expect(await cursors()).not.toContain('e:10');
    else expect(await cursors()).toEqual(['e:7', 'e:7']);
  });

  it('takes in what the server stamped, under what still waits', async () => {
    await pulled(7, 'old');
    const key = { refKey: 'odoo/t/deal/1', field: 'amount' };
    const rowId = keyedId(LOCAL_ORG, SCOPE, 'typedFact', Object.values(key));
    const put = (patch: Record<string, unknown>) =>
      write(
        db,
        [{ op: 'put', collection: 'typedFact', rowId, scope: SCOPE, patch: { ...key, ...patch } }],
        deps,
      );
    await put({ value: '1', author: 'rep', at: NOON + 9 });
    await put({ value: '2', editedBy: 'rep', at: NOON + 10 });
    const [first, second] = (await waiting()) as unknown as [Mutation, Mutation];
    const result = {
      kind: 'done',
      version: 8,
      rev: 1,
      stamped: { author: 'boss', at: 5 },
    } satisfies MutationResult;
    await acknowledge(db, [{ mutation: first, result }], NOON, { epoch: 'e', version: 8 });
    const row = await db.rows.get(rowId);
    expect(row).toMatchObject({
      pending: 1,
      fields: { value: '2', author: 'boss', at: NOON + 10 },
    });
    expect(row?.serverCopy?.fields).toMatchObject({ value: '1', author: 'boss', at: 5 });
    expect(await cursors()).toEqual(['e:8', 'e:8']);
    await acknowledge(
      db,
      [{ mutation: second, result: { kind: 'done', version: 9, rev: 1 } }],
      NOON,
      {
        epoch: 'e',
        version: 9,
      },
    );
    expect(await cursors()).toEqual(['e:9', 'e:9']);
  });

  it('keeps nothing of a key that was deleted', async () => {
    await pulled(7, 'old');
    const rowId = keyedId(LOCAL_ORG, SCOPE, 'vote', ['s', 'rep']);
    await write(
      db,
      [
        {
          op: 'put',
          collection: 'vote',
          rowId,
          scope: SCOPE,
          patch: { suggestion: 's', author: 'rep', at: NOON },
        },
      ],
      deps,
    );
    await write(db, [{ op: 'delete', collection: 'vote', rowId, patch: {} }], deps);
    expect(await db.rows.get(rowId)).toMatchObject({ deleted: true, pending: 2 });
    const [put, gone] = (await waiting()) as unknown as [Mutation, Mutation];
    await acknowledge(db, [done(put, 8), done(gone, 9)], NOON, { epoch: 'e', version: 9 });
    expect(await db.rows.get(rowId)).toBeUndefined();
    expect(await cursors()).toEqual(['e:9', 'e:9']);
  });

  it('pulls if the server has a conflict that the device does not have', async () => {
    await pulled(7, 'old');
    await change('old', { text: 'mine' });
    const [mutation] = (await waiting()) as unknown as [Mutation];
    await acknowledge(db, [{ mutation, result: { kind: 'superseded' } }], NOON, {
      epoch: 'e',
      version: 8,
    });
    expect(await cursors()).toEqual(['e:7', 'e:7']);
  });

  it('pulls where the change was written on another text than the current one', async () => {
    await pulled(7, 'old');
    await change('old', { text: 'written on seven' });
    await pulled(8, 'old');
    const [mutation] = (await waiting()) as unknown as [Mutation];
    await acknowledge(db, [done(mutation, 9, 9)], NOON, { epoch: 'e', version: 9 });
    expect(await cursors()).toEqual(['e:8', 'e:8']);
  });

  it('shows what was written on a change that became a conflict as it was written', async () => {
    await pulled(3, 'old');
    await change('old', { text: 'one two three four' });
    await change('old', { text: 'one two three five' });
    const [first] = (await waiting()) as unknown as [Mutation];
    await acknowledge(db, [{ mutation: first, result: { kind: 'superseded' } }], NOON);
    expect((await db.rows.get('old'))?.fields.text).toBe('one two three five');
  });

  it('stays at the revision it has seen when the answer counts texts of others', async () => {
    await pulled(3, 'old');
    await change('old', { kind: 'question' });
    const [mutation] = (await waiting()) as unknown as [Mutation];
    await acknowledge(db, [done(mutation, 9, 5)], NOON);
    await change('old', { text: 'written on what was seen' });
    expect((await waiting())[0]).toMatchObject({ base: 3 });
  });

  it('a removed person keeps unsent changes, and nothing else', async () => {
    await pulled(7, 'old');
    await create('a');
    await change('old', { text: 'mine, unsent' });
    await purge(db);
    expect((await db.rows.toArray()).map((row) => row.id)).toEqual(['a']);
    expect((await waiting()).map(({ rowId }) => rowId)).toEqual(['a', 'old']);
  });

  it('a restored server gets last week’s changes again, and notes count them', async () => {
    await putMeta(db, 'epoch', 'e');
    for (const id of ['a', 'b']) await create(id);
    const [a, b] = (await waiting()) as unknown as [Mutation, Mutation];
    await acknowledge(db, [done(a, 1), done(b, 2)], NOON);
    await change('b', { text: 'later' });
    expect(await resyncAfterRestore(db, 'f', 'another-client')).toBe(true);
    expect((await waiting()).map(({ seq, rowId, op }) => `${seq} ${rowId} ${op}`)).toEqual([
      '1 a create',
      '2 b create',
      '3 b patch',
    ]);
    expect([(await db.rows.get('a'))?.pending, (await db.rows.get('b'))?.pending]).toEqual([1, 2]);
  });
});
