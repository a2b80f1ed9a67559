import { expect, it } from 'vitest';
import { SAMPLE_SEED, soaks } from './index.ts';

it(`no amount is read as another one, in ${soaks.amounts?.inTests} as Intl writes them`, {
  timeout: 600_000,
}, async () => {
  const result = await soaks.amounts?.run({
    ...{ runs: soaks.amounts.inTests, seed: SAMPLE_SEED, url: null },
  });
  expect(result).toMatchObject({ failed: null });
  const { 'percent read': read = 0, 'with the currency': named = 0 } = result?.figures ?? {};
  expect(read, 'read').toBeGreaterThan(83);
  expect(named, 'read with the currency').toBeGreaterThan(78);
});
