import { depart, finishDepartures, usualBatches } from '../people/departures.ts';
import { recomputeMemberships } from '../people/pairs.ts';
import { someoneAdministers } from '../people/people.ts';
import { offboard } from '../people/removal.ts';
import type { Store } from '../store/store.ts';

/** A person by address. */
export async function personBy(store: Store, email: string) {
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
 * Begins to delete a person with their name and everything they wrote. Afterwards the person is
 * gone, and the rows follow (D12).
 * @returns the organisation and its new version; null if nobody has that address or id.
 */
export async function beginErasure(
  store: Store,
  emailOrId: string,
  now: number,
  batches = usualBatches,
): Promise<{ org: string; version: number } | null> {
  const person = await memberOrFormer(store, emailOrId);
  if (!person) return null;
  const { org, id } = person;
  const { version } = await depart(store, org, batches, async (tx) => {
    await offboard(tx, org, id, 'erase', now);
    await someoneAdministers(tx, org);
    await recomputeMemberships(tx, org, now);
  });
  return { org, version };
}

/** Deletes a person to the end, where no server runs. @returns as `beginErasure`. */
export async function erasePerson(
  store: Store,
  emailOrId: string,
  now: number,
  batches = usualBatches,
): Promise<{ org: string; version: number } | null> {
  const begun = await beginErasure(store, emailOrId, now, batches);
  if (!begun) return null;
  const last = await finishDepartures(store, begun.org, batches);
  await store.forget();
  return { org: begun.org, version: last ?? begun.version };
}
