// What one pair reads: its own newest commitments, however many other pairs have.

import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  ONE_ON_ONE_SHARES,
  oneOnOneHistory,
  oneOnOneRows,
  openItems,
  pairRows,
  recognitionsOf,
  SidelineDb,
  slotsUntil,
} from '../../lib/store/index.ts';
import { numbered, row } from '../helpers/rows.ts';
import { sampleFields } from '../helpers/sampleFields.ts';

let db: SidelineDb;
beforeEach(() => {
  db = new SidelineDb('pairs', { indexedDB: new IDBFactory(), IDBKeyRange });
});
const UNTIL = slotsUntil(Date.parse('2026-11-22T12:00:00Z'));
const pairOf = (rep: string, isFormer = false) => ({
  ...{ scope: `p:dana:${rep}`, manager: 'dana', rep, isFormer, team: null },
});
const add = (rep: string, count: number, fields: object = {}, scope = `p:dana:${rep}`) =>
  db.rows.bulkPut(
    Array.from({ length: count }, (_, at) =>
      row('commitment', numbered(`${scope}${rep}`, at), scope, {
        ...{ ...sampleFields.commitment?.(at), owner: rep, ...fields },
      }),
    ),
  );

it('the commitments of a pair are all there beside those of ten others', async () => {
  await add('tomas', 12);
  for (let other = 0; other < 10; other++) await add(`rep${other}`, 100, { at: 5000 + other });
  const { commitments } = await oneOnOneRows(db, pairOf('tomas'), UNTIL);
  expect(commitments).toHaveLength(12);
  expect(new Set(commitments.map(({ scope }) => scope))).toEqual(new Set(['p:dana:tomas']));
  const many = await oneOnOneRows(db, pairOf('rep1'), UNTIL);
  expect(many.commitments).toHaveLength(100);
  await add('busy', 300);
  const busy = await oneOnOneRows(db, pairOf('busy'), UNTIL);
  expect(busy.commitments).toHaveLength(ONE_ON_ONE_SHARES.commitment);
});
it('of a former pair those that were handed over are there too', async () => {
  await add('tomas', 2);
  await add('tomas', 3, { manager: 'dana' }, 'p:nora:tomas');
  expect((await oneOnOneRows(db, pairOf('tomas', true), UNTIL)).commitments).toHaveLength(5);
  expect((await oneOnOneRows(db, pairOf('tomas'), UNTIL)).commitments).toHaveLength(2);
});
it('of a former pair those are there that were made last, whatever their ids', async () => {
  await db.rows.bulkPut(
    Array.from({ length: 200 }, (_, at) =>
      row('commitment', `c${String(at).padStart(3, '0')}`, 'p:nora:tomas', {
        ...{ ...sampleFields.commitment?.(at), owner: 'tomas', manager: 'dana', at: 801 + at },
      }),
    ),
  );
  const { commitments } = await oneOnOneRows(db, pairOf('tomas', true), UNTIL);
  const times = commitments.map(({ fields }) => fields.at).toSorted((a, b) => a - b);
  expect(times.at(-1)).toBe(1000);
  expect(times[0]).toBe(1001 - ONE_ON_ONE_SHARES.commitment / 2);
});
it('of a removed rep all are there that the manager has, and none of other pairs', async () => {
  const pair = { ...pairOf('gone', true), scope: 'u:dana' };
  await add('gone', 160, { manager: 'dana' }, 'u:dana');
  for (const rep of ['tomas', 'ada']) await add(rep, 300, { manager: 'dana', at: 5000 });
  const page = await oneOnOneRows(db, pair, UNTIL);
  const search = await oneOnOneHistory(db, pair, async () => {});
  for (const { commitments } of [page, search]) {
    expect(new Set(commitments.map(({ scope }) => scope))).toEqual(new Set(['u:dana']));
    expect(commitments).toHaveLength(160);
  }
});
it('the search of a former pair reads what was handed over in parts', async () => {
  await add('tomas', 600, { manager: 'dana' }, 'p:nora:tomas');
  let pauses = 0;
  const { commitments } = await oneOnOneHistory(db, pairOf('tomas', true), async () => {
    pauses += 1;
  });
  expect(commitments).toHaveLength(600);
  expect(pauses).toBeGreaterThanOrEqual(6);
});
it('the managers with whom something was written are named once', async () => {
  await add('tomas', 3, { manager: 'dana' });
  await add('tomas', 2, { manager: 'nora' }, 'u:tomas');
  expect((await pairRows(db)).managers).toEqual(['dana', 'nora']);
});

