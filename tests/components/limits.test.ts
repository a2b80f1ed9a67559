import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limitTexts, readLimits, thresholdOf } from '../../components/workspace/limitValues.ts';
import { signals } from '../../lib/coaching/index.ts';

const locales = ['en', 'en-GB', 'de', 'de-AT', 'de-CH', 'es', 'es-MX'];

describe('thresholds', () => {
  it.each([
    ['100.000', 'de', 100_000],
    ['100.000', 'es', 100_000],
    ['100,000', 'en', 100_000],
    ["100'000", 'de-CH', 100_000],
    ['100000', 'de', 100_000],
    ['0,5', 'de', 0.5],
    ['0.5', 'de', 0.5],
    ['100.000 €', 'de', 100_000],
    ['84k', 'en', 84_000],
    ['', 'de', null],
    ['-3', 'de', null],
    ['many', 'en', null],
    ['1.2.3', 'de', null],
    ['5 - 10', 'en', null],
  ])('%s in %s', (text, locale, value) => expect(thresholdOf(text, locale)).toBe(value));
  it('are read as they are written', () => {
    const ids = signals.map((signal) => signal.id);
    const limit = fc.oneof(
      fc.nat(1_000_000),
      fc.nat(1_000_000).map((value) => value / 1000),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...locales),
        fc.dictionary(fc.constantFrom(...ids), limit),
        (locale, stored) => {
          const changed = Object.fromEntries(
            Object.entries(stored).filter(
              ([id, value]) => signals.find((signal) => signal.id === id)?.limit !== value,
            ),
          );
          expect(readLimits(limitTexts(stored, locale), locale)).toEqual({
            limits: changed,
            wrong: [],
          });
        },
      ),
      { numRuns: 150, seed: 20261127 },
    );
  });
  it('report a text that cannot be read, and save no other number for it', () => {
    const { limits, wrong } = readLimits({ ...limitTexts({}, 'de'), noPower: '1.000.00' }, 'de');
    expect(wrong.map((signal) => signal.id)).toEqual(['noPower']);
    expect(limits).toEqual({});
  });
});
