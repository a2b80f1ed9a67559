import { known } from '../model/index.ts';
import { DAY_MS } from './days.ts';
import type { DealFacts } from './facts.ts';
import { hasContactAhead } from './planned.ts';

/** A note of these days around the move can be its reason. */
const AROUND_MS = 3 * DAY_MS;

/** A move to an earlier stage that the deal is still behind. */
interface StepBack {
  at: number;
  from: string;
  to: string;
  /** A note of the same days gives a reason and the next contact has a date. */
  isHonest: boolean;
}

/** The last step back; null without one, and after the deal reached its earlier stage again. */
export function stepBack(facts: DealFacts): StepBack | null {
  const { fields, stageMoves, texts } = facts;
  const open = known(fields.stages)?.filter((item) => item.kind === 'open') ?? [];
  const place = (name: string | null) => open.findIndex((item) => item.name === name);
  const back = stageMoves?.list.findLast(
    (move) => place(move.to) >= 0 && place(move.from) > place(move.to),
  );
  if (!back?.from || !back.to || place(known(fields.stage) ?? null) >= place(back.from))
    return null;
  const hasReason = texts?.some(
    (item) => item.from === 'note' && Math.abs(item.at - back.at) <= AROUND_MS,
  );
  return {
    at: back.at,
    from: back.from,
    to: back.to,
    isHonest: hasReason === true && hasContactAhead(facts),
  };
}
