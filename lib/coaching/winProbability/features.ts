import { known, upToDate } from '../../model/index.ts';
import { DAY_MS, dayNumber, dayOf } from '../days.ts';
import { type DealFacts, positionOf, stageSince } from '../facts.ts';
import { steps } from '../moves.ts';
import { currentStage, fromOf, toOf } from '../stages.ts';

/**
 * The inputs of the model, in this order. An unknown one is null and takes the mean of the deals on
 * which the model was fitted.
 */
export const featureNames = ['position', 'amount', 'age', 'pushes', 'toClose', 'activity'] as const;
export type Features = readonly (number | null)[];

/**
 * The value at a moment: `to` of the last move at or before it, else `from` of the first move after
 * it, else the present value.
 */
function valueAt<V>(
  moves: readonly { at: number; from: V | null; to: V | null }[] | undefined,
  present: V | null,
  at: number,
  now: number,
): V | null {
  if (!moves && at < now) return null; // without a history the present value can be newer
  const before = moves?.findLast((move) => move.at <= at);
  if (before) return before.to;
  const after = moves?.find((move) => move.at > at);
  return after ? after.from : present;
}

/** When the deal began, Unix ms: its creation, else the first visit. */
const startOf = ({ fields, snapshots }: DealFacts): number | undefined =>
  known(fields.createdAt) ?? snapshots[0]?.at;

/**
 * A deal at a moment, without anything later: position 0 to 1; log10 of the amount; age in units of
 * 100 days; pushes of the close date; months to the close date (−6 to 12); done activities in the
 * 28 days before, 20 at most, in units of 5.
 */
export function featuresAt(facts: DealFacts, at: number): Features {
  const { fields, now } = facts;
  const stageMoves = facts.stageMoves?.list.map((move) => ({
    at: move.at,
    from: fromOf(move),
    to: toOf(move),
  }));
  const stage = valueAt(stageMoves, currentStage(fields), at, now.ms);
  const amount = valueAt(facts.amountMoves?.list, known(fields.amount)?.amount ?? null, at, now.ms);
  const start = startOf(facts);
  const close = valueAt(facts.closeDateMoves?.list, known(fields.closeDate) ?? null, at, now.ms);
  const toClose =
    close === null ? null : (dayNumber(close) - dayNumber(dayOf(at, now.timeZone))) / 30;
  const pushes =
    facts.closeDateMoves?.isPartial === false &&
    steps(facts.closeDateMoves.list).filter((move) => move.at <= at && move.to > move.from).length;
  const recent = facts.done.filter(
    (item) => (item.at ?? 0) <= at && (item.at ?? 0) > at - 28 * DAY_MS,
  );
  return [
    positionOf(fields, stage),
    amount === null ? null : Math.log10(Math.max(0, amount) + 1),
    start === undefined ? null : Math.max(0, (at - start) / DAY_MS / 100),
    pushes === false ? null : pushes,
    toClose === null ? null : Math.max(-6, Math.min(12, toClose)),
    upToDate(fields.activities) ? Math.min(20, recent.length) / 5 : null,
  ];
}

/**
 * The features of a closed deal in the middle of its life, so that the model learns from facts that
 * were known then; null where its start or end is unknown.
 */
export function midLifeFeatures(facts: DealFacts): Features | null {
  const start = startOf(facts);
  // A closed deal's last stage is the one in which it closed.
  const end = stageSince(facts)?.at ?? known(facts.fields.modifiedAt);
  if (start === undefined || end === undefined || end <= start) return null;
  return featuresAt(facts, start + (end - start) / 2);
}
