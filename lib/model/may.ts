import type { Policy, Writer } from './policy.ts';
import { parseScope, type ScopeParts, scopes } from './scope.ts';

/** The parts of a row that permissions depend on. */
export interface Held {
  author: string | null;
  scope: string;
}

/** The parts of the writing person that most permissions depend on. */
type Actor = Pick<Writer, 'user' | 'manages'>;

/** `change`: edit the fields. `remove`: delete the row, or restore it. */
export type Act = 'change' | 'remove';

/** True for an organisation's row that only managers write. */
export function isGoverned({ create }: Policy, scope: ScopeParts): boolean {
  return create === 'managers' && scope.kind === 'org';
}

/** True where the writer owns the row. */
function owns({ user, manages }: Actor, policy: Policy, row: Held): boolean {
  const parts = parseScope(row.scope);
  // The author of an organisation's row has no rights on it after losing the manager role.
  if (parts && isGoverned(policy, parts)) return manages;
  // Rows of a person who left may have moved into another person's private scope.
  if (row.author === user || row.scope === scopes.private(user)) return true;
  return policy.change === 'managers' && manages;
}

/** True where a person may do this to a visible row: one rule for server, commands and pages. */
export function mayDo(writer: Actor, policy: Policy, act: Act, row: Held): boolean {
  if (policy.change === 'nobody') return false;
  return (act === 'change' && policy.change === 'readers') || owns(writer, policy, row);
}
