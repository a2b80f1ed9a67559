import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { adapters } from '../../lib/crm/registry.ts';
import { crmLabels, crmNames } from '../../lib/model/record.ts';
import { type Cell, cellOf, columns, OPEN, rows } from '../../scripts/crmMatrix.ts';

const cells = crmNames.flatMap((crm) =>
  columns.map((column) => ({ crm, column, cell: cellOf(crm, column) })),
);
const text = (cell: Cell) => ('title' in cell ? `${cell.file}: ${cell.title}` : cell.reason);

/** Null where the file has the test and runs it. */
function problemOf(cell: Cell): string | null {
  if (!('title' in cell)) return cell.reason.trim() === '' ? 'no reason' : null;
  if (!existsSync(cell.file)) return `no file ${cell.file}`;
  const source = readFileSync(cell.file, 'utf8');
  const at = source.indexOf(cell.title);
  if (at < 0) return `no test “${cell.title}” in ${cell.file}`;
  const before = source.slice(0, at);
  return /\b(?:it|describe)\.(?:skip|todo)\b[^\n]*\n?[^\n]*$/.test(before) ? 'is skipped' : null;
}

it('every cell of the matrix of CRMs has a test, or a reason', () => {
  const lines = cells.map(({ crm, column, cell }) => `${crmLabels[crm]}, ${column}: ${text(cell)}`);
  const open = cells.filter(({ cell }) => text(cell) === OPEN).length;
  console.log([...lines, `${open} cells without a test of their own`].join('\n'));
  const problems = cells.flatMap(({ crm, column, cell }) => {
    const problem = problemOf(cell);
    return problem === null ? [] : [`${crmLabels[crm]}, ${column}: ${problem}`];
  });
  expect(problems).toEqual([]);
});
it('the rows are the CRMs that have a reader', () => {
  const read = adapters.filter((adapter) => adapter.read).map(({ name }) => name);
  expect(Object.keys(rows).sort()).toEqual([...read].sort());
});
it.each([
  [{ file: 'tests/crm/none.test.ts', title: 'x' }, /^no file/],
  [{ file: 'tests/crm/failures.test.ts', title: `no such ${'title'}` }, /^no test/],
  [{ reason: ' ' }, /^no reason/],
])('a missing test is named: %j', (cell, problem) => expect(problemOf(cell)).toMatch(problem));
