import { describe, expect, it } from 'vitest';
import { newDatabase, type StoreKind, storeKinds } from '../helpers/server.ts';
import { SAMPLE_SEED, soaks } from './index.ts';

const seed = Number(process.env.SIDELINE_SEED ?? SAMPLE_SEED);
const cases = (['kills', 'servers', 'network'] as const).flatMap((name) => (soaks[name]?.stores ?? []).map((store) => [name, store] as const));

describe('servers in processes of their own', () => {
  it.each(cases)('%s, on %s', { timeout: 300_000 }, async (name, store) => {
    if (!storeKinds.includes(store as StoreKind)) return expect(storeKinds).not.toContain(store);
    const soak = soaks[name];
    expect(await soak?.run({ runs: soak.inTests, seed, url: store === 'postgres' ? await newDatabase() : null })).toMatchObject({ failed: null });
  });
});
