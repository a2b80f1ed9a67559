// Store of a device: what one write or one pull does to rows, outbox, drafts and cursors (C1, C2,
// L2, P4). Snapshots of deals are in snapshots.test.ts.

import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  getMeta,
  LOCAL_STORE,
  recordRows,
  rowsOn,
  SidelineDb,
  waiting,
} from '../../lib/store/index.ts';
import { acknowledge, applyPull, keepDraft, WriteError, write } from '../../lib/store/write.ts';
import { counted } from '../helpers/counted.ts';
import { NOON } from '../helpers/deals.ts';
import { note } from '../helpers/server.ts';

let db: SidelineDb;
const { ids, next } = counted();
const deps = { now: NOON, ids };
beforeEach(() => {
  db = new SidelineDb(`test-${next()}`, { indexedDB, IDBKeyRange });
});
const create = (rowId: string, text: string, more = {}) =>
  write(
    db,
    [
      {
        op: 'create',
        collection: 'note',
        rowId,
        scope: 'p:boss:rep',
        patch: note('rep', text, more),
      },
    ],
    deps,
  );
const server = (id: string, text: string, version: number, more = {}) => ({
  id,
  collection: 'note',
  scope: 'p:boss:rep',
  version,
  rev: version,
  deleted: false,
  fields: note('rep', text),
  schema: 1,
  ...more,
});
const pulled = (rows: ReturnType<typeof server>[], more = {}) =>
  applyPull(db, { rows, gone: [], dropScopes: [], cursors: { 'p:boss:rep': 'e:9' }, ...more });
const texts = async () => (await rowsOn(db, 'note', 'odoo/t/deal/1')).map((row) => row.fields.text);

describe('write', () => {
  it('C1: keeps row and outbox together, and the draft goes with them', async () => {
    await keepDraft(db, 'd', { text: 'half a thought', audience: null }, NOON);
    await write(
      db,
      [
        {
          op: 'create',
          collection: 'note',
          rowId: 'a',
          scope: 'p:boss:rep',
          patch: note('rep', 'hello'),
        },
      ],
      deps,
      'd',
    );
    expect(await texts()).toEqual(['hello']);
    expect(await db.outbox.count()).toBe(1);
    expect(await db.drafts.count()).toBe(0);
  });
  it('signed out, keeps only the last change of each row, and counts none as waiting', async () => {
    db = new SidelineDb(LOCAL_STORE, { indexedDB, IDBKeyRange });
    for (const rowId of ['a', 'b']) await create(rowId, 'hello');
    for (const text of ['one', 'two'])
      await write(db, [{ op: 'patch', collection: 'note', rowId: 'a', patch: { text } }], deps);
    const left = await db.outbox.orderBy('seq').toArray();
    expect(left.map(({ rowId, seq }) => [rowId, seq])).toEqual([
      ['b', 2],
      ['a', 4],
    ]);
    expect((await db.rows.get('a'))?.pending).toBe(1);
    expect(await waiting(db)).toBe(0);
  });
  it('keeps nothing of a set of changes of which one is not allowed', async () => {
    const good = {
      op: 'create' as const,
      collection: 'note' as const,
      rowId: 'a',
      scope: 'p:boss:rep',
      patch: note('rep', 'x'),
    };
    await expect(
      write(db, [good, { ...good, rowId: 'b', patch: { text: 5 } }], deps),
    ).rejects.toBeInstanceOf(WriteError);
    expect(await db.rows.count()).toBe(0);
    expect(await db.outbox.count()).toBe(0);
  });
  it('keeps texts as the server will: without what no store keeps alike', async () => {
    await create('a', 'half \ud83d, none \u0000, whole \ud83d\ude00');
    expect(await texts()).toEqual(['half \ufffd, none , whole \ud83d\ude00']);
    expect((await db.outbox.toArray())[0]?.patch.text).toBe(
      'half \ufffd, none , whole \ud83d\ude00',
    );
  });
  it('keeps what is about an unknown system on the device', async () => {
    await create('a', 'here', { refKey: 'pipedrive//deal/1' });
    expect(await db.outbox.count()).toBe(0);
    expect((await rowsOn(db, 'note', 'pipedrive//deal/1'))[0]?.pending).toBe(false);
  });
});

