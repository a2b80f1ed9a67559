import type { DealStatus } from './deal.ts';
import {
  BESIDE,
  BETWEEN,
  DOUBT,
  folded,
  LOST,
  NEGATION,
  OPEN,
  OPEN_PHRASES,
  REASON,
  WON,
} from './stageWords.ts';

/**
 * What the name of a stage says about its deals: the last resort, where neither the CRM nor a
 * person says it. A name states an outcome only where every word beside it is known to change
 * nothing. Companies invent names: any other name is unknown, and a person is asked.
 */

/** The words of a clause. A word keeps its apostrophe: “won’t” is not “won”. */
const foldedWords = (clause: string): string[] =>
  folded(clause).match(/\p{L}+(?:['’´`]\p{L}+)*/gu) ?? [];

/** Without numbering (“6 - ”, “Stage 3: ”, “🏆 ”) at its start; “ClosedWon” as two words. */
function plain(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/(\p{Ll})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/_/g, ' ')
    .replace(/^\p{L}\s?(?=\d)|^(?:stage|step|phase|etapa|étape|fase|fas)\s*(?=\d)/iu, '')
    .replace(/^[^\p{L}\p{M}]+/u, '')
    .trim();
}

/** Clauses: “Closed Lost – price” has two, “Closed-Lost” one. */
const clausesOf = (name: string): string[] =>
  name.split(/\s[-–—→>]+\s|[-–—](?=\s)|[:;,()[\]{}|/→•·・]/u).filter((part) => /\p{L}/u.test(part));

type Outcome = Exclude<DealStatus, 'open'>;
const outcomeOf = (word: string): Outcome | null => {
  if (WON.has(word)) return 'won';
  return LOST.has(word) ? 'lost' : null;
};

/** The outcome of a clause of which every word is known, up to a reason (“Lost to …”). */
function statedIn(words: readonly string[]): Outcome | null {
  const at = words.findIndex((word) => outcomeOf(word) !== null);
  const after = words.slice(at + 1);
  const reason = after.findIndex((word) => REASON.has(word));
  // Two letters can be a word of one language and a preposition of another.
  const plainWords = reason === 0 ? [] : after.slice(0, reason < 0 ? undefined : reason);
  const isPlain = [...words.slice(0, at), ...plainWords].every(
    (word) => BESIDE.has(word) || outcomeOf(word) !== null,
  );
  return at >= 0 && isPlain ? outcomeOf(words[at] ?? '') : null;
}

/** A share other than all or nothing is a forecast: “90% won”. */
const isForecast = (name: string) =>
  [...name.matchAll(/(\d+)\s*%/g)].some(([, share]) => share !== '100' && share !== '0');

/** Abbreviations in capitals, like the region in “Sales EMEA: Won”. */
const codesIn = (name: string): ReadonlySet<string> =>
  new Set(/\p{Ll}/u.test(name) ? name.match(/(?<!\p{L})\p{Lu}{2,5}(?!\p{L})/gu)?.map(folded) : []);

/** The outcome that a name states; null for none, and for one that it puts in doubt. */
function outcomeIn(name: string, clauses: readonly string[][]): Outcome | null {
  const outcomes = new Set(clauses.flat().flatMap((word) => outcomeOf(word) ?? []));
  if (outcomes.size !== 1 || /[?？]/u.test(name)) return null;
  const first = clauses.findIndex((words) => words.some((word) => outcomeOf(word) !== null));
  const codes = codesIn(name);
  const before = clauses.slice(0, first).flat();
  if (!before.every((word) => BESIDE.has(word) || codes.has(word))) return null;
  const stated = statedIn(clauses[first] ?? []);
  const isDoubt = (word: string) =>
    (DOUBT.has(word) && !BESIDE.has(word)) || (stated === 'won' && NEGATION.has(word));
  return clauses.flat().some(isDoubt) ? null : stated;
}

/** The status that a stage's name states; null for a name that does not state one. */
export function statusOfName(stage: string): DealStatus | null {
  const name = plain(stage);
  const clauses = clausesOf(name).map(foldedWords);
  const words = clauses.flat();
  if (words.some((word) => outcomeOf(word) !== null))
    return isForecast(stage) ? null : outcomeIn(name, clauses);
  const isOpen =
    OPEN_PHRASES.has(words.join(' ')) ||
    (words.some((word) => OPEN.has(word)) &&
      words.every((word) => OPEN.has(word) || BETWEEN.has(word)));
  return isOpen && !/[?？]/u.test(name) ? 'open' : null;
}
