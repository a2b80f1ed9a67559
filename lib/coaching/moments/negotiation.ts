import { pattern } from '../patterns.ts';
import { plain, sentencesOf, shown } from '../statements/sentences.ts';
import type { MomentFacts, MomentText } from './moment.ts';
import { AGREED, ASKS, NOT_YET, PASSING, STRONG, WEAK } from './negotiationWords.ts';
import { DAY_MS } from './times.ts';

/** Days after which a demand that nobody repeated is no longer on the table. */
const FRESH_DAYS = 21;

/** Lines that a mail repeats from an earlier one, and the line that introduces them. */
const QUOTED = pattern('imu')`
  ^\s*>.*$|^\s*(?:on|am|el)\s.{4,60}\s(?:wrote|schrieb|escribió)\b.*$
  |^-+\s*(?:original\s+message|ursprüngliche\s+nachricht|mensaje\s+original)[\s\S]*`;

/** A text without what it quotes. */
export function unquoted(text: string): string {
  return text.replace(new RegExp(QUOTED.source, 'gimu'), '');
}

type Reads = 'open' | 'agreed' | null;

function readsAs(sentence: string): Reads {
  const isTopic = STRONG.test(sentence) || WEAK.test(sentence);
  if (!isTopic) return null;
  if (AGREED.test(sentence) && !NOT_YET.test(sentence)) return 'agreed';
  if (PASSING.test(sentence)) return null;
  return STRONG.test(sentence) || ASKS.test(sentence) ? 'open' : null;
}

/**
 * The latest sentence that puts price or terms on the table and that nothing later resolved; null
 * where there is none of the last weeks.
 */
export function onTheTable(
  texts: readonly MomentText[],
  now: number,
): { at: number; sentence: string } | null {
  const recent = texts
    .filter(({ at }) => at <= now && now - at <= FRESH_DAYS * DAY_MS)
    .toSorted((a, b) => b.at - a.at);
  for (const { at, text } of recent) {
    const read = sentencesOf(unquoted(text)).map((sentence) => ({
      sentence,
      reads: readsAs(plain(sentence)),
    }));
    // The last word of a text counts: “agreed, but they still want …” is open.
    const last = read.findLast(({ reads }) => reads !== null);
    if (last?.reads === 'agreed') return null;
    if (last) return { at, sentence: shown(last.sentence) };
  }
  return null;
}

/** Names of stages in which price and terms are talked about. */
const LATE = pattern('iu')`
  propos|propuest|quot|offer|offert|oferta|angebot|commercial|presupuest|cotiz|negot|negoc
  |verhandl
  |contract|vertrag|contrat|legal|procure|einkauf|compras|commit|sign|unterschrift|firma|verbal
  |abschluss|cierre|closing`;
/** Fewest open stages of which the later ones are known by their place alone. */
const ENOUGH_STAGES = 4;
const LATE_FROM = 0.6;

/** Whether a stage is the proposal or later: by its place among enough stages, or by its name. */
export function isLateStage(position: number | null, count: number, name: string | null): boolean {
  if (position !== null && count >= ENOUGH_STAGES) return position >= LATE_FROM;
  return name !== null && LATE.test(name);
}

/** True where this negotiation was prepared already, or put aside. */
export function isPrepared({ written, stageSince }: MomentFacts, now: number): boolean {
  return written.some(
    ({ moment, state, at, until }) =>
      moment === 'negotiation' &&
      (state === 'later' ? (until ?? at + DAY_MS) > now : at >= (stageSince ?? 0)),
  );
}
