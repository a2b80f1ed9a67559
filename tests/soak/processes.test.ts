import { describe, expect, it } from 'vitest';
import { newDatabase, storeKinds } from '../helpers/server.ts';
import { SAMPLE_SEED, soaks } from './index.ts';

const seed = Number(process.env.SIDELINE_SEED ?? SAMPLE_SEED);
const cases = (['kills', 'servers', 'network'] as const).flatMap((name) =>
  (soaks[name]?.stores ?? []).map((store) => [name, store] as const),
);

describe('servers in processes of their own', () => {
  for (const [name, store] of cases) {
    it.skipIf(!storeKinds.includes(store))(
      `${name}, on ${store}`,
      { timeout: 300_000 },
      async () => {
        const soak = soaks[name];
        const url = store === 'postgres' ? await newDatabase() : null;
        expect(await soak?.run({ runs: soak.inTests, seed, url })).toMatchObject({ failed: null });
      },
    );
  }
});