describe('recognitions', () => {
  const give = (id: string, to: string, at: number, scope: string, author = 'dana') =>
    db.rows.put(
      row('recognition', id, scope, { ...sampleFields.recognition?.(at), to, author, at }),
    );
  it('of a pair are there beside newer ones of many others', async () => {
    await give('old', 'tomas', 1, 'p:dana:tomas');
    await give('back', 'dana', 2, 'p:dana:tomas', 'tomas');
    await give('before', 'tomas', 3, 't:north');
    for (let at = 10; at < 210; at++) await give(`o${at}`, `rep${at}`, at, `p:dana:rep${at}`);
    const { recognitions } = await oneOnOneRows(db, pairOf('tomas'), UNTIL);
    expect(recognitions.map(({ id }) => id)).toEqual(['before', 'back', 'old']);
  });
  it('of a person are the newest, whoever gave them, and no deleted one', async () => {
    for (let at = 0; at < 50; at++) await give(numbered('r', at), 'tomas', at, 't:north', `a${at}`);
    await db.rows.update(numbered('r', 49), { deleted: true });
    const ids = (await recognitionsOf(db, 'tomas', 4)).map(({ id }) => id);
    expect(ids).toEqual([48, 47, 46].map((at) => numbered('r', at)));
    expect(await recognitionsOf(db, 'dana', 4)).toEqual([]);
  });
});

describe('of a pair that wrote for years', () => {
  const slot = (at: number) =>
    new Date(Date.UTC(2020, 0, 6) + Math.floor(at / 12) * 7 * 86_400_000)
      .toISOString()
      .slice(0, 10);
  const line = (at: number, scope = 'p:dana:tomas') =>
    row('oneOnOneLine', numbered(`${scope}l`, at), scope, {
      ...{ ...sampleFields.oneOnOneLine?.(at), refKey: `one-on-one/tomas/${slot(at)}` },
      text: `words ${at}`,
    });
  const texts = (lines: readonly { fields: { text: string } }[]) =>
    lines.map(({ fields }) => fields.text);
  beforeEach(async () => {
    await db.rows.bulkPut([
      ...Array.from({ length: 1200 }, (_, at) => line(at)),
      ...[line(3, 'u:tomas'), line(4, 'p:nora:tomas')],
      { ...line(5, 'u:tomas'), deleted: true },
    ]);
    await add('tomas', 400);
  });
  it('the search has every line and commitment, whatever the page reads', async () => {
    const { lines, commitments } = await oneOnOneHistory(db, pairOf('tomas'), async () => {});
    expect([lines.length, commitments.length]).toEqual([1201, 400]);
    expect(texts(lines)).toContain('words 0');
    expect(texts((await oneOnOneRows(db, pairOf('tomas'), UNTIL)).lines)).not.toContain('words 0');
  });
  it('an old talk that somebody opens has its lines', async () => {
    const rows = await oneOnOneRows(db, pairOf('tomas'), UNTIL, 'oneOnOne', slot(0));
    expect(texts(rows.lines)).toEqual(
      expect.arrayContaining(Array.from({ length: 12 }, (_, at) => `words ${at}`)),
    );
    // Beside the latest talks.
    expect(texts(rows.lines)).toContain('words 1199');
  });
});

describe('slots of years that are far away', () => {
  const far = (at: number) => `999${at % 10}-0${1 + (at % 9)}-1${Math.floor(at / 100)}.${at % 90}`;
  const put = (collection: 'oneOnOne' | 'oneOnOneLine', id: string, slot: string, more = {}) =>
    db.rows.put(
      row(collection, id, 'p:dana:tomas', {
        ...{ ...sampleFields[collection]?.(1), refKey: `one-on-one/tomas/${slot}`, ...more },
      }),
    );
  it('take no place of the talks that people have', async () => {
    await put('oneOnOne', 'real', '2026-11-23');
    await put('oneOnOneLine', 'line', '2026-11-23', { part: 'item', done: false });
    for (let at = 0; at < 700; at++) {
      if (at < 200) await put('oneOnOne', `m${at}`, far(at));
      await put('oneOnOneLine', `l${at}`, far(at), { part: 'item', done: false });
    }
    const { meetings, lines } = await oneOnOneRows(db, pairOf('tomas'), UNTIL);
    expect([meetings, lines].map((list) => list.map(({ id }) => id))).toEqual([['real'], ['line']]);
    expect(await openItems(db, pairOf('tomas'), UNTIL)).toBe(1);
  });
});
