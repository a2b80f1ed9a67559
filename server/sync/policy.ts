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

/** True if a person may do this to a row that they can read. */
export function mayChange(
  who: Context,
  { policy }: CollectionRule,
  op: 'put' | 'patch' | 'delete' | 'restore',
  row: Stored,
): boolean {
  const act = op === 'put' || op === 'patch' ? 'change' : 'remove';
  return mayDo({ user: who.user, manages: manages(who) }, policy, act, row);
}

/** True for fields that identify a row: with another value it would be another row. */
export function isFixed({ policy, key, stamps, child }: CollectionRule, field: string): boolean {
  if (field === stamps.author || field === stamps.created) return true;
  return (
    policy.fixed.includes(field) || (key?.includes(field) ?? false) || (child && field === 'parent')
  );
}

type AttemptedChange = Omit<Attempt, 'writer' | 'changed'>;

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
    writer: { user: who.user, manages: manages(who) },
    changed: (field) => (before === null ? names.includes(field) : isDifferent(field)),
  });
}
