import { pattern } from '../patterns.ts';
import { clausesOf } from '../said/sentences.ts';
import { isUntrue, startsSupposed } from './certainty.ts';
import { anyOf } from './phrases.ts';
import type { Hit, Reader } from './statement.ts';
import { GAP, NO_GAP, STATED } from './words/gaps.ts';
import { type GapTopic, TOPICS } from './words/topics.ts';

export type { GapTopic };

const gap = anyOf(GAP);
const closed = anyOf(NO_GAP);
const topics = Object.entries(TOPICS).map(
  ([topic, words]) => [topic as GapTopic, anyOf(words)] as const,
);
const stated = new Map(
  Object.entries(STATED).map(([topic, words]) => [topic as GapTopic, anyOf(words)]),
);

/** A clause of only a few words that says “I don't know” continues the clause before it. */
const SHORT = 5;

/** An indirect question continues the words of not knowing before it: “ich weiß nicht, wer …”. */
const ASKS = pattern('iu')`
  ^(?:wer|was|wann|wie|wo|warum|wieso|weshalb|bis wann|who|what|when|how|why
  |qui[eé]n|qué|cu[aá]|cómo|por qué|para)`;

function clausesWithGap(sentence: string): string[] {
  const clauses = clausesOf(sentence);
  return clauses.flatMap((clause, index) => {
    if (!gap.test(clause)) return [];
    const [before, after] = [clauses[index - 1], clauses[index + 1]];
    const isShort = clause.split(/\s+/).length <= SHORT;
    if (!isShort || topics.some(([, words]) => words.test(clause))) return [clause];
    if (after !== undefined && ASKS.test(after)) return [`${clause} ${after}`];
    return [before === undefined ? clause : `${before} ${clause}`];
  });
}

/** The topics that a sentence says are not discussed, not asked or not known. */
function topicsIn(sentence: string): GapTopic[] {
  const found = clausesWithGap(sentence).flatMap((clause) => {
    const topic = topics.find(([, words]) => words.test(clause))?.[0];
    return topic ? [topic] : [];
  });
  for (const [topic, words] of stated) if (words.test(sentence)) found.push(topic);
  return found;
}

/** The statement that a topic is not yet discussed, asked or known. */
export function gapOf(topic: GapTopic): Reader {
  return (sentence, { by }): Hit | null => {
    if (!topicsIn(sentence).includes(topic)) return null;
    const sure =
      !closed.test(sentence) &&
      !isUntrue(sentence) &&
      !startsSupposed(sentence) &&
      !(by === 'us' && sentence.endsWith('?'));
    return { from: 0, to: sentence.length, sure };
  };
}