describe('what people see', () => {
  it('C2: is the server’s row with the waiting changes on top', async () => {
    await pulled([server('a', 'theirs', 3)]);
    await write(
      db,
      [{ op: 'patch', collection: 'note', rowId: 'a', patch: { text: 'mine' } }],
      deps,
    );
    await pulled([
      {
        ...server('a', 'theirs again', 5),
        fields: note('rep', 'theirs again', { kind: 'question' }),
      },
    ]);
    const [row] = await rowsOn(db, 'note', 'odoo/t/deal/1');
    expect(row?.fields).toMatchObject({ text: 'mine', kind: 'question' });
    expect(row?.pending).toBe(true);
  });
  it('does not flicker between an answer and the pull after it', async () => {
    await create('a', 'hello');
    const [mutation] = await db.outbox.toArray();
    if (!mutation) throw new Error('nothing waits');
    await acknowledge(db, [{ mutation, result: { kind: 'done', version: 4, rev: 1 } }], NOON);
    expect(await texts()).toEqual(['hello']);
    await acknowledge(db, [{ mutation, result: { kind: 'done', version: 4, rev: 1 } }], NOON);
    await pulled([server('a', 'hello', 4)]);
    expect(await texts()).toEqual(['hello']);
  });
  it('C2: rows and cursors come together or not at all', async () => {
    await pulled([server('a', 'first', 3)]);
    const { bulkPut } = db.rows;
    db.rows.bulkPut = (() => {
      throw new Error('killed');
    }) as unknown as typeof bulkPut;
    await expect(
      applyPull(db, {
        rows: [server('b', 'second', 9)],
        gone: [],
        dropScopes: [],
        cursors: { 'p:boss:rep': 'e:99' },
      }),
    ).rejects.toThrow('killed');
    db.rows.bulkPut = bulkPut;
    expect(await getMeta(db, 'cursors')).toEqual({ 'p:boss:rep': 'e:9' });
    expect(await texts()).toEqual(['first']);
  });
  it('an older answer never takes a newer row back', async () => {
    await pulled([server('a', 'new', 9)]);
    await pulled([server('a', 'old', 3)]);
    expect(await texts()).toEqual(['new']);
  });
  it('P4: a refused change leaves the screen and stays in “Needs attention”', async () => {
    await create('a', 'not allowed');
    const [mutation] = await db.outbox.toArray();
    if (!mutation) throw new Error('nothing waits');
    await acknowledge(db, [{ mutation, result: { kind: 'rejected', code: 'notAllowed' } }], NOON);
    expect(await texts()).toEqual([]);
    expect((await db.refused.toArray())[0]?.mutation.patch.text).toBe('not allowed');
  });
  it('L2: a lost scope is purged with replies moved into it, but not the outbox', async () => {
    await pulled([
      server('a', 'theirs', 3),
      {
        ...server('r', 'reply', 4),
        collection: 'reply',
        fields: {
          refKey: 'odoo/t/deal/1',
          parent: 'a',
          text: 'reply',
          author: 'boss',
          createdAt: 1,
          editedAt: null,
          editedBy: null,
          conflicts: [],
        } as never,
      },
    ]);
    await write(
      db,
      [{ op: 'patch', collection: 'note', rowId: 'a', scope: 'u:rep', patch: {} }],
      deps,
    );
    await create('b', 'unsent');
    await pulled([], { dropScopes: ['p:boss:rep'], cursors: {} });
    const { notes, replies } = await recordRows(db, 'odoo/t/deal/1');
    expect(notes.map((row) => row.fields.text)).toEqual(['unsent']);
    expect(replies).toEqual([]);
    expect(await db.outbox.count()).toBe(2);
  });
});

describe('a row that fails today’s schema', () => {
  it('can still be deleted', async () => {
    const fields = {
      refKey: 'k',
      text: 'x',
      owner: 'rep',
      due: '2026-02-31',
      author: 'rep',
      at: 1,
    };
    const row = { id: 'c', collection: 'commitment', scope: 'u:rep', deleted: false, fields };
    await db.rows.put({ ...row, refKey: 'k', rev: 1, version: 1, pending: 0, serverCopy: null });
    const change = { collection: 'commitment', rowId: 'c' } as const;
    await expect(
      write(db, [{ ...change, op: 'patch', patch: { text: 'y' } }], deps),
    ).rejects.toMatchObject({ code: 'invalid' });
    await write(db, [{ ...change, op: 'delete', patch: {} }], deps);
    expect((await db.rows.get('c'))?.deleted).toBe(true);
    expect(await db.outbox.count()).toBe(1);
  });
});
