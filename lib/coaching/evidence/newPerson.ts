import { pattern } from '../patterns.ts';
import { isKnownName } from '../statements/names.ts';
import { isDenied, isSupposed } from './certainty.ts';
import { isCommonName, nameAfter, nameBefore } from './names.ts';
import { allOf, anyOf } from './phrases.ts';
import type { Reader } from './statement.ts';
import {
  AFTER_PERSON,
  BEFORE_PERSON,
  NEW_ROLE,
  NO_PERSON,
  SELF,
  TAKES_PART,
} from './words/newPerson.ts';

const before = allOf(BEFORE_PERSON);
const after = allOf(AFTER_PERSON);
const unless = anyOf(NO_PERSON);
/** “Frau Dr. Kessler, Einkauf, sie entscheidet”: a clause and a pronoun stand in between. */
const PRONOUN = /(?:,[^,]{1,40})?,\s*(?:and\s+)?(?:s?he|er|sie|ella|él|quien|who|die|der)\s*$/iu;

function nameIn(sentence: string): { name: string; from: number; to: number } | null {
  for (const { index, 0: words } of before(sentence)) {
    const name = nameAfter(sentence, index + words.length);
    if (name) return { name, from: index, to: index + words.length };
  }
  for (const { index, 0: words } of after(sentence)) {
    const end = PRONOUN.exec(sentence.slice(0, index))?.index ?? index;
    const name = nameBefore(sentence, end);
    if (name) return { name, from: index, to: index + words.length };
  }
  return null;
}

/** A new post-holder without a name: “the new ops director”. */
const newRole = anyOf(NEW_ROLE);
/** A person of a department that has a say: “Begoña, la de finanzas”. */
const WITH_SAY = pattern('u')`
  (?<name>(?:(?:Frau|Herrn?|Hr\.|Fr\.|Mrs?|Ms|Dr|Sra?|Don|Doña)\.?\s+)*\p{Lu}[\p{L}'-]+
  (?:\s+\p{Lu}[\p{L}'-]+)?)
  ,?\s+(?:\((?=\p{L}))?(?:(?:from|of|in|the|their|vom|von|der|dem|aus|del|de|la|el|área|a)\s+){1,3}
  (?:[Ff]inance|[Pp]rocurement|[Pp]urchasing|[Ll]egal|[Ww]orks council|IT|[Cc]ontrolling
  |[Cc]ompliance|BR|Betriebsrat|Einkauf|Zentraleinkauf|Finanz\p{L}*|Rechtsabteilung|Recht
  |Datenschutz|IT-Sicherheit|[Cc]ompras|[Ff]inanzas|[Ff]inanciera?|[Jj]urídico|[Aa]dministración
  |[Ss]istemas|[Cc]alidad)(?![\p{L}])`;
const takesPart = anyOf(TAKES_PART);
const self = anyOf(SELF);

/** A message whose writer takes over: the name is not in it. */
function selfIn(sentence: string): { name: string; from: number; to: number } | null {
  const match = self.exec(sentence);
  return match && { name: match[0], from: match.index, to: match.index + match[0].length };
}

function roleIn(sentence: string): { name: string; from: number; to: number } | null {
  const person = WITH_SAY.exec(sentence);
  const name = person?.groups?.name;
  if (person && name !== undefined && !isCommonName(name) && takesPart.test(sentence))
    return { name, from: person.index, to: person.index + name.length };
  const role = newRole.exec(sentence);
  return role && { name: role[0], from: role.index, to: role.index + role[0].length };
}

/**
 * A person who is newly named as contact or decider. The words of the hit are the name.
 * @param known names of the contacts, the account and ours.
 */
export function newPerson(known: readonly string[]): Reader {
  return (sentence, { by }) => {
    const found = nameIn(sentence) ?? roleIn(sentence) ?? (by === 'us' ? null : selfIn(sentence));
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
