import { expect, it } from 'vitest';
import { createNonces } from '../../lib/platform/nonces.ts';

function over(stored: Record<string, unknown>) {
  let count = 0;
  // As slow as a browser's, so that two concurrent calls would meet between reading and removing.
  const turn = () => new Promise((done) => setImmediate(done));
  return createNonces(
    {
      get: async (key) => turn().then(() => (key in stored ? { [key]: stored[key] } : {})),
      set: async (items) => turn().then(() => void Object.assign(stored, items)),
      remove: async (key) => turn().then(() => void Reflect.deleteProperty(stored, key)),
    },
    () => `nonce ${++count}`,
  );
}

it('is good for one greeting from its own tab', async () => {
  const nonces = over({});
  const nonce = await nonces.issue(1);
  expect(await nonces.claim(2, nonce)).toBe(false);
  expect(await nonces.claim(1, 'guessed')).toBe(false);
  expect(await Promise.all([nonces.claim(1, nonce), nonces.claim(1, nonce)])).toEqual([
    true,
    false,
  ]);
});

it('leaves nothing behind when frames never report', async () => {
  const stored = {};
  const nonces = over(stored);
  const [first] = [await nonces.issue(1), await nonces.issue(1), await nonces.issue(2)];
  expect(Object.keys(stored)).toHaveLength(2);
  expect(await nonces.claim(1, first)).toBe(false);
  await nonces.forget(1);
  await nonces.forget(2);
  expect(stored).toEqual({});
});

it('is claimed from memory, and once also by a worker that started since', async () => {
  const stored: Record<string, unknown> = {};
  const reads: string[] = [];
  const storage = {
    get: async (key: string) => {
      reads.push(key);
      return key in stored ? { [key]: stored[key] } : {};
    },
    set: async (items: Record<string, unknown>) => void Object.assign(stored, items),
    remove: async (key: string) => void Reflect.deleteProperty(stored, key),
  };
  const worker = () => createNonces(storage, () => 'x');
  const first = worker();
  const nonce = await first.issue(1);
  expect(await first.claim(1, nonce)).toBe(true);
  expect([await first.claim(1, nonce), reads]).toEqual([false, []]);
  const other = await worker().issue(1);
  const [second, third] = [worker(), worker()];
  expect(await second.claim(1, other)).toBe(true);
  await second.forget(2); // in its turn, so after the removal
  expect(await third.claim(1, other)).toBe(false);
});

it('goes on after the storage has failed once', async () => {
  let fails = true;
  const nonces = createNonces(
    {
      get: async () => ({}),
      remove: async () => {},
      async set() {
        if (fails) throw new Error('full');
      },
    },
    () => 'x',
  );
  await expect(nonces.issue(1)).rejects.toThrow('full');
  fails = false;
  expect(await nonces.issue(1)).toBe('x');
});
