import { type CollectionName, type ContentCounts, scopes } from '../../lib/model/index.ts';
import type { Context } from '../store/context.ts';
import { addEndings, addErasedPerson } from '../store/erased.ts';
import type { Tx } from '../store/tables.ts';
import { erased, writeNext } from '../sync/bulk.ts';
import { eraseBatch } from '../sync/erasure.ts';
import { datedOf } from '../sync/rows.ts';
import { addJob } from './departureJobs.ts';
import { DELETED, type Step } from './departureSteps.ts';
import { depart, finishInTime, usualBatches } from './departures.ts';
import { endResetLinks, endWhatTheyMade } from './madeByAdmins.ts';
import { countNotes } from './noteCounts.ts';
import { forgetNotices } from './notices.ts';
import { createMarker, idOfSecret, renewAll } from './oneTimeTokens.ts';
import { recomputeMemberships } from './pairs.ts';
import {
  lockAsAdmin,
  memberIn,
  type PeopleDeps,
  PeopleError,
  someoneAdministers,
} from './people.ts';

/** `keep`: shared rows stay with their readers. `erase`: all rows and the name are deleted. */
export type RetentionChoice = 'keep' | 'erase';

/** Kind of the markers of sessions that ended. */
export const ENDED = 'ended';
/** Kind of the tokens that remember sessions of removed people, and their lifetime. */
export const REMOVED = 'removed' as const;
const REMOVED_MS = 90 * 86_400_000;

async function pairsOf(tx: Tx, org: string, user: string) {
  const pairs = await tx
    .selectFrom('pairing')
    .select(['manager', 'rep', 'until'])
    .where('org_id', '=', org)
    .where((eb) => eb.or([eb('manager', '=', user), eb('rep', '=', user)]))
    .execute();
  const withScope = (isWanted: (pair: (typeof pairs)[number]) => boolean) =>
    pairs.filter(isWanted).map((pair) => ({ ...pair, scope: scopes.pair(pair.manager, pair.rep) }));
  return {
    manager: withScope((pair) => pair.rep === user && pair.until === null),
    former: withScope((pair) => pair.rep === user && pair.until !== null),
    reports: withScope((pair) => pair.manager === user),
  };
}

/** The numbers of notes that a removal would concern, shown before it. */
export async function contentCountsOf(
  deps: PeopleDeps,
  who: Context,
  user: string,
): Promise<ContentCounts> {
  if (who.role !== 'admin') throw new PeopleError('notAllowed');
  await memberIn(deps.db, who, user);
  return deps.store.within(who.org, async (tx) => {
    const pairs = await pairsOf(tx, who.org, user);
    const count = (list: readonly string[], author?: string) =>
      countNotes(tx, who.org, list, author);
    const teams = (
      await tx.selectFrom('team').select('id').where('org_id', '=', who.org).execute()
    ).map((team) => scopes.team(team.id));
    const scopesIn = (list: readonly { scope: string }[]) => list.map((pair) => pair.scope);
    return {
      private: await count([scopes.private(user)]),
      manager: await count(scopesIn(pairs.manager)),
      former: await count(scopesIn(pairs.former)),
      reports: await count(scopesIn(pairs.reports)),
      written: await count(scopesIn(pairs.reports), user),
      team: await count(teams, user),
    };
  });
}

/**
 * Removes a person from the organisation: sessions and account end at once. The rows are moved or
 * deleted as `contentCountsOf` counts them, in batches that other requests come between.
 */
export async function removeMember(
  deps: PeopleDeps,
  who: Context,
  user: string,
  choice: RetentionChoice,
): Promise<void> {
  if (who.role !== 'admin') throw new PeopleError('notAllowed');
  const { store, batches = usualBatches } = deps;
  const { version } = await depart(store, who.org, batches, async (tx) => {
    await lockAsAdmin(tx, who);
    // Behind the lock: a second removal at the same time would replace the choice of the first one
    // in the list of erasures.
    await memberIn(tx, who, user);
    await offboard(tx, who.org, user, choice, deps.now());
    await someoneAdministers(tx, who.org);
    await recomputeMemberships(tx, who.org, deps.now());
  });
  deps.poke(who.org, version);
  await finishInTime(deps, who.org);
}

/** The most rows that end with their author and are deleted at once. */
const MOST_LEAVING = 500;

/** Collections that nobody may read from the first transaction on. */
const AT_ONCE: readonly CollectionName[] = ['crmIdentity', 'away'];

/**
 * Deletes what ends with its author at once, in the scopes where the person could write it, links
 * to CRM users and absences first. What is more than anybody has, rows or history, is left to the
 * step `eraseLeaving`.
 */
