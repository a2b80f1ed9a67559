import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { anyOf } from '../../../lib/coaching/evidence/phrases.ts';

const folder = '../../../lib/coaching/evidence/words';

/** Reasons for which an alternative of a phrase can match nothing, or everything. */
const faults: Record<string, RegExp> = {
  'a literal backslash': /\\\\/,
  'an empty alternative': /\|\||\(\?:\||\|\)/,
  // No letter may follow a phrase, so a phrase cannot end before the next word.
  'a space at the end': /(?:[ …]|[ …]\(\?:[^()]*[ …]\)[?*])$/,
};
const faultsIn = (phrase: string): string[] =>
  Object.keys(faults).filter((name) => faults[name]?.test(phrase));

/** All phrases in an exported value. */
const phrasesIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || value instanceof RegExp) return [];
  return Object.values(value).flatMap(phrasesIn);
};

describe('phrases', () => {
  const files = readdirSync('lib/coaching/evidence/words');
  it.each(files)('can match in every alternative: %s', async (file) => {
    const module: object = await import(`${folder}/${file}`);
    const wrong = phrasesIn(module).flatMap((phrase) =>
      faultsIn(phrase).map((fault) => `${fault}: ${phrase}`),
    );
    expect(wrong).toEqual([]);
  });
  it.each([
    ['a literal backslash', String.raw`\\d+ %`],
    ['an empty alternative', '(?:talking to||bid from)'],
    ['a space at the end', 'what matters …'],
    ['a space at the end', String.raw`lost to (?:\S+ )?`],
  ])('the check finds %s: %s', (fault, phrase) => {
    expect(faultsIn(phrase)).toEqual([fault]);
    expect(faultsIn(String.raw`\d+ ?% (?:\S+ )?(?:cheaper|below)`)).toEqual([]);
  });
  it('do not match before a letter', () => {
    const list = { en: ['lost to '], de: [], es: [] };
    expect(anyOf(list).test('They lost to Kelbrook')).toBe(false);
  });
});
