import { describe, expect, it } from 'vitest';
import { adapters } from '../../lib/crm/registry.ts';
import { crmLabels, crmNames } from '../../lib/model/record.ts';
import { cellOf, columns, crmTables, NO_TEST, problemOf, rows } from '../../scripts/crmMatrix.ts';

describe('the matrix of CRMs', () => {
  it('has a test or a reason in each cell, and names the tests that are missing', () => {
    const tables = crmTables();
    const cells = crmNames.flatMap((crm) =>
      columns.map((column) => {
        const cell = cellOf(crm, column);
        const problem = problemOf(cell);
        const where = `${crmLabels[crm]}, ${column}`;
        expect(problem, where).not.toBe('');
        const text = 'title' in cell ? `${cell.file}: ${cell.title}` : cell.reason;
        return { line: `${where}: ${text}`, isMissing: problem === NO_TEST };
      }),
    );
    const missing = cells.filter(({ isMissing }) => isMissing).map(({ line }) => line);
    console.log(`${cells.map(({ line }) => line).join('\n')}\n${NO_TEST}:\n${missing.join('\n')}`);
    // The README says so too: tests/repo/crmTables.test.ts compares it with these tables.
    expect(tables.split(NO_TEST)).toHaveLength(missing.length + 1);
  });
  it('has a row for each CRM with a reader', () => {
    const read = adapters.filter((adapter) => adapter.read).map(({ name }) => name);
    expect(Object.keys(rows).sort()).toEqual([...read].sort());
  });
  const file = 'tests/crm/failures.test.ts';
  it.each([
    [{ file: 'tests/crm/none.test.ts', title: 'x' }, NO_TEST],
    [{ file, title: 'EspoCRM answers with' }, NO_TEST],
    [{ file, title: 'EspoCRM answers with status 404' }, null],
    [{ reason: 'one pipeline' }, 'one pipeline'],
  ])('%j is %j', (cell, problem) => expect(problemOf(cell)).toBe(problem));
});
