import {
  type Attempt,
  type CollectionRule,
  canAdd,
  isGoverned,
  isManager,
  mayDo,
  parseScope,
  type ScopeParts,
} from '../../lib/model/index.ts';
import type { Context } from '../store/context.ts';
import type { Stored } from './stored.ts';

/** Whoever manages the organisation or a team in it. */
function manages(who: Context): boolean {
  return isManager(who.role, who.manages.length > 0);
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
  if (policy.create === 'server' || (isGoverned(policy, parts) && !manages(who))) return null;
  return parts;
}

/** True where a person may do this to a row that they see. */
export function mayChange(
  who: Context,
  { policy }: CollectionRule,
  op: 'put' | 'patch' | 'delete' | 'restore',
  row: Stored,
): boolean {
  const act = op === 'put' || op === 'patch' ? 'change' : 'remove';
  return mayDo({ user: who.user, manages: manages(who) }, policy, act, row);
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
