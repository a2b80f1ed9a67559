import type { Mutation } from '../../lib/model/index.ts';
import type { ExpectedRow } from './keyed.ts';

/** What the people of a run may do at this moment. */
export interface Rights {
  manages(user: string): boolean;
  mayRead(user: string, scope: string): boolean;
  mayAdd(user: string, scope: string): boolean;
}

/** In the organisation's scope only managers write these. */
const GOVERNED = ['coachingSettings', 'stageMap'];

/** True for the manager of a member's pair, who confirms links and removes them. */
export const leads = ({ mayAdd }: Rights, user: string, member: unknown) =>
  member !== user && mayAdd(user, `p:${user}:${member}`);

/** True where a claim or a confirmation of a CRM user has to be accepted. */
function mayLink(
  rights: Rights,
  user: string,
  { userId, confirmedBy }: Mutation['patch'],
  before: ExpectedRow | undefined,
): boolean {
  if (typeof confirmedBy !== 'string')
    return userId === user && (before === undefined || before.fields.userId === user);
  // A confirmation is of another person's present claim, and is given once.
  return (
    before !== undefined &&
    before.fields.userId === userId &&
    before.fields.confirmedBy !== user &&
    confirmedBy === user &&
    leads(rights, user, userId)
  );
}

/**
 * Whether the server has to accept a change of a keyed row; null where both answers are right.
 * Independent of the product's policies, so that a mistake there is found here: a refusal of what a
 * person may do, and the acceptance of what they may not.
 * @param before the live row, if there is one.
 */
export function mayWriteKeyed(
  rights: Rights,
  user: string,
  { op, collection, scope = '', patch }: Mutation,
  before: ExpectedRow | undefined,
): boolean | null {
  if (op === 'delete') {
    // It is gone for everybody, or was never there for this person.
    if (!before) return null;
    if (!rights.mayRead(user, before.scope)) return false;
    if (GOVERNED.includes(collection) && before.scope.startsWith('o:')) return rights.manages(user);
    if (collection === 'crmIdentity')
      return before.fields.userId === user || leads(rights, user, before.fields.userId);
    return before.author === user || before.scope === `u:${user}`;
  }
  if (!rights.mayAdd(user, scope)) return false;
  const [kind, , rep] = scope.split(':');
  if (GOVERNED.includes(collection) && kind === 'o') return rights.manages(user);
  if (collection === 'profile') return patch.member === (kind === 'p' ? rep : user);
  if (collection === 'vote') return patch.author === user;
  if (collection === 'crmIdentity') return mayLink(rights, user, patch, before);
  return true;
}