async function eraseLeavingAtOnce(
  tx: Tx,
  org: string,
  user: string,
  pairs: readonly { scope: string }[],
  at: number,
): Promise<void> {
  const teams = await tx.selectFrom('team').select('id').where('org_id', '=', org).execute();
  const searched = [
    ...[scopes.org(org), scopes.private(user)],
    ...[...teams.map(({ id }) => scopes.team(id)), ...pairs.map(({ scope }) => scope)],
  ];
  const rows = await tx
    .selectFrom('row')
    .selectAll()
    .where('org_id', '=', org)
    .where('scope', 'in', searched)
    .where('author', '=', user)
    .where('collection', 'in', DELETED)
    .where('deleted', '=', 0)
    .orderBy((eb) => eb.case().when('collection', 'in', AT_ONCE).then(0).else(1).end())
    .orderBy('version')
    .limit(MOST_LEAVING)
    .execute();
  const leaving = rows.map(datedOf);
  if (await eraseBatch(tx, org, leaving, { size: MOST_LEAVING, at })) return;
  const changes = leaving.map((row) => ({ before: row, after: erased(row) }));
  await writeNext(tx, org, changes, at);
}

/** What is done with the rows of a person who leaves, in this order. */
function stepsOf(
  user: string,
  choice: RetentionChoice,
  pairs: Awaited<ReturnType<typeof pairsOf>>,
): Step[] {
  const unread = pairs.former.map(({ scope }): Step => ({ do: 'eraseScope', scope }));
  const shared = pairs.manager.map(
    ({ scope, manager }): Step =>
      choice === 'erase'
        ? { do: 'eraseScope', scope }
        : { do: 'moveScope', from: scope, to: scopes.private(manager) },
  );
  const words: Step[] = [
    { do: 'eraseRows', user },
    { do: 'eraseStatements', user },
    { do: 'forgetAnswers', user },
    { do: 'eraseRevisions', user },
    { do: 'eraseConflicts', user },
  ];
  return [
    { do: 'eraseScope', scope: scopes.private(user) },
    // Before rows of the pair move, which would take these along.
    { do: 'eraseLeaving', user },
    ...unread,
    { do: 'forgetResults', user },
    // The last step of who keeps the rows: the right to read the pair ends with the departure.
    ...shared,
    ...(choice === 'erase' ? words : []),
  ];
}

/**
 * What a removal does at once: nobody reads or writes as this person any more. The rows follow
 * (`runBatch`). The caller's transaction raises the organisation's version afterwards, and checks
 * that someone administers it.
 */
export async function offboard(
  tx: Tx,
  org: string,
  user: string,
  choice: RetentionChoice,
  at: number,
): Promise<void> {
  const pairs = await pairsOf(tx, org, user);
  const person = await tx
    .selectFrom('user')
    .select(['name', 'email'])
    .where('id', '=', user)
    .executeTakeFirst();
  await eraseLeavingAtOnce(tx, org, user, [...pairs.manager, ...pairs.former], at);
  // The manager gets the rows of the pair: until all of them have moved, the manager reads both
  // scopes, and never has less than before or after.
  const [pair = null] = choice === 'keep' ? pairs.manager : [];
  const steps = stepsOf(user, choice, pairs);
  await addJob(tx, org, {
    id: user,
    at,
    steps,
    pair: pair && { manager: pair.manager, rep: user },
  });
  if (choice === 'erase')
    await tx.deleteFrom('former').where('org_id', '=', org).where('user_id', '=', user).execute();
  await tx
    .updateTable('team')
    .set({ manager: null })
    .where('org_id', '=', org)
    .where('manager', '=', user)
    .execute();
  await tx.deleteFrom('member').where('org_id', '=', org).where('user_id', '=', user).execute();
  await tx.deleteFrom('client').where('org_id', '=', org).where('user_id', '=', user).execute();
  await tx.deleteFrom('presence').where('org_id', '=', org).where('user_id', '=', user).execute();
  await tx.deleteFrom('pairing').where('org_id', '=', org).where('rep', '=', user).execute();
  // Their devices receive this reason, and delete what the person may no longer read.
  const open = await tx.selectFrom('session').select('token').where('userId', '=', user).execute();
  for (const { token } of open) await createMarker(tx, REMOVED, token, at + REMOVED_MS);
  // Devices whose sessions ended before learn of the removal too, and for as long.
  const before = await renewAll(tx, { user }, at + REMOVED_MS);
  const ended = before.flatMap(({ id, kind }) => (kind === ENDED ? [id] : []));
  // A restored backup must not take a device out of reach. One to wipe is in the list already.
  const marks = [...open.map(({ token }) => idOfSecret(token)), ...ended];
  await addEndings(tx, org, REMOVED, marks, at);
  await tx.deleteFrom('session').where('userId', '=', user).execute();
  await tx.deleteFrom('account').where('userId', '=', user).execute();
  await endWhatTheyMade(tx, org, user);
  await endResetLinks(tx, user);
  await forgetNotices(tx, org, user, choice === 'erase');
  // A removed person must not return by an open invitation.
  if (person) await tx.deleteFrom('invitation').where('email', '=', person.email).execute();
  await tx.deleteFrom('user').where('id', '=', user).execute();
  // A restored backup must not bring the person back.
  const address = person?.email ?? null;
  await addErasedPerson(tx, { org, id: user, choice, address }, at);
  // The name for rows that stay.
  if (choice === 'keep' && person)
    await tx
      .insertInto('former')
      .values({ org_id: org, user_id: user, name: person.name, at })
      .execute();
}
