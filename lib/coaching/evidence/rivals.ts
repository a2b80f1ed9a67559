import { isDenied, isSupposed } from './certainty.ts';
import { isKnownName, nameAfter, nameBefore, PERSON } from './names.ts';
import { anyOf } from './phrases.ts';
import { type Hit, type Reader, reader } from './statement.ts';
import { AFTER_RIVAL, BEFORE_RIVAL, NO_RIVAL, OWN_SUPPLIER, RIVALS } from './words/rivals.ts';

const before = new RegExp(anyOf(BEFORE_RIVAL).source, 'giu');
const after = new RegExp(anyOf(AFTER_RIVAL).source, 'giu');
const unless = anyOf(NO_RIVAL);
const own = anyOf(OWN_SUPPLIER);
const general = reader({ says: anyOf(RIVALS), unless });

/** A name next to words of an offer, a pilot or an evaluation. */
function named(sentence: string, known: readonly string[]): Hit | null {
  const hit = (name: string | null, from: number, to: number): Hit | null =>
    name === null || PERSON.test(name) || isKnownName(name, known)
      ? null
      : {
          from,
          to,
          words: name,
          sure:
            !unless.test(sentence) && !isDenied(sentence, from, to) && !isSupposed(sentence, from),
        };
  for (const { index, 0: words } of sentence.matchAll(before)) {
    const to = index + words.length;
    const found = hit(nameAfter(sentence, to), index, to);
    if (found) return found;
  }
  for (const { index, 0: words } of sentence.matchAll(after)) {
    const found = hit(nameBefore(sentence, index), index, index + words.length);
    if (found) return found;
  }
  return null;
}

/**
 * Another supplier's offer, pilot or evaluation.
 * @param known names of the account, its people and ours: none of them is another supplier.
 */
export function rivals(known: readonly string[]): Reader {
  return (sentence, piece) => {
    const hit = named(sentence, known) ?? general(sentence, piece);
    if (!hit) return null;
    const isOurs = piece.by === 'us' && own.test(sentence);
    const isQuestion = piece.by === 'us' && sentence.endsWith('?');
    return isOurs || isQuestion ? { ...hit, sure: false } : hit;
  };
}

/**
 * Competitors that the organisation listed by name; null for none. Special characters in a name are
 * escaped.
 */
export function listedRivals(names: readonly string[]): Reader | null {
  const escaped = names
    .map((name) => name.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .filter((name) => name.length > 1);
  if (escaped.length === 0) return null;
  const says = new RegExp(`(?<![\\p{L}\\p{N}])(?:${escaped.join('|')})(?![\\p{L}\\p{N}])`, 'iu');
  return reader({ says, unless });
}
