import { IDBKeyRange, indexedDB } from 'fake-indexeddb';
import Papa from 'papaparse';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { exportCsv } from '../../components/data/exports.ts';
import { SidelineDb } from '../../lib/store/index.ts';

let db: SidelineDb;
let count = 0;
beforeEach(() => {
  count += 1;
  db = new SidelineDb(`exports-${count}`, { indexedDB, IDBKeyRange });
});
afterEach(() => db.delete());

const KEY = 'odoo/t/deal/1';
const put = (id: string, fields: Record<string, unknown>, collection = 'note') =>
  db.rows.put({
    id,
    collection,
    scope: 'u:rep',
    refKey: KEY,
    fields: { kind: 'note', author: 'rep', ...fields },
    pending: 0,
    deleted: false,
  } as never);
const read = async (locale: string) => {
  const text = await exportCsv(db, 'rep', new Map([['rep', '\u00a0=Rep']]), locale);
  return Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data;
};

it.each([8.65e15, Number.NaN, 'yesterday', null, undefined])(
  'a note written at %s is in the table, without a date',
  async (createdAt) => {
    await put('a', { recordName: 'Marlow', text: 'Met Ruth.', createdAt });
    await put('b', { recordName: 'Marlow', text: 'Called.', createdAt: 0 });
    expect((await read('en')).map((line) => [line.text, line.written])).toEqual([
      ['Met Ruth.', ''],
      ['Called.', '1970-01-01T00:00:00.000Z'],
    ]);
  },
);
it('no cell of a note or a reply is a formula', async () => {
  await put('a', { recordName: '\ufeff＝1', text: ' =1+1', createdAt: 0, kind: '\n@SUM(1)' });
  await put('b', { parent: 'a', text: '\n=1+1', createdAt: 0, author: '\u200b-2' }, 'reply');
  expect(await read('en')).toEqual([
    {
      record: "'\ufeff＝1",
      key: KEY,
      kind: "'\n@SUM(1)",
      author: "'\u00a0=Rep",
      written: '1970-01-01T00:00:00.000Z',
      readers: 'u:rep',
      text: "' =1+1",
    },
    {
      record: "'\ufeff＝1",
      key: KEY,
      kind: 'reply',
      author: "'\u200b-2",
      written: '1970-01-01T00:00:00.000Z',
      readers: 'u:rep',
      text: "'\n=1+1",
    },
  ]);
});
it('has the separator of the person’s language', async () => {
  await put('a', { recordName: 'Marlow', text: 'a, b; c', createdAt: 0 });
  const columns = ['record', 'key', 'kind', 'author', 'written', 'readers', 'text'];
  const quoted = columns.map((name) => `"${name}"`);
  const text = (locale: string) =>
    exportCsv(db, 'rep', new Map(), locale).then((csv) => csv.split('\r\n')[0]);
  expect(await text('en-GB')).toBe(`\ufeff${quoted.join(',')}`);
  expect(await text('de')).toBe(`\ufeff${quoted.join(';')}`);
  expect((await read('es'))[0]?.text).toBe('a, b; c');
});
