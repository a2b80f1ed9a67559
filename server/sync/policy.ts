import {
  type Attempt,
  type CollectionRule,
  canAdd,
  isManager,
  type Policy,
  parseScope,
  type ScopeParts,
  scopes,
} from '../../lib/model/index.ts';
import type { Context } from '../store/context.ts';
import type { Stored } from './stored.ts';

/** Whoever manages the organisation or a team in it. */
function manages(who: Context): boolean {
  return isManager(who.role, who.manages.length > 0);
}

/** What is everybody's, and written by whoever manages alone. */
function isManagers(policy: Policy, scope: ScopeParts): boolean {
  return policy.create === 'managers' && scope.kind === 'org';
}

/**
 * Where a new row may go: the parts of the scope, or null. Whether a row is there already plays no
 * part, so a refusal says nothing about it (S5).
 */
export function placeFor(
  who: Context,
  { policy }: CollectionRule,
  scope: string,
): ScopeParts | null {
  const parts = parseScope(scope);
  if (!parts || !canAdd(who, scope) || !policy.scopes.includes(parts.kind)) return null;
  if (policy.create === 'server' || (isManagers(policy, parts) && !manages(who))) return null;
  return parts;
}

/** What came to somebody's private notes is theirs, whoever wrote it: a person who left. */
function isMine(who: Context, { policy }: CollectionRule, row: Stored): boolean {
  const parts = parseScope(row.scope);
  // Whoever managed once, and wrote what is everybody's, has no more to say about it than others.
  if (parts && isManagers(policy, parts)) return manages(who);
  if (row.author === who.user || row.scope === scopes.private(who.user)) return true;
  return policy.change === 'managers' && manages(who);
}

/** True where a person may do this to a row that they see. */
export function mayChange(
  who: Context,
  rule: CollectionRule,
  op: 'put' | 'patch' | 'delete' | 'restore',
  row: Stored,
): boolean {
  const { change } = rule.policy;
  if (change === 'nobody') return false;
  const isEdit = op === 'put' || op === 'patch';
  return (isEdit && change === 'readers') || isMine(who, rule, row);
}

/** Fields that say what a row is; changing them would make it another row. */
export function isFixed({ policy, key, stamps, child }: CollectionRule, field: string): boolean {
  if (field === stamps.author || field === stamps.created) return true;
  return (
    policy.fixed.includes(field) || (key?.includes(field) ?? false) || (child && field === 'parent')
  );
}

type Tried = Omit<Attempt, 'writer' | 'changed'>;

/** What else has to hold. @param given the fields that the change names. */
export function allows(
  who: Context,
  { policy }: CollectionRule,
  tried: Tried,
  given: readonly string[],
): boolean {
  if (!policy.allows) return true;
  const { before, fields } = tried;
  const isOther = (field: string) =>
    JSON.stringify(fields[field]) !== JSON.stringify(before?.[field]);
  return policy.allows({
    ...tried,
    writer: { user: who.user, manages: manages(who) },
    changed: (field) => (before === null ? given.includes(field) : isOther(field)),
  });
}
