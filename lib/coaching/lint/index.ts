import { words } from '../patterns.ts';
import { english } from './english.ts';
import { german } from './german.ts';
import type { Language } from './language.ts';
import { spanish } from './spanish.ts';

export type LintLanguage = 'en' | 'de' | 'es';
const languages: Record<LintLanguage, Language> = { en: english, de: german, es: spanish };

/**
 * A finding of the lint. Its sentence is `lint.<code>` in the locale files, and the general wording
 * that it offers is `lint.offer.<code>`. `closed` and `long` are hints; every other code means that
 * the text is not a coaching question.
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
  /** The words that matched. */
  matched: string;
  /** A wording made from the sentence; null where the general one of the locale file applies. */
  offer: string | null;
}

/**
 * Characters. People do not read a longer question to its end, so above LONG it gets a hint and
 * above TOO_LONG an error.
 */
export const LONG = 110;
export const TOO_LONG = 160;

/** Frequent short words of each language. */
const FREQUENT: Record<LintLanguage, readonly string[]> = {
  en: words(`
    the what who how is are did do does would they you your this that of to for with from when which
    please why
  `),
  de: words(`
    der die das was wer wie ist sind hat haben würde sie du dein ihr dieser diese von zu für mit aus
    wann welche bitte warum den dem ein eine nicht
  `),
  es: words(`
    el la los las qué quién cómo es son ha han ellos tú tu este esta de para con desde cuándo cuál
    por una un lo que no
  `),
};
/** Inverted marks exist only in Spanish, so they count as much as three words. */
const INVERTED_MARK_SCORE = 3;

/** The language of a text by its short words; `otherwise` where these do not decide. */
export function languageOf(text: string, otherwise: LintLanguage): LintLanguage {
  const plain = ` ${text.toLocaleLowerCase().replace(/[^\p{L}]+/gu, ' ')} `;
  const count = (language: LintLanguage) =>
    FREQUENT[language].filter((word) => plain.includes(` ${word} `)).length;
  const scores: Record<LintLanguage, number> = {
    en: count('en'),
    de: count('de'),
    es: count('es') + (/[¿¡]/.test(text) ? INVERTED_MARK_SCORE : 0),
  };
  let best = otherwise;
  for (const language of ['en', 'de', 'es'] as const)
    if (scores[language] > scores[best]) best = language;
  return best;
}

interface Sentence {
  text: string;
  end: string;
}

const END_MARKS = /[.!?…]+/g;
/** What may follow the mark at the end of a sentence. */
const ENDS = /^(?:\s|$|[)"”’])/;

/** Splits a text into sentences with their end marks. Quotes of other people are left out. */
function sentencesOf(text: string, language: Language): Sentence[] {
  const plain = text.replace(/“[^”]*”|„[^“”]*[“”]|«[^»]*»|"[^"]*"|\$\d/g, '§').trim();
  const sentences: Sentence[] = [];
  let begin = 0;
  for (const mark of plain.matchAll(END_MARKS)) {
    // Looked at here: in the expression it would be tried again from each mark of a long run.
    if (!ENDS.test(plain.slice(mark.index + mark[0].length))) continue;
    const piece = plain.slice(begin, mark.index + 1);
    const afterMark = plain.slice(mark.index + mark[0].length);
    const isAbbreviation = mark[0] === '.' && language.abbreviations.test(piece);
    const isPause =
      mark[0].startsWith('…') && mark.index + 1 < plain.length && !/^\s+\p{Lu}/u.test(afterMark);
    if (isAbbreviation || isPause) continue;
    sentences.push({ text: plain.slice(begin, mark.index).trim(), end: mark[0] });
    begin = mark.index + mark[0].length;
  }
  const rest = plain.slice(begin).trim();
  if (rest !== '') sentences.push({ text: rest, end: '' });
  return sentences.filter((sentence) => sentence.text !== '' || sentence.end !== '');
}

const firstMatch = (patterns: readonly RegExp[], text: string) =>
  patterns
    .map((candidate) => candidate.exec(text)?.[0])
    .find((match) => match !== undefined && match.trim() !== '');

const error = (code: LintIssue['code'], found: string, offer: string | null = null): LintIssue => ({
  code,
  severity: 'error',
  matched: found.trim(),
  offer,
});
const warning = (code: LintIssue['code'], found: string): LintIssue => ({
  code,
  severity: 'warning',
  matched: found.trim(),
  offer: null,
});

/** The most serious fault of one sentence: blame before a leading question before an order. */
function sentenceIssue(rules: Language, sentence: string): LintIssue | null {
  const blame = firstMatch(rules.blame, sentence);
  if (blame !== undefined) return error('blame', blame);
  const leading = firstMatch(rules.leading, sentence);
  if (leading !== undefined) return error('leading', leading);
  const order = firstMatch(rules.orders, sentence);
  return order === undefined ? null : error('order', order, rules.fromOrder(sentence));
}

/** More than one question, in sentences of their own or joined in one sentence. */
function doubleIssue(rules: Language, questions: readonly Sentence[]): LintIssue | null {
  const [first] = questions;
  if (!first) return null;
  if (questions.length > 1) {
    const all = questions.map((question) => `${question.text}?`).join(' ');
    return error('double', all, `${first.text}?`);
  }
  const joined = secondQuestion(rules, first.text);
  return joined && error('double', joined.matched, `${joined.first}?`);
}

/** The second of two questions in one sentence, where there is one. */
function secondQuestion(
  rules: Language,
  question: string,
): { first: string; matched: string } | null {
  const match = rules.joined.exec(question);
  if (!match || match.index < 8) return null;
  const first = question.slice(0, match.index).trim();
  // A condition before the question (“If they left, who …”) is not a second question. Spanish marks
  // where a question begins.
  if (question.includes('¿') && !first.includes('¿')) return null;
  return rules.open.test(first) || rules.closed.test(first) ? { first, matched: match[0] } : null;
}

function isClosed(rules: Language, question: string): boolean {
  return !rules.open.test(question) && rules.closed.test(question) && !rules.choice.test(question);
}

/** Lists what keeps a text from being a coaching question. An empty list means that it is one. */
export function lint(text: string, language: LintLanguage): LintIssue[] {
  const trimmed = text.trim();
  if (trimmed === '') return [error('empty', '')];
  const rules = languages[language];
  const sentences = sentencesOf(trimmed, rules);
  const issues = sentences.flatMap((sentence) => sentenceIssue(rules, sentence.text) ?? []);
  const questions = sentences.filter((sentence) => sentence.end.includes('?'));
  const last = sentences.at(-1);
  const endsAsQuestion = last?.end.includes('?') ?? false;
  if (!endsAsQuestion) issues.push(error('noQuestion', last?.text.slice(-40) ?? ''));
  const double = doubleIssue(rules, questions);
  if (double) issues.push(double);
  if (issues.length === 0 && last && isClosed(rules, last.text))
    issues.push(warning('closed', last.text.split(' ').slice(0, 3).join(' ')));
  if (trimmed.length > TOO_LONG) issues.push(error('tooLong', String(trimmed.length)));
  else if (trimmed.length > LONG) issues.push(warning('long', String(trimmed.length)));
  return issues;
}

export function refuses(issues: readonly LintIssue[]): boolean {
  return issues.some((issue) => issue.severity === 'error');
}
