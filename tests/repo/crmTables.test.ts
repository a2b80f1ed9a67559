import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { crmTables } from '../../scripts/crmMatrix.ts';

it('the README has the tables of the matrix of CRMs', () => {
  expect(readFileSync('README.md', 'utf8'), 'npm run docs').toContain(`\n\n${crmTables()}\n\n`);
});
