import type { StatementKind, StepSays, StoredStatement, TextSays } from '../../model/index.ts';
import { dayOf, type Now, today } from '../days.ts';
import { civilDate, latest } from './dates.ts';
import { isKnownName, namePattern } from './names.ts';
import { plain, sentencesOf, shown } from './sentences.ts';
import type { TextPiece } from './written.ts';

// What texts say, from the statements that were read in them with the word lists (evidence/).

/** A text with what it says. */
export interface ReadText extends TextPiece {
  says: TextSays;
}

/** What a text says for sure, with the sentence as evidence. */
export interface Statement {
  /** The words that say it, as written. */
  hit: string;
  /** The sentence, shortened. */
  sentence: string;
  at: number;
  from: TextPiece['from'];
}

function hitOf({ hit, names = [] }: StoredStatement, known: readonly string[]): string | null {
  const decides = names.find(({ name }) => !isKnownName(name, known));
  if (!decides) return hit;
  return decides.sure ? (decides.written ?? decides.name) : null;
}

/** Kinds that a later text can resolve. */
const RESOLVED_LATER: readonly StatementKind[] = ['hardWords', 'objection', 'trouble'];

/**
 * The latest statement of a kind in texts that are ordered latest first.
 * @param since Unix ms of the oldest text that counts.
 * @param known names that mean nobody new.
 */
export function statedIn(
  texts: readonly ReadText[],
  kind: StatementKind,
  since: number,
  known: readonly string[] = [],
): Statement | null {
  for (const { at, from, says } of texts) {
    if (at < since) continue;
    for (const said of says.said) {
      const hit = said.kind === kind ? hitOf(said, known) : null;
      if (hit !== null) return { hit, sentence: said.sentence, at, from };
    }
    // Nothing older counts then.
    if (RESOLVED_LATER.includes(kind) && says.said.some((said) => said.kind === 'resolved'))
      return null;
  }
  return null;
}

const isIn = (spans: readonly (readonly [number, number])[], position: number) =>
  spans.some(([from, to]) => position >= from && position <= to);

/** The latest text that names one of these for sure: competitors that the organisation listed. */
export function namedIn(
  texts: readonly ReadText[],
  names: readonly string[],
  since: number,
): Statement | null {
  const pattern = namePattern(names);
  if (pattern === null) return null;
  for (const { text, at, from, says } of texts) {
    if (at < since) continue;
    for (const [index, sentence] of sentencesOf(text).entries()) {
      const match = pattern.exec(plain(sentence));
      if (!match) continue;
      const end = match.index + match[0].length;
      const doubt = says.doubts.find((item) => item.sentence === index);
      if (doubt && (isIn(doubt.starts, match.index) || isIn(doubt.ends, end))) continue;
      return { hit: sentence.slice(match.index, end), sentence: shown(sentence), at, from };
    }
  }
  return null;
}

/** An agreed time without contact, with the civil date at which it ends. */
export interface AgreedPause {
  until: string;
  sentence: string;
  /** When it was written, Unix ms. */
  at: number;
}

/** The latest agreed pause of texts that is not over; null without a sure one. */
export function pauseUntil(texts: readonly ReadText[], now: Now): AgreedPause | null {
  for (const { at, says } of texts) {
    const written = dayOf(at, now.timeZone);
    for (const { kind, sentence, ends = [] } of says.said) {
      if (kind !== 'pause') continue;
      const dates = ends.map((end) => civilDate(end, written));
      const until = latest(dates.filter((date) => date !== null && date >= written) as string[]);
      // A later pause replaces an earlier one, also when the later one is over.
      if (until !== null) return until < today(now) ? null : { until, sentence, at };
    }
  }
  return null;
}

/** A day that a text names for a step of the buyer before the signature. */
export interface DecisionDate {
  date: string;
  sentence: string;
}

/** The days that recent texts name for such steps, in the order of the texts. */
export function decisionDates(
  texts: readonly { at: number; said: readonly StoredStatement[] }[],
  since: number,
  { timeZone }: Now,
): DecisionDate[] {
  return texts
    .filter(({ at }) => at >= since)
    .flatMap(({ at, said }) => {
      const written = dayOf(at, timeZone);
      return said
        .filter(({ kind }) => kind === 'decision')
        .flatMap(({ sentence, ends = [] }) =>
          ends
            .map((end) => civilDate(end, written))
            .filter((date) => date !== null)
            .map((date) => ({ date, sentence })),
        );
    });
}

/**
 * The date of a next step: “Call Ruth on 3 Dec”. The last one counts, because a step may name the
 * day of what it prepares. Null without a day and a month.
 * @param day the civil date from which a date without a year is counted.
 */
export function stepDate({ dates }: StepSays, day: string): string | null {
  return latest(dates.flatMap((date) => civilDate(date, day) ?? []));
}
