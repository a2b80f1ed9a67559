import {
  type Attempt,
  type CollectionRule,
  canAdd,
  collections,
  isCollection,
  isGoverned,
  isManager,
  mayDo,
  parseScope,
  type ScopeParts,
  scopes,
  type Writer,
} from '../../lib/model/index.ts';
import type { Context } from '../store/context.ts';
import type { Stored } from './stored.ts';

/** True for a manager of the organisation or of a team in it. */
function manages(who: Context): boolean {
  return isManager(who.role, who.manages.length > 0);
}

/**
 * The parts of a scope in which a person may create a row, or null. Independent of existing rows,
 * so that a refusal reveals nothing about them (S5).
 */
export function allowedScope(
  who: Context,
  { policy }: CollectionRule,
  scope: string,
): ScopeParts | null {
  const parts = parseScope(scope);
  if (!parts || !canAdd(who, scope) || !policy.scopes.includes(parts.kind)) return null;
  if (policy.create === 'server' || (isGoverned(policy, parts) && !manages(who))) return null;
  return parts;
}

/** The writing person, as policies see them. */
function writerOf(who: Context): Writer {
  return {
    user: who.user,
    manages: manages(who),
    isAdmin: who.role === 'admin',
    leads: (member) => member !== who.user && canAdd(who, scopes.pair(who.user, member)),
  };
}

/** True if a person may do this to a row that they can read. */
export function mayChange(
  who: Context,
  { policy, text }: CollectionRule,
  op: 'put' | 'patch' | 'delete' | 'restore',
  row: Stored,
): boolean {
  // Where a person may add nothing, in a former pair, the words of others stay as they are.
  if (text.length > 0 && row.author !== who.user && !canAdd(who, row.scope)) return false;
  const act = op === 'put' || op === 'patch' ? 'change' : 'remove';
  const writer = writerOf(who);
  if (act === 'remove' && policy.removes?.(writer, row.fields) === false) return false;
  return mayDo(writer, policy, act, row);
}

/** True for a deleted row that a person wrote, or that is in the own private scope. */
export function ownsDeleted(
  user: string,
  { author, scope }: { author: string | null; scope: string },
): boolean {
  return author === user || scope === scopes.private(user);
}

/**
 * True if a person may still read a deleted row, in pulls and in its history: its author, the owner
 * of the private scope it is in, and managers for rows that only managers write.
 */
export function readsDeleted(
  who: Context,
  row: { collection: string; scope: string; author: string | null },
): boolean {
  if (ownsDeleted(who.user, row)) return true;
  const parts = parseScope(row.scope);
  const policy = isCollection(row.collection) ? collections[row.collection].policy : null;
  return parts !== null && policy !== null && isGoverned(policy, parts) && manages(who);
}

/** True for fields that identify a row: with another value it would be another row. */
export function isFixed({ policy, key, stamps, childOf }: CollectionRule, field: string): boolean {
  if (field === stamps.author || field === stamps.created) return true;
  return (
    policy.fixed.includes(field) ||
    (key?.includes(field) ?? false) ||
    (childOf !== null && field === 'parent')
  );
}

function isIn(who: Context, team: string, member: string): boolean {
  if (who.team?.id === team && who.team.manager === member) return true;
  if (who.team?.id === team && who.colleagues?.includes(member)) return true;
  return who.manages.some(({ id, members }) => id === team && members.includes(member));
}

type AttemptedChange = Omit<Attempt, 'writer' | 'changed' | 'isIn'>;

/** The collection's own rule for a change. @param names the fields that the change contains. */
export function allows(
  who: Context,
  { policy }: CollectionRule,
  change: AttemptedChange,
  names: readonly string[],
): boolean {
  if (!policy.allows) return true;
  const { before, fields } = change;
  const isDifferent = (field: string) =>
    JSON.stringify(fields[field]) !== JSON.stringify(before?.[field]);
  return policy.allows({
    ...change,
    writer: writerOf(who),
    isIn: (team, member) => isIn(who, team, member),
    changed: (field) => (before === null ? names.includes(field) : isDifferent(field)),
  });
}
