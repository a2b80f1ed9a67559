import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seal, unseal } from '../../lib/platform/sealed.ts';

const PASSPHRASE = 'an old oak by the river';
const random = (bytes: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(bytes);

describe('a sealed file', () => {
  it('opens with its passphrase alone, however the letters were typed', async () => {
    const file = await seal('Tired, but the good kind', 'Bächlein am Weg', random);
    expect(await unseal(file, 'Bächlein am Weg')).toBe('Tired, but the good kind');
    expect(await unseal(file, 'Ba\u0308chlein am Weg')).toBe('Tired, but the good kind');
    expect(await unseal(file, 'bächlein am weg')).toBeNull();
    expect(await unseal(file, '')).toBeNull();
  });
  it('shows nothing of its text, and is another one each time', async () => {
    const [one, two] = [
      await seal('words', PASSPHRASE, random),
      await seal('words', PASSPHRASE, random),
    ];
    const text = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes);
    expect(text(one)).not.toContain('words');
    expect(text(one).slice(12)).not.toBe(text(two).slice(12));
  });
  it('with any byte changed, or cut off anywhere, does not open', async () => {
    const file = await seal('x', PASSPHRASE, random);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(file.length - 1),
        fc.integer({ min: 1, max: 255 }),
        async (at, by) => {
          // Other iterations take another time: a high byte of their number would take minutes.
          fc.pre(at < 8 || at >= 12);
          const changed = file.slice();
          changed[at] = (changed[at] ?? 0) ^ by;
          expect(await unseal(changed, PASSPHRASE)).toBeNull();
          expect(await unseal(file.slice(0, at), PASSPHRASE)).toBeNull();
        },
      ),
      { seed: 19, numRuns: 8 },
    );
  });
  it('of somebody else does not block the page with its number of iterations', async () => {
    const file = await seal('x', PASSPHRASE, random);
    for (const iterations of [0, 4_294_967_295]) {
      const other = file.slice();
      new DataView(other.buffer).setUint32(8, iterations);
      expect(await unseal(other, PASSPHRASE)).toBeNull();
    }
    const [fewer, more] = [file.slice(), new Uint8Array()];
    new DataView(fewer.buffer).setUint32(8, 1);
    expect(await unseal(fewer, PASSPHRASE)).toBeNull();
    expect(await unseal(more, PASSPHRASE)).toBeNull();
  });
});
