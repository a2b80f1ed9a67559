import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordReader } from '../../lib/coaching/evidence/read.ts';
import { lint } from '../../lib/coaching/lint/index.ts';
import { clauseAt, sentencesOf } from '../../lib/coaching/statements/sentences.ts';

const read = (text: string) => wordReader.text({ text, from: 'note', by: 'us' });

/** Texts of the longest length that a note may have, made to be read slowly. */
const HOSTILE: readonly [name: string, unit: string, end: string][] = [
  ['dots', '.', 'x'],
  ['dots and spaces', '. ', ''],
  ['questions', '? ', ''],
  ['line breaks', 'a\n', ''],
  ['titles', 'Dr. ', ''],
  ['dates', '1. a', ''],
  ['commas', 'a, ', ''],
  ['conditions in one sentence', 'if …', ''],
  ['long sentences of conditions', `${'if '.repeat(190)}. `, ''],
  ['long sentences of negations', `${'not “'.repeat(110)}. `, ''],
  ['quotation marks', '“', ''],
];

describe('long texts', () => {
  // Where the time grows with the square of the length, one of these takes minutes, and a teammate
  // could stop the background of others with a few notes.
  it.each(HOSTILE)('are read in bounded work: %s', (_, unit, end) => {
    const text = unit.repeat(Math.floor(20_000 / unit.length)) + end;
    for (let count = 0; count < 5; count += 1) read(`${count} ${text}`);
    expect(sentencesOf(text).length).toBeLessThanOrEqual(121);
  });

  it('are split in one pass, however many marks follow each other', () => {
    expect(sentencesOf(`${'.'.repeat(300_000)}x`)).toHaveLength(1);
    expect(() => lint(`${'.'.repeat(200_000)}x`, 'en')).not.toThrow();
  });

  it('are read at their start', () => {
    const long = 'We met in the canteen. '.repeat(200);
    expect(read(`All spending is frozen until April. ${long}`).said).toContainEqual(
      expect.objectContaining({ kind: 'trouble' }),
    );
  });

  it('have the clause around any position of any sentence, whatever was asked for before', () => {
    const sentence = fc.array(fc.constantFrom('a', ', ', ' but ', 'b c', ' – ', '(', 'aber'), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(sentence, sentence, fc.nat(40), (parts, others, at) => {
        const text = parts.join('');
        const first = clauseAt(text, at);
        clauseAt(others.join(''), at);
        expect(clauseAt(text, at)).toEqual(first);
        expect(first.start).toBeLessThanOrEqual(Math.max(first.end, at));
      }),
      { seed: 20_261_128, numRuns: 300 },
    );
  });
});
