import { MessageError } from '../../lib/messages/index.ts';
import { type AudienceName, mayManage, type Scope, scopeFor } from '../../lib/model/index.ts';
import { type Change, WriteError, write } from '../../lib/store/write.ts';
import { pairOrPrivate as pairOrPrivateScope } from '../../lib/view/sharing.ts';
import { type Account, ids } from './account.ts';
import { refreshRecord } from './place.ts';
import { syncSoon } from './sync.ts';

/** Writes, shows, and sends: the order in which nothing is lost. */
export async function commit(who: Account, changes: readonly Change[], key: string, draft: string | null = null): Promise<void> {
  try {
    await write(who.db, changes, { now: Date.now(), ids }, draft);
  } catch (error) {
    throw error instanceof WriteError ? new MessageError(error.code, error.message) : error;
  }
  syncSoon();
  void refreshRecord(key);
}

export function scopeOrThrow(who: Account, audience: AudienceName, rep: string | null): Scope {
  const scope = scopeFor(who.me, audience, rep);
  if (!scope) throw new MessageError('notAllowed', audience);
  return scope;
}

/** Where outcomes and typed-in facts go: to the pair when they are meant for it, else to their author alone. */
export function pairOrPrivate(who: Account, rep: string | null, shared: boolean): Scope {
  return pairOrPrivateScope(who.me, shared ? rep : null);
}

/** Where questions, playbooks and settings go: to the organisation from whoever manages in it, else they are their author's own. */
export function orgOrPrivate(who: Account, everyone = false): Scope {
  return who.me && (everyone || mayManage(who.me)) ? `o:${who.me.org.id}` : scopeOrThrow(who, 'private', null);
}
