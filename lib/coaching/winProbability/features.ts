import { known } from '../../model/index.ts';
import { DAY_MS, dayNumber, dayOf } from '../days.ts';
import { type DealFacts, stageSince } from '../facts.ts';
import { steps } from '../moves.ts';

/** What the model looks at, in this order. Unknown ones are null and take the mean of the deals it was fitted on. */
export const featureNames = ['position', 'amount', 'age', 'pushes', 'toClose', 'activity'] as const;
export type Features = readonly (number | null)[];

/** The value that stood at a moment: the `to` of the last move before it, else the `from` of the first after it, else the present one. */
function valueAt<V>(
  moves: readonly { at: number; from: V | null; to: V | null }[] | undefined,
  present: V | null,
  at: number,
  now: number,
): V | null {
  if (!moves && at < now) return null; // without a history the present value may have come later
  const before = moves?.findLast((move) => move.at <= at);
  if (before) return before.to;
  const after = moves?.find((move) => move.at > at);
  return after ? after.from : present;
}

/**
 * A deal as it stood at a moment, without anything that came later: position 0 to 1, log10 of the amount, age in hundreds of days, pushes
 * of the close date, months to the close date (−6 to 12), done activities in the 28 days before, in fives.
 */
export function featuresAt(facts: DealFacts, at: number): Features {
  const { fields, now } = facts;
  const open =
    known(fields.stages)
      ?.filter((stage) => stage.kind === 'open')
      .map((stage) => stage.name) ?? [];
  const stage = valueAt(facts.stageMoves?.list, known(fields.stage) ?? null, at, now.ms);
  const index = stage === null ? -1 : open.indexOf(stage);
  const amount = valueAt(facts.amountMoves?.list, known(fields.amount)?.amount ?? null, at, now.ms);
  const created = known(fields.createdAt) ?? facts.snapshots[0]?.at;
  const close = valueAt(facts.closeDateMoves?.list, known(fields.closeDate) ?? null, at, now.ms);
  const toClose =
    close === null ? null : (dayNumber(close) - dayNumber(dayOf(at, now.timeZone))) / 30;
  return [
    index >= 0 && open.length > 1 ? index / (open.length - 1) : null,
    amount === null ? null : Math.log10(Math.max(0, amount) + 1),
    created === undefined ? null : Math.max(0, (at - created) / DAY_MS / 100),
    facts.closeDateMoves
      ? steps(facts.closeDateMoves.list).filter((move) => move.at <= at && move.to > move.from)
          .length
      : null,
    toClose === null ? null : Math.max(-6, Math.min(12, toClose)),
    fields.activities.state === 'seen'
      ? Math.min(
          20,
          facts.done.filter((item) => (item.at ?? 0) <= at && (item.at ?? 0) > at - 28 * DAY_MS)
            .length,
        ) / 5
      : null,
  ];
}

/** A closed deal half way through its life, so that the model learns from what could be known then; null where its life is not known. */
export function midLifeFeatures(facts: DealFacts): Features | null {
  const began = known(facts.fields.createdAt) ?? facts.snapshots[0]?.at;
  const ended = stageSince(facts)?.at ?? known(facts.fields.modifiedAt);
  if (began === undefined || ended === undefined || ended <= began) return null;
  return featuresAt(facts, began + (ended - began) / 2);
}
