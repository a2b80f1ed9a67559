import { scopes } from '../../lib/model/index.ts';
import { restand } from '../people/pairs.ts';
import { takeOut } from '../people/removal.ts';
import type { Store } from '../store/store.ts';
import { storedOf } from '../sync/rows.ts';

async function personBy(store: Store, email: string) {
  return store.db
    .selectFrom('user')
    .leftJoin('member', 'member.user_id', 'user.id')
    .select(['user.id', 'user.name', 'user.email', 'user.createdAt', 'member.org_id as org', 'member.role', 'member.team'])
    .where('user.email', '=', email.trim().toLowerCase())
    .executeTakeFirst();
}

/** Everything that is kept about one person: account, sessions, what they wrote, and what others wrote in their pairs. Null for nobody of that address. */
export async function personData(store: Store, email: string): Promise<Record<string, unknown> | null> {
  const person = await personBy(store, email);
  if (!person) return null;
  const sessions = await store.db.selectFrom('session').select(['createdAt', 'expiresAt', 'ipAddress', 'userAgent']).where('userId', '=', person.id).execute();
  const { org } = person;
  if (org === null) return { person, sessions };
  return store.within(
    org,
    async (tx) => {
      const pairs = await tx
        .selectFrom('pairing')
        .select(['manager', 'rep', 'since', 'until'])
        .where('org_id', '=', org)
        .where((eb) => eb.or([eb('rep', '=', person.id), eb('manager', '=', person.id)]))
        .execute();
      const about = [scopes.private(person.id), ...pairs.filter((pair) => pair.rep === person.id).map((pair) => scopes.pair(pair.manager, pair.rep))];
      const rows = await tx
        .selectFrom('row')
        .selectAll()
        .where('org_id', '=', org)
        .where('deleted', '=', 0)
        .where((eb) => eb.or([eb('author', '=', person.id), eb('scope', 'in', about)]))
        .orderBy('id')
        .execute();
      const revisions = await tx
        .selectFrom('revision')
        .select(['row_id as row', 'rev', 'kind', 'text', 'at'])
        .where('org_id', '=', org)
        .where('author', '=', person.id)
        .orderBy('at')
        .execute();
      return {
        person,
        sessions,
        pairs,
        rows: rows.map(storedOf).map(({ id, collection, scope, author, fields }) => ({ id, collection, scope, author, fields })),
        revisions,
      };
    },
    { snapshot: true },
  );
}

/** Deletes a person and everything they wrote, name included. @returns the organisation and its new version, or null for nobody of that address. */
export async function erasePerson(store: Store, email: string, now: number): Promise<{ org: string; version: number } | null> {
  const person = await personBy(store, email);
  if (!person?.org) return null;
  const { org, id } = person;
  const version = await store.within(org, async (tx) => {
    await takeOut(tx, org, id, 'erase', now);
    return restand(tx, org, now);
  });
  return { org, version };
}
