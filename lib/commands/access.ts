import { MessageError } from '../messages/index.ts';
import {
  type Act,
  type Audience,
  type CollectionName,
  mayManage,
  memberOf,
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
 * The scope of an audience on one record. Pair and team are those of the rep linked to the CRM's
 * owner; answers to “Whose deal is this?” have no effect.
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

/**
 * The scope of a record's outcomes and typed facts, or of rows about a person: the pair's, else the
 * author's private one.
 */
export async function recordScope(tx: CommandContext, refKey: string): Promise<Scope> {
  return pairOrPrivate(tx.me, memberOf(refKey) ?? (await loadRepForSharing(tx.db, refKey)));
}

/** The scope of prompts, playbooks, thresholds: the organisation for a manager, else private. */
export function orgOrPrivate(tx: CommandContext): Scope {
  return tx.me !== null && mayManage(tx.me) ? scopes.org(tx.me.org.id) : privateScope(tx);
}

/** The scope of rows that every member may write for the organisation. */
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
 * Refuses what the server would refuse, while the editor can still show the error.
 * @throws MessageError 'notAllowed'
 */
export function mustBeAllowed(tx: CommandContext, act: Act, row: Row): void {
  if (!may(tx, row.collection as CollectionName, act, row))
    throw new MessageError('notAllowed', row.collection);
}
