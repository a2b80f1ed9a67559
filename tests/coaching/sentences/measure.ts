import { wordReader } from '../../../lib/coaching/evidence/read.ts';
import type { LabelledSentence } from './read.ts';

/** What the word lists find of one kind. */
export interface Figures {
  kind: string;
  /** Sentences that say it, and those of them in which it is found. */
  said: number;
  found: number;
  /** Sentences that only look like it, and those of them in which it is found. */
  near: number;
  nearFound: number;
  /** All other sentences in which it is found. */
  elsewhere: number;
}

/** A sentence with the kinds that the word lists find in it. */
export interface Read {
  sentence: LabelledSentence;
  found: ReadonlySet<string>;
}

export function readSentences(sentences: readonly LabelledSentence[]): Read[] {
  return sentences.map((sentence) => {
    const { text, place } = sentence;
    const { said } = wordReader.text({
      text,
      from: place === 'note' ? 'note' : 'activity',
      by: place === 'in' ? 'buyer' : 'us',
    });
    return { sentence, found: new Set<string>(said.map(({ kind }) => kind)) };
  });
}

/** The figures of each kind that a sentence is labelled with, by name. */
export function figuresOf(reads: readonly Read[]): Figures[] {
  const kinds = [...new Set(reads.flatMap(({ sentence }) => [...sentence.says]))].sort();
  return kinds.map((kind) => {
    const figures = { kind, said: 0, found: 0, near: 0, nearFound: 0, elsewhere: 0 };
    for (const { sentence, found } of reads) {
      const isFound = found.has(kind) ? 1 : 0;
      if (sentence.says.has(kind)) {
        figures.said += 1;
        figures.found += isFound;
      } else if (sentence.near === kind) {
        figures.near += 1;
        figures.nearFound += isFound;
      } else figures.elsewhere += isFound;
    }
    return figures;
  });
}

const share = (count: number, of: number) =>
  of === 0 ? '–' : `${count}/${of} ${Math.round((100 * count) / of)}%`;

/** A table of the figures, and their sums. */
export function sentencesReport(reads: readonly Read[]): string {
  const figures = figuresOf(reads);
  const sum = (of: (item: Figures) => number) => figures.reduce((all, item) => all + of(item), 0);
  const total: Figures = {
    kind: 'all',
    said: sum(({ said }) => said),
    found: sum(({ found }) => found),
    near: sum(({ near }) => near),
    nearFound: sum(({ nearFound }) => nearFound),
    elsewhere: sum(({ elsewhere }) => elsewhere),
  };
  const lines = [total, ...figures].map(
    ({ kind, said, found, near, nearFound, elsewhere }) =>
      `| ${kind} | ${share(found, said)} | ${share(nearFound, near)} | ${elsewhere} |`,
  );
  return [
    '| kind | found | found where it only looks like it | found elsewhere |',
    '|---|---|---|---|',
    ...lines,
  ].join('\n');
}

/** The sentences that are read wrongly, a line each. */
export function mistakesOf(reads: readonly Read[]): string[] {
  return reads.flatMap(({ sentence, found }) => [
    ...[...sentence.says]
      .filter((kind) => !found.has(kind))
      .map((kind) => `missed ${kind} (${sentence.language}): ${sentence.text}`),
    ...[...found]
      .filter((kind) => !sentence.says.has(kind))
      .map((kind) => `wrong ${kind} (${sentence.language}): ${sentence.text}`),
  ]);
}
