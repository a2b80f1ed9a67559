// Conditions as rows: every state of the rows is written and read back as it is, and an expression
// that fits into rows keeps its meaning.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compileCondition,
  factFields,
  hasNoValue,
  isManyOp,
  isNumberOp,
  kindOf,
  type Op,
  opsOf,
  type Row,
  readRows,
  withField,
  withOp,
  writeRows,
} from '../../lib/coaching/authored/index.ts';
import { facts, ms } from '../helpers/deals.ts';

const SEED = 20261127;

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('', 'Proposal', 'Qualification', 'Decision', 'a"b\\c', 'ä, ñ', '\n', '//', 'and'),
);
const amount = fc.oneof(
  fc.integer({ min: -100, max: 100_000 }),
  fc.integer({ min: -999_999, max: 999_999 }).map((value) => value / 100),
);
function rowsFor(field: string, op: Op): fc.Arbitrary<Row> {
  if (isNumberOp(op)) return amount.map((value) => ({ field, op, value }));
  if (isManyOp(op))
    return fc.array(text, { minLength: 1, maxLength: 4 }).map((value) => ({ field, op, value }));
  if (hasNoValue(op)) return fc.constant({ field, op, value: null });
  return text.map((value) => ({ field, op, value }));
}
const anyRow: fc.Arbitrary<Row> = fc
  .constantFrom(...factFields.flatMap(({ name }) => opsOf(name).map((op) => [name, op] as const)))
  .chain(([name, op]) => rowsFor(name, op));
const anyRows = fc
  .record({
    join: fc.constantFrom('all' as const, 'any' as const),
    rows: fc.array(anyRow, { maxLength: 6 }),
  })
  .map(({ join, rows }) => ({ join: rows.length > 1 ? join : ('all' as const), rows }));

const deals = [
  facts(),
  facts({ amount: undefined, contacts: undefined }),
  facts({ amount: null, nextStep: null, contacts: [] }),
  facts({ stage: 'Proposal' }, { notes: [{ text: 'Decision is near', at: ms(-1) }] }),
];
const results = (source: string) => {
  const condition = compileCondition(source);
  expect(condition.ok, source).toBe(true);
  return deals.map((deal) => condition.ok && condition.test(deal));
};

