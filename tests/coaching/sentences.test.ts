import { describe, expect, it } from 'vitest';
import { figuresOf, readSentences } from './sentences/measure.ts';
import { labelledSentences, sentenceOf } from './sentences/read.ts';

const note = (line: string) => sentenceOf('ada', 'en', line);

describe('labelled sentences', () => {
  it('follow their format, and no author wrote one twice', () => {
    const sentences = labelledSentences('open');
    const texts = sentences.map(({ author, language, text }) => `${author} ${language} ${text}`);
    expect(sentences.length).toBeGreaterThan(6000);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it.each([
    ['an unknown kind', 'weather\t+\tnote\tIt rains'],
    ['an unknown place', 'trouble\t+\tfax\tThey stopped it'],
    ['no sign', 'trouble\t\tnote\tThey stopped it'],
    ['no text', 'trouble\t+\tnote\t'],
    ['an unknown other kind', 'trouble\t+\tnote\tThey stopped it\tweather'],
  ])('a line with %s is refused', (_, line) => {
    expect(() => note(line)).toThrow();
  });

  it('are counted by what they say, look like, and are found in', () => {
    const reads = readSentences([
      note('trouble\t+\tnote\tAll spending is frozen until April'),
      note('trouble\t+\tnote\tThe canteen serves soup'),
      note('trouble\t-\tnote\tThe spending freeze is over, they told us\tresolved'),
      note('neutral\t-\tnote\tWe met in the canteen'),
    ]);
    const [, trouble] = figuresOf(reads);
    expect(trouble).toEqual({
      kind: 'trouble',
      said: 2,
      found: 1,
      near: 1,
      nearFound: 0,
      elsewhere: 0,
    });
  });

  it('keeps the sealed ones out of tests', () => {
    expect(() => labelledSentences('sealed')).toThrow('No test reads');
  });
});
