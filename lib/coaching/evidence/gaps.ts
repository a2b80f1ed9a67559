import { pattern } from '../patterns.ts';
import { clausesOf } from '../statements/sentences.ts';
import { isUntrue, startsSupposed } from './certainty.ts';
import { anyOf, type Pattern } from './phrases.ts';
import type { Hit, Reader } from './statement.ts';
import { GAP, NO_GAP } from './words/gaps.ts';
import { AGREED, PENDING_BODY, PENDING_PAPER } from './words/pending.ts';
import { STATED } from './words/stated.ts';
import { STATED_SHORT_NEED } from './words/statedShortNeed.ts';
import { STATED_SHORT_PEOPLE } from './words/statedShortPeople.ts';
import { STATED_SHORT_PLAN } from './words/statedShortPlan.ts';
import { type GapTopic, TOPICS } from './words/topics.ts';

export type { GapTopic };

const gap = anyOf(GAP);
const closed = anyOf(NO_GAP);
const topics = Object.entries(TOPICS).map(
  ([topic, words]) => [topic as GapTopic, anyOf(words)] as const,
);
const stated: readonly (readonly [GapTopic, Pattern])[] = [
  STATED,
  STATED_SHORT_NEED,
  STATED_SHORT_PEOPLE,
  STATED_SHORT_PLAN,
].flatMap((lists) =>
  Object.entries(lists).map(([topic, words]) => [topic as GapTopic, anyOf(words)] as const),
);

const NOT_KNOWN = pattern('iu')`
  (?:don't know|do not know|no idea|weiß (?:ich|man|niemand)|wissen wir|keine ahnung|unklar|unclear
  |no (?:lo )?(?:sé|sabemos)|ni idea)`;

/** What a body or a department has still to do, without a day for it. */
const pending: readonly (readonly [GapTopic, Pattern])[] = [
  ['approval', anyOf(PENDING_BODY)],
  ['paper', anyOf(PENDING_PAPER)],
];
const agreed = anyOf(AGREED);
const DAY = pattern('iu')`
  \d{1,2}[./:]\d|\d(?:st|nd|rd|th)\b|\b\d{1,2}\.? (?:de )?[\p{L}]{3,}ber?\b|\bKW\b
  |\d{1,2}\.(?:\s|$)`;

/** A clause of only a few words that says “I don't know” continues the clause before it. */
const SHORT = 5;

/** An indirect question continues the words of not knowing before it: “ich weiß nicht, wer …”. */
const ASKS = pattern('iu')`
  ^(?:wer|was|wann|wie|wo|warum|wieso|weshalb|bis wann|welche|wessen|wen|ob|who|what|when|how|why
  |which|whose|whether|if|qui[eé]n|qué|cu[aá]|cómo|por qué|para|si|con qué|a qui[eé]n)`;
/** An indirect question that stands first: “Whether it is budgeted, I don't know”. */
const ASKS_FIRST = /^[^\p{L}]*(?:ob|whether|if|si)(?![\p{L}])/iu;

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
  const said = stated.flatMap(([topic, words]) => (words.test(sentence) ? [topic] : []));
  if (!DAY.test(sentence) && !agreed.test(sentence))
    for (const [topic, words] of pending) if (words.test(sentence)) said.push(topic);
  if (said.length > 0) return said;
  const topicOf = (clause: string) => topics.find(([, words]) => words.test(clause))?.[0] ?? null;
  return clausesWithGap(sentence)
    .map(topicOf)
    .filter((topic) => topic !== null);
}

/** The statement that a topic is not yet discussed, asked or known. */
export function gapOf(topic: GapTopic): Reader {
  return (sentence, { by }): Hit | null => {
    if (!topicsIn(sentence).includes(topic)) return null;
    const sure =
      !closed.test(sentence) &&
      !isUntrue(sentence) &&
      (!startsSupposed(sentence) || (ASKS_FIRST.test(sentence) && NOT_KNOWN.test(sentence))) &&
      !(by === 'us' && sentence.endsWith('?'));
    return { from: 0, to: sentence.length, sure };
  };
}
