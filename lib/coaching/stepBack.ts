import { known, type StagePoint } from '../model/index.ts';
import { DAY_MS } from './days.ts';
import type { DealFacts } from './facts.ts';
import { hasContactAhead } from './planned.ts';
import { isRegained } from './stageSteps.ts';
import { currentStage, toOf } from './stages.ts';

/** A note of these days around the move can be its reason. */
const AROUND_MS = 3 * DAY_MS;

type NamedStage = StagePoint & { name: string };

/** A move to an earlier stage that the deal is still behind. */
interface StepBack {
  at: number;
  from: NamedStage;
  to: NamedStage;
  /** A note of the same days gives a reason and the next contact has a date. */
  isHonest: boolean;
}

const isNamed = (point: StagePoint | null): point is NamedStage => Boolean(point?.name);

/**
 * The last step back; null without one, and after the deal reached its earlier stage again.
 * `unknown` where the direction of a move is, and where a move may be missing.
 */
export function stepBack(facts: DealFacts): StepBack | 'unknown' | null {
  const { fields, stageMoves, texts } = facts;
  if (!stageMoves || known(fields.stages) === undefined || currentStage(fields) === null)
    return 'unknown';
  const isUnsure = stageMoves.isUnsure || stageMoves.list.some((step) => step.direction === null);
  // A won deal that was opened again did not go back from an open stage.
  const back = stageMoves.list.findLast(
    (step) => step.direction === 'back' && step.before !== null,
  );
  const from = back?.before ?? null;
  const to = back ? toOf(back) : null;
  if (!back || !isNamed(from) || !isNamed(to)) return isUnsure ? 'unknown' : null;
  const isBackThere = isRegained(fields, back);
  if (isBackThere === null) return 'unknown';
  if (isBackThere) return isUnsure ? 'unknown' : null;
  const hasReason = texts?.some(
    (item) => item.from === 'note' && Math.abs(item.at - back.at) <= AROUND_MS,
  );
  return { at: back.at, from, to, isHonest: hasReason === true && hasContactAhead(facts) };
}
