import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as z from 'zod/mini';
import { statementKinds } from '../../../lib/model/index.ts';

/** Kinds of sentences that no reader finds yet. */
export const unreadKinds = ['effort', 'reopened'] as const;
const Kind = z.enum([...statementKinds, ...unreadKinds]);

/** Where a sentence stands: a note, the start of a received or sent message, a next step. */
const Place = z.enum(['note', 'in', 'out', 'step']);

/** The cells of a line, as README.md says. */
const Cells = z.tuple([
  z.union([Kind, z.literal('neutral')]),
  z.enum(['+', '-']),
  Place,
  z.string().check(z.minLength(1)),
  z.array(Kind),
]);

export interface LabelledSentence {
  /** Pseudonym of the person who wrote it. */
  author: string;
  language: string;
  place: z.infer<typeof Place>;
  text: string;
  says: ReadonlySet<string>;
  /** The kind that it looks like and does not say; null for none. */
  near: string | null;
}

/** @throws ZodError for a line that does not follow README.md. */
export function sentenceOf(author: string, language: string, line: string): LabelledSentence {
  const [first, second, third, fourth, others = ''] = line.split('\t');
  const names = others.split(',').map((name) => name.trim());
  const [kind, sign, place, text, more] = Cells.parse([
    first,
    second,
    third,
    fourth,
    names.filter((name) => name !== ''),
  ]);
  return {
    author,
    language,
    place,
    text,
    says: new Set(sign === '+' ? [kind, ...more] : more),
    near: sign === '-' && kind !== 'neutral' ? kind : null,
  };
}

const folder = resolve(import.meta.dirname);

/** The labelled sentences of one part, in a fixed order. The sealed ones are not for tests. */
export function labelledSentences(part: 'open' | 'sealed'): LabelledSentence[] {
  if (part === 'sealed' && process.env.VITEST)
    throw new Error('No test reads the sealed sentences (tests/coaching/sentences/README.md).');
  return readdirSync(`${folder}/${part}`)
    .filter((name) => name.endsWith('.tsv'))
    .sort()
    .flatMap((name) => {
      const [author = '', language = ''] = name.replace('.tsv', '').split('-');
      return readFileSync(`${folder}/${part}/${name}`, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => sentenceOf(author, language, line));
    });
}
