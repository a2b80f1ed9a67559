import { MessageError } from '../messages/index.ts';
import { type Audience, type CollectionName, collections, LOCAL_USER, type Me, type Scope, scopeFor, scopes } from '../model/index.ts';
import type { Row } from '../store/index.ts';
import type { CommandContext } from './context.ts';

/** Whoever manages the organisation, or somebody in it. */
export function manages(me: Me | null): boolean {
  return me !== null && (me.user.role !== 'rep' || me.reports.length > 0);
}

/** @throws MessageError where the audience does not exist: a rep without a manager has no pair. */
export function scopeOrThrow(tx: CommandContext, audience: Audience, rep: string | null): Scope {
  const scope = scopeFor(tx.me, audience, rep);
  if (!scope) throw new MessageError('notAllowed', audience);
  return scope;
}

export function privateScope(tx: CommandContext): Scope {
  return scopeOrThrow(tx, 'private', null);
}

/** Where outcomes and typed facts go: to the pair where there is one, else to their author alone. */
export function pairOrPrivate(tx: CommandContext, rep: string | null): Scope {
  return scopeFor(tx.me, 'pair', rep) ?? privateScope(tx);
}

/** Where prompts, playbooks and limits go: a manager's to the organisation, else to their author. */
export function orgOrPrivate(tx: CommandContext): Scope {
  return tx.me !== null && manages(tx.me) ? scopes.org(tx.me.org.id) : privateScope(tx);
}

/** What everybody may put before the organisation. */
export function everyoneOrPrivate(tx: CommandContext): Scope {
  return tx.me === null ? privateScope(tx) : scopes.org(tx.me.org.id);
}

/** True where the row is the user's own: written by them, or in their private scope. */
export function isMine(tx: CommandContext, row: Row): boolean {
  return row.fields.author === tx.user || row.scope === scopes.private(tx.me?.user.id ?? LOCAL_USER);
}

/** @throws MessageError 'missing' when there is no such row of this collection. */
export async function rowOf(tx: CommandContext, id: string, collection: CollectionName): Promise<Row> {
  const row = await tx.db.rows.get(id);
  if (row?.collection !== collection) throw new MessageError('missing', collection);
  return row;
}

/**
 * Refuses what the server would refuse (`editable` of the collection), while it can still be said
 * beside the editor. @throws MessageError 'notAllowed'
 */
export function mustBeEditable(tx: CommandContext, row: Row, op: 'patch' | 'remove'): void {
  const { editable } = collections[row.collection as CollectionName];
  const mine = isMine(tx, row) || (editable === 'managers' && manages(tx.me));
  const readers = editable === 'readers' && op === 'patch';
  if (editable === 'nobody' || (!readers && !mine)) {
    throw new MessageError('notAllowed', row.collection);
  }
}
