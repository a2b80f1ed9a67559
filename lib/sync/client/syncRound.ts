import { pullAll } from './pull.ts';
import { pushAll, type SyncRoundDeps } from './push.ts';

/** What one round did, in numbers of changes and rows. `moved`: a scope came or went. */
export interface SyncSummary {
  pushed: number;
  /** Changes that the server rejected: their rows are what they were before. */
  rejected: number;
  pulled: number;
  moved: boolean;
}

/**
 * One round: push, then pull until nothing is left. Safe to stop anywhere and to repeat.
 * @throws ServerError
 */
export async function syncRound(deps: SyncRoundDeps): Promise<SyncSummary> {
  const sent = await pushAll(deps);
  const first = await pullAll(deps);
  if (!first.restored) return { ...sent, pulled: first.pulled, moved: first.moved };
  const sentAgain = await pushAll(deps);
  const second = await pullAll(deps);
  return {
    pushed: sent.pushed + sentAgain.pushed,
    rejected: sent.rejected + sentAgain.rejected,
    pulled: first.pulled + second.pulled,
    moved: true,
  };
}
