import {
  type CrmIdentity,
  type CrmPerson,
  type CrmRecord,
  known,
  LOCAL_USER,
  type Me,
  memberOf,
  ownerKey,
  type RecordRef,
  type Scope,
  scopeFor,
  scopes,
} from '../model/index.ts';

/** A record's owner in the CRM, where it is visible. */
export function ownerOf(record: CrmRecord | null): CrmPerson | null {
  return record ? (known(record.fields.owner) ?? null) : null;
}

/** The owner's key in summaries. */
export function summaryOwner(record: CrmRecord | null): string | null {
  const owner = ownerOf(record);
  return record && owner ? ownerKey(record.ref, owner.name) : null;
}

/**
 * The rep whose pair or team can receive texts about a record: only the member linked to the CRM's
 * owner. An answer to “Whose deal is this?” decides what its author sees, never who else can read:
 * one wrong answer would show a person's notes to somebody else. Null where nobody is linked, or
 * the record's system is unknown.
 */
export function repForSharing(
  links: readonly CrmIdentity[],
  ref: Pick<RecordRef, 'crm' | 'tenant'>,
  owner: Pick<CrmPerson, 'id'> | null,
): string | null {
  return ref.tenant === '' ? null : memberOf(links, ref, owner?.id ?? null);
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
  return pairOrPrivate(me, repForSharing(links, record.ref, ownerOf(record)));
}
