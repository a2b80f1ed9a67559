import { expect, it } from 'vitest';
import { SAMPLE_SEED, soaks } from './index.ts';

const seed = Number(process.env.SIDELINE_SEED ?? SAMPLE_SEED);

const title =
  `no word, no field lost and no row doubled in ` +
  `${soaks.interleaving?.inTests} interleavings of two panels`;
it(title, {
  timeout: 600_000,
}, async () => {
  const options = { runs: soaks.interleaving?.inTests ?? 0, seed, url: null };
  expect(await soaks.interleaving?.run(options)).toMatchObject({ failed: null });
});
