import * as z from 'zod/mini';
import type { CrmIdentity } from './collections/crmIdentity.ts';
import type { Me } from './member.ts';
import type { RecordRef } from './record.ts';
import { parseScope, type Scope, scopes } from './scope.ts';

/** The user's id while nobody is signed in. */
export const LOCAL_USER = 'local';

/** Who can read a text, narrowest first; `scopeFor` gives the scope on a record. */
export const Audience = z.enum(['private', 'pair', 'team']);
export type Audience = z.infer<typeof Audience>;

/** The typed fact with the answer to “Whose deal is this?”: its value is a member's id. */
export const OWNER_FACT = 'member';

/** A person's role on one record (docs/decisions/coaching-rules.md). */
export interface RecordRole {
  roles: readonly ('rep' | 'manager')[];
  /** The member who owns the deal. */
  rep: string | null;
  /** False while the owner is unknown: there is no link, and no answer of this person. */
  known: boolean;
}

export interface RoleInput {
  me: Me | null;
  localRole: 'rep' | 'manager';
  /** The member linked to the CRM's owner. */
  linked: string | null;
  /** This person's answer to “Whose deal is this?”. */
  answer: string | null;
}

/**
 * The link of a CRM user, if any. A link of the record's former tenant is none: that tenant may be
 * another system, in which somebody else has the same id, and links decide who receives rows.
 * @param identities the current one first.
 */
export function linkOf(
  identities: readonly CrmIdentity[],
  ref: Pick<RecordRef, 'crm' | 'tenant'>,
  crmUserId: string | null,
): CrmIdentity | null {
  if (crmUserId === null) return null;
  const isOf = (link: CrmIdentity) =>
    link.crm === ref.crm && link.tenant === ref.tenant && link.crmUserId === crmUserId;
  return identities.find(isOf) ?? null;
}

/**
 * The role depends on the record: the owner is me → rep; the owner is in my teams → manager; else
 * reader. A link takes precedence over an answer. While signed out, the person chooses the role.
 */
export function roleOn({ me, localRole, linked, answer }: RoleInput): RecordRole {
  if (!me) return { roles: [localRole], rep: LOCAL_USER, known: true };
  const managesPeople = me.reports.length > 0;
  const rep = linked ?? answer;
  if (rep === null) return { roles: [managesPeople ? 'manager' : 'rep'], rep: null, known: false };
  if (rep === me.user.id)
    return { roles: managesPeople ? ['rep', 'manager'] : ['rep'], rep, known: true };
  if (me.reports.some((member) => member.id === rep))
    return { roles: ['manager'], rep, known: true };
  return { roles: [], rep, known: true };
}

/** The audiences that a person can choose on a record, narrowest first. */
export function audiencesFor(me: Me | null, rep: string | null): Audience[] {
  if (!me) return ['private'];
  const pair = scopeFor(me, 'pair', rep) !== null;
  return [
    'private',
    ...(pair ? (['pair'] as const) : []),
    ...(scopeFor(me, 'team', rep) ? (['team'] as const) : []),
  ];
}

/** The scope of an audience; null where it does not exist: a rep without a manager has no pair. */
export function scopeFor(me: Me | null, audience: Audience, rep: string | null): Scope | null {
  if (!me) return audience === 'private' ? scopes.private(LOCAL_USER) : null;
  if (audience === 'private') return scopes.private(me.user.id);
  if (rep === null) return null;
  if (audience === 'team') {
    const team =
      rep === me.user.id ? me.user.team : me.reports.find((member) => member.id === rep)?.team;
    return team ? scopes.team(team) : null;
  }
  if (me.reports.some((member) => member.id === rep)) return scopes.pair(me.user.id, rep);
  return rep === me.user.id && me.manager ? scopes.pair(me.manager.id, me.user.id) : null;
}

export function audienceOf(scope: string): Audience | null {
  const parts = parseScope(scope);
  if (!parts || parts.kind === 'org') return null;
  return parts.kind;
}
