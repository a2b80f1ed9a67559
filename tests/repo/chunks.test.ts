import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { laterFiles } from '../../wxt.config.ts';
import { trackedFiles } from './tracked.ts';

// A file that was renamed leaves its chunk without a word: the panel starts with it from then on.

const files = [
  ...trackedFiles(/^(?:components|lib)\//),
  ...readdirSync('node_modules/@mantine').map((name) => `node_modules/@mantine/${name}`),
].map((path) => `/project/${path}`);

/** The patterns, and the names that one of them leaves out, as patterns of their own. */
const allPatterns = laterFiles.flatMap((pattern) => {
  const [, folder, names] = /^(.+)\(\?!(.+)\)$/.exec(pattern) ?? [];
  const leftOut = names?.split('|').map((name) => `${folder}${name}`) ?? [];
  return [pattern, ...leftOut];
});
const matches = (pattern: string) => files.some((path) => new RegExp(pattern).test(path));

it('each pattern of what the panel loads later matches a file', () => {
  expect(allPatterns.length).toBeGreaterThan(laterFiles.length);
  expect(allPatterns.filter((pattern) => !matches(pattern))).toEqual([]);
});
it('the check finds a pattern of a file that is gone', () =>
  expect(matches('/components/data/gone')).toBe(false));
