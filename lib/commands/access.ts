import { MessageError } from '../messages/index.ts';
import {
  type Audience,
  type CollectionName,
  collections,
  mayManage,
  type Policy,
  parseScope,
  type Scope,
  scopeFor,
  scopes,
} from '../model/index.ts';
import type { Row } from '../store/index.ts';
import { loadRepForSharing } from '../view/load.ts';
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

/** True where the row is the user's own: written by them, or in their private scope. */
export function isMine(tx: CommandContext, row: Row): boolean {
  return row.fields.author === tx.user || row.scope === privateScope(tx);
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
 * Refuses what the server would refuse (the collection's policy), while it can still be said
 * beside the editor. @throws MessageError 'notAllowed'
 */
export function mustBeEditable(tx: CommandContext, row: Row, op: 'patch' | 'remove'): void {
  const { change, create }: Policy = collections[row.collection as CollectionName].policy;
  const mine = isMine(tx, row) || (change === 'managers' && mayManage(tx.me));
  const readers = change === 'readers' && op === 'patch';
  // What is the organisation's is for those who manage, also what they wrote when they did.
  const governed =
    create === 'managers' && parseScope(row.scope)?.kind === 'org' && !mayManage(tx.me);
  if (change === 'nobody' || governed || (!readers && !mine)) {
    throw new MessageError('notAllowed', row.collection);
  }
}
