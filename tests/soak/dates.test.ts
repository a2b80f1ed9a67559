import { expect, it } from 'vitest';
import { SAMPLE_SEED, soaks } from './index.ts';

it(`no date is read as another one, in ${soaks.dates?.inTests} as Intl writes them`, {
  timeout: 600_000,
}, async () => {
  expect(
    await soaks.dates?.run({ runs: soaks.dates.inTests, seed: SAMPLE_SEED, url: null }),
  ).toMatchObject({ failed: null });
});
