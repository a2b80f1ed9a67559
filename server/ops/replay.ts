import { sql } from 'kysely';
import {
  type Batches,
  type DepartureStore,
  depart,
  finishDepartures,
  usualBatches,
} from '../people/departures.ts';
import { recomputeMemberships } from '../people/pairs.ts';
import { offboard } from '../people/removal.ts';
import { ERASED_TABLE, isAbout } from '../store/erased.ts';
import type { Store } from '../store/store.ts';
import type { Db, Tx } from '../store/tables.ts';
import { erased, eraseHistory, rewrite } from '../sync/bulk.ts';
import { chunks, lockOrg } from '../sync/rows.ts';
import { replayEndings } from './endings.ts';
import { enter } from './tables.ts';

/** Nobody is connected yet, so that nothing has to come between. */
const atOnce: Batches = {
  ...usualBatches,
  pause: async () => {},
  patience: () => new Promise(() => {}),
};

/** What an older copy of the database brought back, and what was removed again. */
export interface Replayed {
  people: number;
  rows: number;
}

/** The ids that a table of people contains. */
async function present(
  tx: Tx,
  table: 'user' | 'former',
  column: string,
  entries: readonly { id: string }[],
): Promise<string[]> {
  const found: string[] = [];
  for (const part of chunks(entries.map(({ id }) => id))) {
    const { rows } = await sql<{ id: string }>`
      select ${sql.ref(column)} as id from ${sql.table(table)}
      where ${sql.ref(column)} in (${sql.join(part)})
    `.execute(tx);
    found.push(...rows.map(({ id }) => id));
  }
  return found;
}

/** The people in an organisation who were removed after the copy was made. */
async function peopleBack(tx: Tx, org: string) {
  const gone = await tx
    .selectFrom(ERASED_TABLE)
    .select(['id', 'choice', 'address'])
    .where('org_id', '=', org)
    .where('kind', '=', 'person')
    .execute();
  const forgotten = gone.filter(({ choice }) => choice === 'erase');
  const users = await present(tx, 'user', 'id', gone);
  // Removed before the copy was made, and erased after it.
  const names = await present(tx, 'former', 'user_id', forgotten);
  const invitations = await tx
    .selectFrom('invitation')
    .select(['id', 'email'])
    .where('org_id', '=', org)
    .where('email', 'is not', null)
    .execute();
  for (const { id, email } of invitations)
    if (forgotten.some((entry) => isAbout(entry, email ?? '')))
      await tx.deleteFrom('invitation').where('id', '=', id).execute();
  return [...new Set([...users, ...names])].map((id) => ({
    id,
    choice: gone.find((entry) => entry.id === id)?.choice ?? 'erase',
  }));
}

/** Removes people again, one after the other, and invitations to those who were erased. */
async function removePeople(store: DepartureStore, org: string, now: number): Promise<number> {
  const back = await store.within(org, async (tx) => {
    await lockOrg(tx, org, 0);
    return peopleBack(tx, org);
  });
  for (const { id, choice } of back) {
    await depart(store, org, atOnce, async (tx) => {
      await offboard(tx, org, id, choice, now);
      await recomputeMemberships(tx, org, now);
    });
    await finishDepartures(store, org, atOnce);
  }
  return back.length;
}

/** Deletes rows again, with their words: rows that were last changed before they were deleted. */
async function deleteRows(tx: Tx, org: string, now: number): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    select "row".id from "row"
    join ${sql.table(ERASED_TABLE)} as gone
      on gone.kind = 'row' and gone.org_id = "row".org_id and gone.id = "row".id
    where "row".org_id = ${org} and "row".deleted = 0 and "row".at < gone.at
  `.execute(tx);
  const ids = new Set(rows.map(({ id }) => id));
  if (ids.size === 0) return 0;
  await rewrite(
    tx,
    org,
    {},
    (page) =>
      page.filter(({ id }) => ids.has(id)).map((row) => ({ before: row, after: erased(row) })),
    now,
  );
  await eraseHistory(tx, org, [...ids]);
  return ids.size;
}

/**
 * Removes what the list of erasures contains and the database contains too: after a restore, and
 * at each start, since the database may be an older copy of itself.
 * @param owner of the tables.
 */
export async function replayErasures(
  owner: Db,
  kind: Store['kind'],
  now: number,
): Promise<Replayed> {
  const done: Replayed = { people: 0, rows: 0 };
  const store: DepartureStore = {
    within: (org, work) =>
      owner.transaction().execute(async (tx) => {
        await enter(tx, kind, org);
        return work(tx);
      }),
  };
  for (const { id: org } of await owner.selectFrom('org').select('id').execute()) {
    done.people += await removePeople(store, org, now);
    done.rows += await store.within(org, async (tx) => {
      await lockOrg(tx, org, 0);
      await replayEndings(tx, org, now);
      return deleteRows(tx, org, now);
    });
  }
  return done;
}

/** Organisations without an administrator: the only one was removed after the copy was made. */
export async function withoutAdministrator(db: Db): Promise<{ id: string; name: string }[]> {
  return db
    .selectFrom('org')
    .select(['id', 'name'])
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('member')
            .select('user_id')
            .whereRef('member.org_id', '=', 'org.id')
            .where('role', '=', 'admin'),
        ),
      ),
    )
    .execute();
}
