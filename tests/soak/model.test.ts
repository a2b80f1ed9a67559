import { expect, it } from 'vitest';
import { newDatabase, storeKinds } from '../helpers/server.ts';
import { SAMPLE_SEED, soaks } from './index.ts';
import { clockOff, random, YEAR_MS } from './simulation.ts';

const seed = Number(process.env.SIDELINE_SEED ?? SAMPLE_SEED);

it(`no divergence and no lost text in ${soaks.model?.inTests} runs from seed ${seed}`, {
  timeout: 600_000,
}, async () => {
  expect(await soaks.model?.run({ runs: soaks.model.inTests, seed, url: null })).toMatchObject({
    failed: null,
  });
});
it('two devices of one run differ by up to twenty years, and by any time in between', () => {
  const years = Array.from({ length: soaks.model?.inTests ?? 0 }, (_, index) => {
    const off = (device: number) => clockOff(random((seed + index) * 7 + device)) / YEAR_MS;
    return [off(0), off(1)] as const;
  });
  const apart = years.map(([a, b]) => Math.abs(a - b));
  expect(Math.max(...years.flat())).toBe(10);
  expect(Math.min(...years.flat())).toBe(-10);
  for (const [from, to] of [
    [20, 20],
    [10, 19.9],
    [1, 10],
    [0, 0],
  ] as const)
    expect(apart.filter((span) => span >= from && span <= to)).not.toEqual([]);
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
