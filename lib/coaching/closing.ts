import { known, type StagePoint, statusOfName } from '../model/index.ts';
import { DAY_MS } from './days.ts';
import type { DealFacts } from './facts.ts';
import { pattern } from './patterns.ts';
import { currentStage, fromOf, stageIn, toOf } from './stages.ts';

/** Entries that CRMs write when an opportunity opens again, in English, German and Spanish. */
const ENTRY = pattern('iu')`
  ^\W*(?:(?:opportunity|deal|verkaufschance|oportunidad)\s+(?:(?:was|wurde|fue)\s+)?)?
  (?:reopened|re-opened|wieder\s+geöffnet|reabierta)\b`;

function isClosed(point: StagePoint, { fields }: DealFacts): boolean {
  const kind = stageIn(fields, point)?.kind;
  if (kind !== undefined && kind !== 'unknown') return kind !== 'open';
  const named = point.name === null ? null : statusOfName(point.name);
  return named === 'won' || named === 'lost';
}

/** The start of a note with which a person says that they opened the deal again. */
const NOTE = pattern('iu')`
  ^\W*(?:re-?opened|wieder\s+(?:ge|er)öffnet|reabiert[oa]|la\s+reabro|reabro)\b`;

/**
 * The last time at which the deal left a closed stage or the CRM or a note says that it is open
 * again; null when none of them is visible.
 */
export function reopenedAt(facts: DealFacts): number | null {
  const moves = facts.stageMoves?.list ?? [];
  const move = moves.findLast(
    (step) =>
      step.from !== null &&
      step.to !== null &&
      isClosed(fromOf(step), facts) &&
      !isClosed(toOf(step), facts),
  );
  const entry = facts.done.find((item) => item.kind === 'other' && ENTRY.test(item.subject));
  const note = facts.texts?.find((item) => item.from === 'note' && NOTE.test(item.text));
  const times = [move?.at, entry?.at, note?.at].filter((at) => at !== undefined && at !== null);
  return times.length === 0 ? null : Math.max(...times);
}

/** An early no comes in the first third of the pace, with a note of the week around it. */
const EARLY = 1 / 3;
const WEEK_MS = 7 * DAY_MS;

/** True for a deal that was given up early with a note that says why. */
export function isEarlyNo(facts: DealFacts, start: number | null, pace: number): boolean {
  const at = closedSince(facts);
  if (known(facts.fields.status) !== 'lost' || start === null || at === null) return false;
  if ((at - start) / DAY_MS > pace * EARLY) return false;
  return (facts.texts ?? []).some(
    (item) => item.from === 'note' && Math.abs(item.at - at) <= WEEK_MS,
  );
}

/** When a won or lost deal was closed, as far as the CRM shows it. */
export function closedSince(facts: DealFacts): number | null {
  const { fields, stageMoves } = facts;
  const move = stageMoves?.list.findLast((step) => step.to !== null && isClosed(toOf(step), facts));
  const stage = currentStage(fields);
  const since = stage !== null && isClosed(stage, facts) ? known(fields.stageSince) : undefined;
  return move?.at ?? since ?? known(fields.modifiedAt) ?? facts.done[0]?.at ?? null;
}

/**
 * True where the CRM itself states that a deal closed at this time: as a stage move, or as the
 * start of its stage. A deal that was created in its stage may have closed before, as one from an
 * import.
 */
export function isStatedClosing({ fields }: DealFacts, at: number): boolean {
  if (known(fields.stageHistory)?.some((move) => move.at === at)) return true;
  return known(fields.stageSince) === at && known(fields.createdAt) !== at;
}