describe('a condition as rows', () => {
  it('is read as it is written, for every state of the rows', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const written = writeRows(rows);
        if (written.length > 2000) return;
        expect(readRows(written)).toEqual(rows);
        results(written);
      }),
      { numRuns: 1500, seed: SEED },
    );
  });

  it.each([
    ['', ''],
    ['deal.amount > 50000 && deal.contacts < 2', 'deal.amount > 50000 && deal.contacts < 2'],
    ['50000 < deal.amount', 'deal.amount > 50000'],
    ['(deal.hasAmount) || !deal.hasNextStep', 'deal.hasAmount || !deal.hasNextStep'],
    ['deal.hasAmount == true && deal.hasOwner != true', 'deal.hasAmount && !deal.hasOwner'],
    ['false == deal.hasAmount', '!deal.hasAmount'],
    ['deal.stage in ["Proposal", \'Won\']', 'deal.stage in ["Proposal", "Won"]'],
    ['!(deal.stage in ["Proposal"])', '!(deal.stage in ["Proposal"])'],
    ['deal.quietDays == 3.0', 'deal.quietDays == 3.0'],
    ['-5 >= deal.daysToClose', 'deal.daysToClose <= -5'],
    ['deal.amount > 1e3', 'deal.amount > 1000'],
    ['deal.texts.size() >= 1', 'size(deal.texts) > 0'],
    ['0 == size(deal.texts)', 'size(deal.texts) == 0'],
    [
      'deal.contactRoles.exists(role, role.contains("Decision"))',
      'deal.contactRoles.exists(entry, entry.contains("Decision"))',
    ],
    ['!("Ruth" in deal.contactNames)', '!("Ruth" in deal.contactNames)'],
    ['!deal.stage.contains("Prop")', '!deal.stage.contains("Prop")'],
    ['deal.openPromises > 0', 'deal.openCommitments > 0'],
    [
      'deal.hasAmount && (deal.hasOwner && deal.contacts > 1)',
      'deal.hasAmount && deal.hasOwner && deal.contacts > 1',
    ],
  ])('%s becomes %s, with the same meaning', (source, expected) => {
    const rows = readRows(source);
    expect(rows).not.toBeNull();
    if (rows) expect(writeRows(rows)).toBe(expected);
    expect(results(expected)).toEqual(results(source));
  });

  it.each([
    'deal.amount > 5 && deal.contacts < 2 || deal.hasOwner',
    'deal.amount > 5 && (deal.hasOwner || deal.hasAmount)',
    '!(deal.amount > 5)',
    'deal.amount > deal.probability',
    'deal.amount * 2.0 > 5.0',
    'size(deal.texts) > 2',
    'size(deal.stage) > 0',
    'deal.contactNames.all(name, name.startsWith("R"))',
    'deal.contactNames.exists(name, deal.stage.contains("R"))',
    'deal.contactNames.exists(name, name.lowerAscii().contains("r"))',
    'deal.amount > 5 // large',
    'deal.stage > "P"',
    'deal.hasAmount ? deal.hasOwner : false',
    'true',
    'deal.amount >',
    'deal.amount > 0.0000001',
    'deal.amount > 9007199254740993',
  ])('%s stays a text', (source) => expect(readRows(source)).toBeNull());

  it('keeps the meaning of what people write, whatever its spaces and brackets', () => {
    const spaced = fc.constantFrom('', ' ', '  ', '\n');
    const variant = fc.tuple(anyRow, spaced, spaced, fc.boolean()).map(([row, a, b, brackets]) => {
      const written = writeRows({ join: 'all', rows: [row] });
      return brackets ? `(${a}${written}${b})` : `${a}${written}${b}`;
    });
    const chain = fc
      .tuple(fc.constantFrom('&&', '||'), fc.array(variant, { minLength: 1, maxLength: 4 }))
      .map(([sign, parts]) =>
        parts.reduce((left, right, index) =>
          index % 2 === 0 ? `${left} ${sign} ${right}` : `(${left} ${sign} ${right})`,
        ),
      );
    fc.assert(
      fc.property(chain, (source) => {
        if (source.length > 2000) return;
        const rows = readRows(source);
        expect(rows, source).not.toBeNull();
        if (rows) expect(results(writeRows(rows))).toEqual(results(source));
      }),
      { numRuns: 400, seed: SEED },
    );
  });
});

describe('a row', () => {
  it('always has a value that its comparison can use', () => {
    const names = factFields.map(({ name }) => name);
    const step = fc.oneof(
      fc.constantFrom(...names).map((field) => (row: Row) => withField(row, field)),
      fc.nat(20).map((index) => (row: Row) => {
        const ops = opsOf(row.field);
        return withOp(row, ops[index % ops.length] as Op);
      }),
    );
    fc.assert(
      fc.property(anyRow, fc.array(step, { maxLength: 6 }), (first, list) => {
        const row = list.reduce((now, change) => change(now), first);
        expect(opsOf(row.field)).toContain(row.op);
        expect(readRows(writeRows({ join: 'all', rows: [row] }))).toEqual({
          join: 'all',
          rows: [row],
        });
      }),
      { numRuns: 600, seed: SEED },
    );
  });
  it('keeps its comparison and value when its field is replaced by one of the same kind', () => {
    const row: Row = { field: 'quietDays', op: 'atLeast', value: 21 };
    expect(withField(row, 'daysInStage')).toEqual({ ...row, field: 'daysInStage' });
    expect(withField(row, 'amount')).toEqual({ field: 'amount', op: 'more', value: 10000 });
    expect(kindOf('daysInStage')).toBe('days');
  });
  it('keeps its text when it is compared with several', () => {
    const row: Row = { field: 'stage', op: 'is', value: 'Proposal' };
    const many = withOp(row, 'oneOf');
    expect(many).toEqual({ field: 'stage', op: 'oneOf', value: ['Proposal'] });
    expect(withOp(many, 'isNot')).toEqual({ ...row, op: 'isNot' });
  });
});
