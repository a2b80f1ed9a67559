import {
  type CrmIdentity,
  type CrmPerson,
  type CrmRecord,
  decidesLinkOf,
  isConfirmed,
  known,
  LOCAL_USER,
  linkOf,
  type Me,
  ownerKey,
  type Scope,
  scopeFor,
  scopes,
} from '../model/index.ts';
import { writerOf } from './may.ts';
import type { Viewer } from './viewer.ts';

/** A record's owner in the CRM, where it is visible. */
export function ownerOf(record: CrmRecord | null): CrmPerson | null {
  return record ? (known(record.fields.owner) ?? null) : null;
}

/** The owner's key in summaries. */
export function summaryOwner(record: CrmRecord | null): string | null {
  const owner = ownerOf(record);
  return record && owner ? ownerKey(record.ref, owner.name) : null;
}

/** The link of a record's CRM owner, confirmed or not. Null where the system is unknown. */
export function ownerLinkOf(
  links: readonly CrmIdentity[],
  record: CrmRecord | null,
): CrmIdentity | null {
  if (record === null || record.ref.tenant === '') return null;
  return linkOf(links, record.ref, ownerOf(record)?.id ?? null);
}

/**
 * True where the CRM itself proves the link of the person on this device: its session is the
 * owner's, with the address of their account.
 */
function isProven({ crmUserId, userId }: CrmIdentity, me: Me | null, { viewer }: CrmRecord) {
  const address = me?.user.email.toLowerCase() ?? '';
  return (
    userId === me?.user.id &&
    crmUserId === viewer.crmUserId &&
    address !== '' &&
    viewer.email?.toLowerCase() === address
  );
}

/**
 * The rep whose pair or team can receive texts about a record: only the member linked to the CRM's
 * owner, and only where the link is confirmed. Anybody can say that a CRM user is theirs, and an
 * answer to “Whose deal is this?” decides what its author sees, never who else can read: one wrong
 * answer would show a person's notes to somebody else. Null where nobody is linked, the link is not
 * confirmed, or the record's system is unknown.
 */
export function repForSharing(
  me: Me | null,
  links: readonly CrmIdentity[],
  record: CrmRecord | null,
): string | null {
  const link = ownerLinkOf(links, record);
  if (link === null || record === null) return null;
  return isConfirmed(link) || isProven(link, me, record) ? link.userId : null;
}

/** The members whose link this person may confirm or remove, besides their own. */
export function mayDecideLink(who: Pick<Viewer, 'me' | 'user'>, link: CrmIdentity): boolean {
  return decidesLinkOf(writerOf(who), link.userId);
}

/**
 * The pair's scope, or the writer's private one without a pair.
 * @param rep from `repForSharing`.
 */
export function pairOrPrivate(me: Me | null, rep: string | null): Scope {
  return scopeFor(me, 'pair', rep) ?? scopes.private(me?.user.id ?? LOCAL_USER);
}

/** The scope of a deal's snapshot. Null for a contact, a page still loading, an unknown system. */
export function snapshotScope(
  me: Me | null,
  links: readonly CrmIdentity[],
  record: CrmRecord,
): Scope | null {
  if (record.kind !== 'deal' || record.reading.filling || record.ref.tenant === '') return null;
  return pairOrPrivate(me, repForSharing(me, links, record));
}
