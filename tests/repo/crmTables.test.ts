import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { signals } from '../../lib/coaching/index.ts';
import { crmTables } from '../../scripts/crmMatrix.ts';

it('the README has the tables of the matrix of CRMs', () => {
  expect(readFileSync('README.md', 'utf8'), 'npm run docs').toContain(`\n\n${crmTables()}\n\n`);
});

it('the README has the number of signals', () => {
  expect(readFileSync('README.md', 'utf8'), 'npm run docs').toContain(
    `[all ${signals.length} signals](docs/signals.md)`,
  );
});
