import type { Policy, Writer } from './policy.ts';
import { parseScope, type ScopeParts, scopes } from './scope.ts';

/** A row, as far as who may do what to it depends on it. */
export interface Held {
  author: string | null;
  scope: string;
}

/** `change`: what it says. `remove`: deleting it, and taking that back. */
export type Act = 'change' | 'remove';

/** What is the organisation's, and written by whoever manages alone. */
export function isGoverned({ create }: Policy, scope: ScopeParts): boolean {
  return create === 'managers' && scope.kind === 'org';
}

/** True where the row is somebody's to do with as they like. */
function isTheirs({ user, manages }: Writer, policy: Policy, row: Held): boolean {
  const parts = parseScope(row.scope);
  // Whoever managed once, and wrote what is everybody's, has no more to say about it than others.
  if (parts && isGoverned(policy, parts)) return manages;
  // What came to somebody's private rows is theirs, whoever wrote it: a person who left.
  if (row.author === user || row.scope === scopes.private(user)) return true;
  return policy.change === 'managers' && manages;
}

/** True where a person may do this to a row that they see: one rule for server, commands and pages. */
export function mayDo(writer: Writer, policy: Policy, act: Act, row: Held): boolean {
  if (policy.change === 'nobody') return false;
  return (act === 'change' && policy.change === 'readers') || isTheirs(writer, policy, row);
}
