import { expect, it } from 'vitest';
import { newDatabase, storeKinds } from '../helpers/server.ts';
import { tortures } from './index.ts';

const seed = Number(process.env.SIDELINE_SEED ?? Date.now() % 1_000_000);

it(`no divergence and no lost text in ${tortures.model?.inTests} runs from seed ${seed}`, { timeout: 600_000 }, async () => {
  expect(await tortures.model?.run({ runs: tortures.model.inTests, seed, url: null })).toMatchObject({ failed: null });
});
// Each statement there is a round trip: fewer runs of the same.
it.skipIf(!storeKinds.includes('postgres'))('the same through two connections to one PostgreSQL', { timeout: 600_000 }, async () => {
  expect(await tortures.model?.run({ runs: 60, seed, url: await newDatabase() })).toMatchObject({ failed: null });
});
