import { MessageError } from '../messages/index.ts';
import {
  type Act,
  type Audience,
  type CollectionName,
  mayManage,
  type Scope,
  scopeFor,
  scopes,
} from '../model/index.ts';
import type { Row } from '../store/index.ts';
import { loadRepForSharing } from '../view/load.ts';
import { may } from '../view/may.ts';
import { pairOrPrivate } from '../view/sharing.ts';
import type { CommandContext } from './context.ts';

/**
 * Where an audience of one record is: its pair and team are those of the rep whom the CRM's owner
 * is linked to, whatever somebody answered to “Whose deal is this?”.
 * @throws MessageError where the audience does not exist: a rep without a manager has no pair.
 */
export async function scopeOf(
  tx: CommandContext,
  audience: Audience,
  refKey: string,
): Promise<Scope> {
  const scope = scopeFor(tx.me, audience, await loadRepForSharing(tx.db, refKey));
  if (!scope) throw new MessageError('notAllowed', audience);
  return scope;
}

export function privateScope(tx: CommandContext): Scope {
  return scopes.private(tx.user);
}

/** Where outcomes and typed facts of a record go: to its pair, else to their author alone. */
export async function recordScope(tx: CommandContext, refKey: string): Promise<Scope> {
  return pairOrPrivate(tx.me, await loadRepForSharing(tx.db, refKey));
}

/** Where prompts, playbooks and limits go: a manager's to the organisation, else to their author. */
export function orgOrPrivate(tx: CommandContext): Scope {
  return tx.me !== null && mayManage(tx.me) ? scopes.org(tx.me.org.id) : privateScope(tx);
}

/** What everybody may put before the organisation. */
export function everyoneOrPrivate(tx: CommandContext): Scope {
  return tx.me === null ? privateScope(tx) : scopes.org(tx.me.org.id);
}

/** @throws MessageError 'missing' when there is no such row of this collection. */
export async function rowOf(
  tx: CommandContext,
  id: string,
  collection: CollectionName,
): Promise<Row> {
  const row = await tx.db.rows.get(id);
  if (row?.collection !== collection) throw new MessageError('missing', collection);
  return row;
}

/**
 * Refuses what the server would refuse, while it can still be said beside the editor.
 * @throws MessageError 'notAllowed'
 */
export function mustBeAllowed(tx: CommandContext, act: Act, row: Row): void {
  if (!may(tx, row.collection as CollectionName, act, row))
    throw new MessageError('notAllowed', row.collection);
}
