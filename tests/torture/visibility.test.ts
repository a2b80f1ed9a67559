import { expect, it } from 'vitest';
import { newDatabase, storeKinds } from '../helpers/server.ts';
import { tortures } from './index.ts';

const seed = Number(process.env.SIDELINE_SEED ?? Date.now() % 1_000_000);

it(`nobody holds or hears what was never theirs, in ${tortures.visibility?.inTests} scenarios from seed ${seed}`, { timeout: 600_000 }, async () => {
  expect(await tortures.visibility?.run({ runs: tortures.visibility.inTests, seed, url: null })).toMatchObject({ failed: null });
});
it.skipIf(!storeKinds.includes('postgres'))('the same on PostgreSQL', { timeout: 600_000 }, async () => {
  expect(await tortures.visibility?.run({ runs: 30, seed, url: await newDatabase() })).toMatchObject({ failed: null });
});
