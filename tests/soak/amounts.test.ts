import { expect, it } from 'vitest';
import { SAMPLE_SEED, soaks } from './index.ts';

it(`no amount is read as another one, in ${soaks.amounts?.inTests} as Intl writes them`, {
  timeout: 600_000,
}, async () => {
  expect(
    await soaks.amounts?.run({ runs: soaks.amounts.inTests, seed: SAMPLE_SEED, url: null }),
  ).toMatchObject({ failed: null });
});
