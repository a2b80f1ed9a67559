import { type DealFields, type DealSnapshot, known, type StageChange } from '../model/index.ts';
import { type Moves, merged, visitsOf } from './moves.ts';
import {
  inCurrentNames,
  type StageStep,
  stageSteps,
  stageVisits,
  unlistedMove,
} from './stageSteps.ts';
import { fromOf, isSameStage, toOf } from './stages.ts';

/**
 * Stage moves with the names that the CRM shows now. `isUnsure`: a move may be missing, because the
 * CRM's history may be incomplete, or nobody knows which stages some names mean.
 */
export interface StageMoves extends Moves<StageStep> {
  isUnsure: boolean;
  /** True where no later move may be missing. */
  isLastSure: boolean;
}

/** The moves that the CRM lists, completed with what our visits saw. */
export function stageMovesOf(
  fields: DealFields,
  snapshots: readonly DealSnapshot[],
  readAt: number,
): StageMoves | null {
  const visits = stageVisits(snapshots, fields);
  const isSame = (a: StageChange, b: StageChange, side: 'from' | 'to') => {
    const point = side === 'from' ? fromOf : toOf;
    return isSameStage(fields, point(a), point(b)) === true;
  };
  const moves = merged(fields.stageHistory, visitsOf(visits.moves, snapshots, 'stage'), isSame);
  if (!moves) return null;
  // A move is a change: it is at most as late as the last one.
  const latest = known(fields.stageSince) ?? known(fields.modifiedAt) ?? readAt;
  const missing = unlistedMove(fields, moves.list, latest);
  // Beside a whole history of the CRM, names that differ between visits change nothing.
  const unsureAt = moves.source === 'snapshot' ? visits.unsureAt : null;
  const list = stageSteps(fields, missing ? [...moves.list, missing] : moves.list);
  return {
    list: inCurrentNames(list, fields),
    source: moves.source,
    isPartial: moves.isPartial,
    isUnsure: moves.isPartial || unsureAt !== null,
    isLastSure: !moves.isPartial && (unsureAt === null || unsureAt < (list.at(-1)?.at ?? 0)),
  };
}
