import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { areas, mutants } from '../../scripts/mutants/index.ts';

// Planting all faults takes an hour; that each can still be planted is checked here.
it('each planted fault has its source text exactly once, and its tests', () => {
  const stale = mutants.filter(({ file, from, to, tests }) => {
    const count = existsSync(file) ? readFileSync(file, 'utf8').split(from).length - 1 : 0;
    const [path = ''] = tests; // further entries are options of the test runner, or files
    return count !== 1 || from === to || !existsSync(path);
  });
  expect(mutants.length).toBeGreaterThan(100);
  expect(stale.map(({ name }) => name)).toEqual([]);
  expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
});

it('each planted fault is in the list of its folder', () => {
  const astray = areas.flatMap(({ folders, mutants: list }) =>
    list.filter(({ file }) => !folders.some((folder) => file.startsWith(folder))),
  );
  expect(astray.map(({ name }) => name)).toEqual([]);
});
