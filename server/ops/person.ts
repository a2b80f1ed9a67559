import { collections, isCollection, scopes, scopesOf } from '../../lib/model/index.ts';
import { recomputeMemberships } from '../people/pairs.ts';
import { offboard } from '../people/removal.ts';
import type { Context } from '../store/context.ts';
import type { Store } from '../store/store.ts';
import { lockOrg, storedOf } from '../sync/rows.ts';

async function personBy(store: Store, email: string) {
  return store.db
    .selectFrom('user')
    .leftJoin('member', 'member.user_id', 'user.id')
    .select([
      'user.id',
      'user.name',
      'user.email',
      'user.createdAt',
      'member.org_id as org',
      'member.role',
      'member.team',
    ])
    .where('user.email', '=', email.trim().toLowerCase())
    .executeTakeFirst();
}

/**
 * Everything stored about one person: account, sessions, linked sign-ins, the rows they wrote,
 * deleted ones too, and the rows of others in their pairs. Null if nobody has that address.
 * @param asker the person, who gets only rows that they may read now: others may have continued to
 * write in rows that the person could read before.
 */
export async function personData(
  store: Store,
  email: string,
  asker: Context | null = null,
): Promise<Record<string, unknown> | null> {
  const person = await personBy(store, email);
  if (!person) return null;
  const signIns = await store.db
    .selectFrom('account')
    .select(['providerId', 'createdAt'])
    .where('userId', '=', person.id)
    .execute();
  const invitations = await store.db
    .selectFrom('invitation')
    .select(['role', 'expires_at as expiresAt', 'used_at as usedAt'])
    .where('email', '=', person.email)
    .execute();
  const sessions = await store.db
    .selectFrom('session')
    .select(['createdAt', 'expiresAt', 'ipAddress', 'userAgent'])
    .where('userId', '=', person.id)
    .execute();
  const { org } = person;
  if (org === null) return { person, sessions, signIns, invitations };
  return store.within(
    org,
    async (tx) => {
      const pairs = await tx
        .selectFrom('pairing')
        .select(['manager', 'rep', 'since', 'until'])
        .where('org_id', '=', org)
        .where((eb) => eb.or([eb('rep', '=', person.id), eb('manager', '=', person.id)]))
        .execute();
      const about = [
        scopes.private(person.id),
        ...pairs
          .filter((pair) => pair.rep === person.id)
          .map((pair) => scopes.pair(pair.manager, pair.rep)),
      ];
      const rows = await tx
        .selectFrom('row')
        .selectAll()
        .where('org_id', '=', org)
        .where((eb) => eb.or([eb('author', '=', person.id), eb('scope', 'in', about)]))
        .$if(asker !== null, (query) => query.where('scope', 'in', asker ? scopesOf(asker) : []))
        .orderBy('id')
        .execute();
      const revisions = await tx
        .selectFrom('revision')
        .select(['row_id as row', 'rev', 'kind', 'text', 'at'])
        .where('org_id', '=', org)
        .where('author', '=', person.id)
        .orderBy('at')
        .execute();
      const notices = await tx
        .selectFrom('notice')
        .select(['kind', 'by_name as by', 'at', 'seen_at as seenAt'])
        .where('org_id', '=', org)
        .where('user_id', '=', person.id)
        .orderBy('at')
        .execute();
      return {
        person,
        sessions,
        notices,
        signIns,
        invitations,
        pairs,
        rows: rows
          .map(storedOf)
          .filter(isExported)
          .map(({ id, collection, scope, author, deleted, fields }) => ({
            id,
            collection,
            scope,
            author,
            deleted,
            fields,
          })),
        revisions,
      };
    },
    { snapshot: true },
  );
}

/** A collection defines whether its rows are exported. Rows of unknown collections are exported. */
function isExported({ collection }: { collection: string }): boolean {
  return !isCollection(collection) || collections[collection].exported;
}

/**
 * Finds a member by address, or a former member by id: one who was removed and whose notes stayed.
 */
async function memberOrFormer(
  store: Store,
  emailOrId: string,
): Promise<{ org: string; id: string } | null> {
  const person = await personBy(store, emailOrId);
  if (person?.org) return { org: person.org, id: person.id };
  const former = await store.db
    .selectFrom('former')
    .select(['org_id as org', 'user_id as id'])
    .where('user_id', '=', emailOrId.trim())
    .executeTakeFirst();
  return former ?? null;
}

/**
 * Deletes a person with their name and everything they wrote.
 * @returns the organisation and its new version; null if nobody has that address or id.
 */
export async function erasePerson(
  store: Store,
  emailOrId: string,
  now: number,
): Promise<{ org: string; version: number } | null> {
  const person = await memberOrFormer(store, emailOrId);
  if (!person) return null;
  const { org, id } = person;
  const version = await store.within(org, async (tx) => {
    await lockOrg(tx, org, 0);
    await offboard(tx, org, id, 'erase', now);
    return recomputeMemberships(tx, org, now);
  });
  return { org, version };
}
