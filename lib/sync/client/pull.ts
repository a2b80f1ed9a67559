import { getMeta } from '../../store/index.ts';
import { applyPull, cursorsAfter, repair, resyncAfterRestore } from '../../store/write.ts';
import { PullResponse } from '../protocol.ts';
import { ask } from './protocolVersion.ts';
import type { CycleDeps } from './push.ts';

interface Pulled {
  pulled: number;
  /** The server was restored from a backup: what it lost is pushed before this round ends. */
  restored: boolean;
}

/** Pulls page by page until nothing is left, and repairs scopes that differ (L3). */
export async function pullAll(deps: CycleDeps): Promise<Pulled> {
  const { db, ids } = deps;
  const total: Pulled = { pulled: 0, restored: false };
  const page = (scopes: Record<string, string>) =>
    ask(deps.client, '/sync/pull', { scopes }, PullResponse);
  let hasRepaired = false;
  let ahead: Promise<PullResponse> | null = null;
  for (;;) {
    const scopes = (await getMeta(db, 'cursors')) ?? {};
    const response: PullResponse = await (ahead ?? page(scopes));
    ahead = null;
    const isRestored = await resyncAfterRestore(db, response.epoch, ids.next());
    if (response.more && !isRestored) {
      // The next page is requested while this one is stored; if that fails, nobody waits for it.
      ahead = page(cursorsAfter(scopes, response));
      ahead.catch(() => {});
    }
    await applyPull(db, response);
    total.restored ||= isRestored;
    total.pulled += response.rows.length + response.gone.length;
    if (response.more) continue;
    // Once per round: a scope that is still wrong after a complete pull is the server's fault, and
    // the next round reports it.
    if (hasRepaired || !response.check) return total;
    const wrongScopes = await repair(db, response.check);
    if (wrongScopes.length === 0) return total;
    hasRepaired = true;
  }
}
