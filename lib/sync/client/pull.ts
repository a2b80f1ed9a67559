import { getMeta } from '../../store/index.ts';
import {
  applyPull,
  cursorsAfter,
  forgetOrphans,
  repair,
  resyncAfterRestore,
} from '../../store/write.ts';
import { PullResponse } from '../protocol.ts';
import { MOST_PAGES, PageCheck } from './plausible.ts';
import { ask } from './protocolVersion.ts';
import type { SyncRoundDeps } from './push.ts';

interface PullSummary {
  pulled: number;
  /** The person gained or lost a scope. */
  moved: boolean;
  /** The server was restored from a backup: what it lost is pushed before this round ends. */
  restored: boolean;
}

/**
 * Pulls page by page until nothing is left, and repairs scopes that differ (L3).
 * @param check of the pages of this round.
 */
export async function pullAll(
  deps: SyncRoundDeps,
  check = new PageCheck(deps.mostPages ?? MOST_PAGES),
): Promise<PullSummary> {
  const { db, ids } = deps;
  const total: PullSummary = { pulled: 0, moved: false, restored: false };
  const page = (scopes: Record<string, string>) =>
    ask(deps.client, '/sync/pull', { scopes }, PullResponse);
  let hasRepaired = false;
  let hasReset = false;
  let ahead: Promise<PullResponse> | null = null;
  for (;;) {
    const scopes = (await getMeta(db, 'cursors')) ?? {};
    const response: PullResponse = await (ahead ?? page(scopes));
    ahead = null;
    check.accept(scopes, response);
    const isRestored = await resyncAfterRestore(db, response.epoch, ids.next());
    if (response.more && !isRestored) {
      // The next page is requested while this one is stored; if that fails, nobody waits for it.
      ahead = page(cursorsAfter(scopes, response));
      ahead.catch(() => {});
    }
    await applyPull(db, response);
    hasReset ||= response.reset.length > 0;
    total.restored ||= isRestored;
    total.pulled += response.rows.length + response.gone.length;
    total.moved ||= response.newScopes.length + response.dropScopes.length > 0;
    if (response.more) continue;
    // Only now all rows of the reset scopes are here again.
    if (hasReset) await forgetOrphans(db);
    hasReset = false;
    // Once per round: a scope that still differs after a complete pull is the server's fault.
    // The next round tries again.
    if (hasRepaired || !response.check) return total;
    const wrongScopes = await repair(db, response.check);
    if (wrongScopes.length === 0) return total;
    hasRepaired = true;
  }
}
