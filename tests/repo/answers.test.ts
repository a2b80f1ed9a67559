import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { trackedFiles } from './tracked.ts';

/** Where answers of the server are kept for longer than one request, and for whom. */
const KEPT: Readonly<Record<string, string>> = {
  'components/data/AccountData.tsx': 'for one account, with its database',
  'components/demo/Demo.tsx': 'the demo deal has no account',
};

it('answers of the server are kept for one account only', () => {
  const keeping = trackedFiles(/\.tsx?$/)
    .filter((path) => /^(components|entrypoints|lib)\//.test(path))
    .filter((path) => /\bnew QueryClient\b/.test(readFileSync(path, 'utf8')));
  expect(keeping.sort()).toEqual(Object.keys(KEPT).sort());
});
