import { isKnownName } from '../said/names.ts';
import { isDenied, isSupposed } from './certainty.ts';
import { nameAfter, nameBefore } from './names.ts';
import { anyOf } from './phrases.ts';
import type { Reader } from './statement.ts';
import { AFTER_PERSON, BEFORE_PERSON, NO_PERSON } from './words/newPerson.ts';

const before = new RegExp(anyOf(BEFORE_PERSON).source, 'giu');
const after = new RegExp(anyOf(AFTER_PERSON).source, 'giu');
const unless = anyOf(NO_PERSON);
/** “Frau Dr. Kessler, Einkauf, sie entscheidet”: a clause and a pronoun stand in between. */
const PRONOUN = /(?:,[^,]{1,40})?,\s*(?:and\s+)?(?:s?he|er|sie|ella|él|quien|who|die|der)\s*$/iu;

function nameIn(sentence: string): { name: string; from: number; to: number } | null {
  for (const { index, 0: words } of sentence.matchAll(before)) {
    const name = nameAfter(sentence, index + words.length);
    if (name) return { name, from: index, to: index + words.length };
  }
  for (const { index, 0: words } of sentence.matchAll(after)) {
    const end = PRONOUN.exec(sentence.slice(0, index))?.index ?? index;
    const name = nameBefore(sentence, end);
    if (name) return { name, from: index, to: index + words.length };
  }
  return null;
}

/**
 * A person who is newly named as contact or decider. The words of the hit are the name.
 * @param known names of the contacts, the account and ours.
 */
export function newPerson(known: readonly string[]): Reader {
  return (sentence, { by }) => {
    const found = nameIn(sentence);
    if (!found || isKnownName(found.name, known)) return null;
    const { name, from, to } = found;
    const sure =
      !unless.test(sentence) &&
      !isDenied(sentence, from, to) &&
      !isSupposed(sentence, from) &&
      !(by === 'us' && sentence.endsWith('?'));
    return { from, to, words: name, sure };
  };
}
