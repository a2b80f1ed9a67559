import { expect, it } from 'vitest';
import { newDatabase, storeKinds } from '../helpers/server.ts';
import { SAMPLE_SEED, soaks } from './index.ts';

const seed = Number(process.env.SIDELINE_SEED ?? SAMPLE_SEED);

it(`no divergence and no lost text in ${soaks.model?.inTests} runs from seed ${seed}`, {
  timeout: 600_000,
}, async () => {
  expect(await soaks.model?.run({ runs: soaks.model.inTests, seed, url: null })).toMatchObject({
    failed: null,
  });
});
// Each statement is a network round trip, so there are fewer runs.
it.skipIf(!storeKinds.includes('postgres'))(
  'the same through two connections to one PostgreSQL',
  { timeout: 600_000 },
  async () => {
    expect(await soaks.model?.run({ runs: 60, seed, url: await newDatabase() })).toMatchObject({
      failed: null,
    });
  },
);
