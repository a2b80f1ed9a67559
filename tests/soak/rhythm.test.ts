import { expect, it } from 'vitest';
import { SAMPLE_SEED, soaks } from './index.ts';

it('one-on-ones keep to the clocks of their zone and to what people decided', async () => {
  expect(
    await soaks.rhythm?.run({ runs: soaks.rhythm.inTests, seed: SAMPLE_SEED, url: null }),
  ).toMatchObject({ failed: null });
});
