import { expect, it } from 'vitest';
import { newDatabase, storeKinds } from '../helpers/server.ts';
import { SAMPLE_SEED, soaks } from './index.ts';

const seed = Number(process.env.SIDELINE_SEED ?? SAMPLE_SEED);

const title =
  `nobody holds or hears what was never theirs, ` +
  `in ${soaks.visibility?.inTests} scenarios from seed ${seed}`;
it(title, {
  timeout: 600_000,
}, async () => {
  const result = await soaks.visibility?.run({ runs: soaks.visibility.inTests, seed, url: null });
  expect(result).toMatchObject({ failed: null });
  // Nothing can be found out of a row that does not exist.
  expect(result?.figures?.guessed).toBeGreaterThan(75);
});
it.skipIf(!storeKinds.includes('postgres'))(
  'the same on PostgreSQL',
  { timeout: 600_000 },
  async () => {
    expect(await soaks.visibility?.run({ runs: 30, seed, url: await newDatabase() })).toMatchObject(
      { failed: null },
    );
  },
);
