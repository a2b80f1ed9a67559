import { english } from './english.ts';
import { german } from './german.ts';
import type { Language } from './language.ts';
import { spanish } from './spanish.ts';

export type LintLanguage = 'en' | 'de' | 'es';
const languages: Record<LintLanguage, Language> = { en: english, de: german, es: spanish };

/**
 * What the lint finds; its sentence is `lint.<code>` in the locale files, the wording it offers `lint.offer.<code>` unless it made one.
 * `closed` and `long` are only hints, the others mean that this is no question that coaches.
 */
export interface LintIssue {
  code:
    | 'empty'
    | 'noQuestion'
    | 'order'
    | 'blame'
    | 'leading'
    | 'double'
    | 'tooLong'
    | 'closed'
    | 'long';
  severity: 'error' | 'warning';
  /** The words that gave it away. */
  words: string;
  /** A wording made from the sentence; null where the general one of the locale file stands. */
  offer: string | null;
}

/** A question that is longer is not read to its end: a hint from here, too long from there (characters). */
export const LONG = 110;
export const TOO_LONG = 160;

/** The language of a text, by its small words; the one given where they do not tell. */
export function languageOf(text: string, otherwise: LintLanguage): LintLanguage {
  const words = ` ${text.toLocaleLowerCase().replace(/[^\p{L}]+/gu, ' ')} `;
  const count = (list: string) =>
    list.split(' ').filter((word) => words.includes(` ${word} `)).length;
  const scores: [LintLanguage, number][] = [
    [
      'en',
      count(
        'the what who how is are did do does would they you your this that of to for with from when which please why',
      ),
    ],
    [
      'de',
      count(
        'der die das was wer wie ist sind hat haben würde sie du dein ihr dieser diese von zu für mit aus wann welche bitte warum den dem ein eine nicht',
      ),
    ],
    [
      'es',
      count(
        'el la los las qué quién cómo es son ha han ellos tú tu este esta de para con desde cuándo cuál por una un lo que no',
      ) + (/[¿¡]/.test(text) ? 3 : 0),
    ],
  ];
  const best = [...scores].sort((a, b) => b[1] - a[1])[0];
  return best &&
    best[1] > 0 &&
    best[1] > (scores.find(([language]) => language === otherwise)?.[1] ?? 0)
    ? best[0]
    : otherwise;
}

interface Sentence {
  text: string;
  end: string;
}

/** Sentences with their end marks. What stands in quotes is somebody else's words and is left out of the search. */
function sentencesOf(text: string, language: Language): Sentence[] {
  const plain = text.replace(/“[^”]*”|„[^“”]*[“”]|«[^»]*»|"[^"]*"|\$\d/g, '§').trim();
  const found: Sentence[] = [];
  let begin = 0;
  for (const mark of plain.matchAll(/[.!?…]+(?=\s|$|[)"”’])/g)) {
    const piece = plain.slice(begin, mark.index + 1);
    if (mark[0] === '.' && language.abbreviations.test(piece)) continue;
    if (
      mark[0].startsWith('…') &&
      mark.index + 1 < plain.length &&
      !/^\s+\p{Lu}/u.test(plain.slice(mark.index + mark[0].length))
    )
      continue;
    found.push({ text: plain.slice(begin, mark.index).trim(), end: mark[0] });
    begin = mark.index + mark[0].length;
  }
  const rest = plain.slice(begin).trim();
  if (rest !== '') found.push({ text: rest, end: '' });
  return found.filter((sentence) => sentence.text !== '' || sentence.end !== '');
}

const firstMatch = (patterns: readonly RegExp[], text: string) =>
  patterns
    .map((pattern) => pattern.exec(text)?.[0])
    .find((hit) => hit !== undefined && hit.trim() !== '');

/** Finds what makes a text no coaching question. An empty list means: it asks. */
export function lint(text: string, language: LintLanguage): LintIssue[] {
  const trimmed = text.trim();
  if (trimmed === '') return [{ code: 'empty', severity: 'error', words: '', offer: null }];
  const rules = languages[language];
  const issues: LintIssue[] = [];
  const add = (
    code: LintIssue['code'],
    severity: LintIssue['severity'],
    words: string,
    offer: string | null = null,
  ) => issues.push({ code, severity, words: words.trim(), offer });
  const sentences = sentencesOf(trimmed, rules);
  const questions = sentences.filter((sentence) => sentence.end.includes('?'));
  const last = sentences.at(-1);
  for (const { text: sentence } of sentences) {
    const blame = firstMatch(rules.blame, sentence);
    const leading = firstMatch(rules.leading, sentence);
    const order = firstMatch(rules.orders, sentence);
    if (blame !== undefined) add('blame', 'error', blame);
    else if (leading !== undefined) add('leading', 'error', leading);
    else if (order !== undefined) add('order', 'error', order, rules.fromOrder(sentence));
  }
  if (questions.length === 0 || !last?.end.includes('?'))
    add('noQuestion', 'error', last?.text.slice(-40) ?? '');
  const single = questions.length === 1 ? (questions[0]?.text ?? '') : '';
  const joined = questions.length > 1 ? null : secondQuestion(rules, single);
  if (questions.length > 1)
    add(
      'double',
      'error',
      questions.map((question) => `${question.text}?`).join(' '),
      `${questions[0]?.text}?`,
    );
  else if (joined) add('double', 'error', joined.words, `${joined.first}?`);
  const asked = last?.end.includes('?') ? last.text : '';
  if (
    issues.length === 0 &&
    asked !== '' &&
    !rules.open.test(asked) &&
    rules.closed.test(asked) &&
    !rules.choice.test(asked)
  )
    add('closed', 'warning', asked.split(' ').slice(0, 3).join(' '));
  if (trimmed.length > TOO_LONG) add('tooLong', 'error', String(trimmed.length));
  else if (trimmed.length > LONG) add('long', 'warning', String(trimmed.length));
  return issues;
}

/** The second of two questions in one sentence, where there is one. */
function secondQuestion(
  rules: Language,
  question: string,
): { first: string; words: string } | null {
  const found = rules.joined.exec(question);
  if (!found || found.index < 8) return null;
  const first = question.slice(0, found.index).trim();
  // A condition before the question (“If they left, who …”) is no question of its own; Spanish marks where one begins.
  if (question.includes('¿') && !first.includes('¿')) return null;
  return rules.open.test(first) || rules.closed.test(first) ? { first, words: found[0] } : null;
}

export function refuses(issues: readonly LintIssue[]): boolean {
  return issues.some((issue) => issue.severity === 'error');
}
