import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { csvOptions, instantText, isFormula } from '../../lib/values/csv.ts';

/** Trims and folds a cell as tolerantly as any spreadsheet before it checks for a formula. */
const trimmed = (cell: string) => cell.replace(/^[\s\p{Z}\p{Cc}\p{Cf}]+/u, '').normalize('NFKC');
const FORMULA_SIGNS = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦', '−'];
const BLANKS = [
  '',
  ' ',
  '\n',
  '\t',
  '\r',
  '\r\n',
  '\u00a0',
  '\ufeff',
  '\u200b',
  '\u200d',
  '\u2060',
  '\u3000',
  '\u202e',
  '\u00ad',
  '\u0000',
  '\u001f',
  '\u0085',
  '\u2028',
  ' \u200b\n',
];

const table = (cells: readonly string[][], locale: string) =>
  Papa.unparse(cells as string[][], csvOptions(locale));

describe('a cell', () => {
  it.each(BLANKS.flatMap((blank) => FORMULA_SIGNS.map((sign) => [`${blank}${sign}1+1`])))(
    '%j is no formula',
    (cell) => {
      expect(isFormula(cell)).toBe(true);
      expect(Papa.parse<string[]>(table([['x', cell]], 'en')).data).toEqual([['x', `'${cell}`]]);
    },
  );
  it.each([
    'Met Ruth.',
    '',
    ' ',
    '5 - 3 = 2',
    'a@b.example',
    '1+1',
    '“=1”',
    "'=1",
    '(−5)',
    '#1',
    '日本 =',
    '👩‍👧 =1',
  ])('%j stays as it is', (cell) => {
    expect(isFormula(cell)).toBe(false);
  });
  it('that begins with a tab or a new line is text in any case', () => {
    for (const cell of ['\tx', '\rx', '\nx']) expect(isFormula(cell)).toBe(true);
  });
  it('comes back as it was written, and never as a formula', () => {
    const part = fc.constantFrom(
      ...BLANKS,
      ...FORMULA_SIGNS,
      '"',
      "'",
      ',',
      ';',
      'cmd|',
      'ü',
      '👩‍👧',
      'a',
    );
    const cell = fc.oneof(
      fc.array(part, { maxLength: 6 }).map((parts) => parts.join('')),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 5 }),
        fc.constantFrom('en', 'de', 'es'),
        (rows, locale) => {
          const { delimiter } = csvOptions(locale);
          const back = Papa.parse<string[]>(`\ufeff${table([['a', 'b', 'c'], ...rows], locale)}`, {
            delimiter,
            newline: '\r\n',
          }).data;
          expect(back.slice(1)).toEqual(
            rows.map((row) => row.map((value) => (isFormula(value) ? `'${value}` : value))),
          );
          for (const value of back.flat()) expect(trimmed(value)).not.toMatch(/^[=+\-@\u2212]/);
        },
      ),
      { seed: 14, numRuns: 2000 },
    );
  });
});

describe('columns', () => {
  it.each([
    ['en', ','],
    ['en-GB', ','],
    ['es-MX', ','],
    ['ja', ','],
    ['de', ';'],
    ['de-AT', ';'],
    ['de-CH', ';'],
    ['fr-CH', ';'],
    ['de-LI', ';'],
    ['es', ';'],
    ['es-ES', ';'],
    ['fr', ';'],
    ['pt-BR', ';'],
    ['pl', ';'],
    ['not a language', ','],
  ])('in %s are separated by “%s”', (locale, delimiter) =>
    expect(csvOptions(locale).delimiter).toBe(delimiter),
  );
});

describe('a moment', () => {
  it('is written as ISO 8601', () =>
    expect(instantText(Date.UTC(2026, 10, 20, 1, 30))).toBe('2026-11-20T01:30:00.000Z'));
  it.each([
    8.65e15,
    -8.65e15,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    null,
    undefined,
    '',
    'yesterday',
    '2026-11-20',
    true,
    {},
    [],
    10n,
  ])('%s is none', (value) => {
    expect(instantText(value)).toBe('');
  });
  it('at either end of what a date can be is still one', () =>
    expect([instantText(8.64e15), instantText(-8.64e15)]).not.toContain(''));
});
