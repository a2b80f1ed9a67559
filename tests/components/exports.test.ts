import 'fake-indexeddb/auto';
import fc from 'fast-check';
import Papa from 'papaparse';
import { beforeEach, describe, expect, it } from 'vitest';
import { cell, separatorOf, stamp, writeTable } from '../../components/data/csv.ts';
import { exportCsv } from '../../components/data/exports.ts';
import { SidelineDb } from '../../lib/store/index.ts';
import { write } from '../../lib/store/write.ts';
import { counted } from '../helpers/counted.ts';
import { NOON } from '../helpers/deals.ts';
import { note } from '../helpers/note.ts';

let db: SidelineDb;
const { ids, next } = counted();
beforeEach(() => {
  db = new SidelineDb(`test-${next()}`, { indexedDB, IDBKeyRange });
});
const keep = (rowId: string, text: string, more = {}) =>
  write(db, [{ op: 'create', collection: 'note', rowId, scope: 'p:boss:rep', patch: note('rep', text, more) }], { now: NOON, ids });
const table = (csv: string) => Papa.parse<Record<string, string>>(csv.replace('\ufeff', '').trimEnd(), { header: true });

describe('a cell', () => {
  const blanks = ['', ' ', '\n', '\r\n', '\t', '\u00a0', '\ufeff', '\u200b', '\u3000', '\u2028', '\u202f', '\u0000', '\u2060 \u200f', '\u3164'];
  const signs = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '﹢', '﹣'];
  it.each(signs)('that begins with %s is text, whatever blanks stand in front', (sign) => {
    for (const blank of blanks) expect(cell(`${blank}${sign}1+1`)).toBe(`'${blank}${sign}1+1`);
  });
  it.each(['', 'plain', '1 + 1 = 2', '  indented', 'a=b', '5', 'a@b.example', '“=”'])('stays as it is: “%s”', (text) => expect(cell(text)).toBe(text));
  it.each(['\tx', '\rx'])('that begins with a control is text', (text) => expect(cell(text)).toBe(`'${text}`));
});

describe('a table', () => {
  it.each([
    ['en', ','],
    ['en-US', ','],
    ['en-GB', ','],
    ['es-MX', ','],
    ['de', ';'],
    ['de-AT', ';'],
    ['de-CH', ';'],
    ['es', ';'],
    ['es-ES', ';'],
    ['fr', ';'],
    ['pt-BR', ';'],
  ])('in %s has its columns divided by %s', (locale, sign) => expect(separatorOf(locale)).toBe(sign));
  it('comes back as it was, but for what would be a formula', () => {
    const text = fc.string({ unit: fc.constantFrom(...'ab=+-@;,"\n\r\t \ufeff＝€') });
    fc.assert(
      fc.property(fc.array(fc.record({ a: text, b: text }), { minLength: 1, maxLength: 4 }), fc.constantFrom('en', 'de'), (rows, locale) => {
        const read = Papa.parse<string[]>(writeTable(rows, ['a', 'b'], locale).slice(1, -2), { delimiter: separatorOf(locale), newline: '\r\n' });
        expect(read.data).toEqual([['a', 'b'], ...rows.map(({ a, b }) => [cell(a), cell(b)])]);
      }),
      { numRuns: 1000, seed: 20261127 },
    );
  });
  it.each([8.65e15, -8.65e15, Number.NaN, Number.POSITIVE_INFINITY, null, undefined, '2026', {}])('has no moment for %s', (value) => expect(stamp(value)).toBe(''));
});

describe('the export of notes', () => {
  it('opens as columns in German Excel, without formulas', async () => {
    await keep('a', ' =1+1');
    await keep('b', '\n=HYPERLINK("https://example.com")', { recordName: '＝1+1' });
    const csv = await exportCsv(db, new Map([['rep', '@Tomas']]), 'de');
    expect(csv.split('\r\n')[0]).toBe('\ufeffrecord;key;kind;author;written;readers;text');
    const rows = table(csv).data;
    expect(rows.map((row) => row.text)).toEqual(["' =1+1", '\'\n=HYPERLINK("https://example.com")']);
    expect(rows.map((row) => row.record)).toEqual(['Deal', "'＝1+1"]);
    expect(rows.map((row) => row.author)).toEqual(["'@Tomas", "'@Tomas"]);
  });
  it('is not stopped by a row with a spoiled date', async () => {
    await keep('a', 'first', { createdAt: NOON });
    await keep('b', 'second');
    await db.rows.update('b', { fields: note('rep', 'second', { createdAt: 8.65e15 }) });
    await db.rows.update('a', { 'fields.kind': undefined });
    const rows = table(await exportCsv(db, new Map(), 'en')).data;
    expect(rows.map(({ kind, text, written }) => [kind, text, written])).toEqual([
      ['', 'first', new Date(NOON).toISOString()],
      ['note', 'second', ''],
    ]);
  });
});
