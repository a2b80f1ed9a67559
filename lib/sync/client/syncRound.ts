import { pullAll } from './pull.ts';
import { pushAll, type SyncRoundDeps } from './push.ts';

/**
 * One round: push, then pull until nothing is left. Safe to stop anywhere and to repeat.
 * @throws ServerError
 */
export async function syncRound(
  deps: SyncRoundDeps,
): Promise<{ pushed: number; pulled: number; moved: boolean }> {
  const pushed = await pushAll(deps);
  const first = await pullAll(deps);
  if (!first.restored) return { pushed, pulled: first.pulled, moved: first.moved };
  const pushedAgain = await pushAll(deps);
  const second = await pullAll(deps);
  return {
    pushed: pushed + pushedAgain,
    pulled: first.pulled + second.pulled,
    moved: true,
  };
}
