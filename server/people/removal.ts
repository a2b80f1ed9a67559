import { type ContentCounts, collectionNames, collections, scopes } from '../../lib/model/index.ts';
import type { Context } from '../store/context.ts';
import { addErasedPerson } from '../store/erased.ts';
import type { Tx } from '../store/tables.ts';
import { eraseRows, eraseTexts } from '../sync/bulk.ts';
import { eraseStatements } from '../sync/erase.ts';
import { moveRows } from '../sync/move.ts';
import { endLinksBy, endResetLinks } from './links.ts';
import { forgetNotices } from './notices.ts';
import { createMarker, renewAll } from './oneTimeTokens.ts';
import { changing, memberIn, type PeopleDeps, PeopleError, someoneAdministers } from './people.ts';

/** `keep`: shared rows stay with their readers. `erase`: all rows and the name are deleted. */
export type RetentionChoice = 'keep' | 'erase';

/** Kind of the tokens that remember sessions of removed people, and their lifetime. */
export const REMOVED = 'removed';
const REMOVED_MS = 90 * 86_400_000;

/** Collections that belong to the company: questions, playbooks, thresholds. */
const COMPANY = collectionNames.filter((name) => collections[name].erased === 'kept');
/** Keyed collections, whose rows several people write: only the person's changes are erased. */
const KEYED = collectionNames.filter(
  (name) => collections[name].key !== null && !COMPANY.includes(name),
);
/**
 * Collections deleted at every removal, in every scope: an identity in a CRM would keep the next
 * person from using the same CRM user, and absences are nobody's business any more.
 */
const DELETED = collectionNames.filter((name) => collections[name].leaves);

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
    const count = async (list: readonly string[], author: string | null): Promise<number> => {
      if (list.length === 0) return 0;
      let query = tx
        .selectFrom('row')
        .select((eb) => eb.fn.countAll().as('notes'))
        .where('org_id', '=', who.org)
        .where('collection', '=', 'note')
        .where('deleted', '=', 0)
        .where('scope', 'in', list);
      if (author !== null) query = query.where('author', '=', author);
      return Number((await query.executeTakeFirstOrThrow()).notes);
    };
    const teams = (
      await tx.selectFrom('team').select('id').where('org_id', '=', who.org).execute()
    ).map((team) => scopes.team(team.id));
    const scopesIn = (list: readonly { scope: string }[]) => list.map((pair) => pair.scope);
    return {
      private: await count([scopes.private(user)], null),
      manager: await count(scopesIn(pairs.manager), null),
      former: await count(scopesIn(pairs.former), null),
      reports: await count(scopesIn(pairs.reports), null),
      written: await count(scopesIn(pairs.reports), user),
      team: await count(teams, user),
    };
  });
}

/**
 * Removes a person from the organisation: sessions and account end at once, and the notes are moved
 * or deleted as `contentCountsOf` counts them.
 */
export async function removeMember(
  deps: PeopleDeps,
  who: Context,
  user: string,
  choice: RetentionChoice,
): Promise<void> {
  if (who.role !== 'admin') throw new PeopleError('notAllowed');
  await changing(deps, who, async (tx) => {
    // Behind the lock: a second removal at the same time would replace the choice of the first one
    // in the list of erasures.
    await memberIn(tx, who, user);
    await offboard(tx, who.org, user, choice, deps.now());
    await someoneAdministers(tx, who.org);
  });
  await deps.store.forget();
}

/**
 * The removal itself. The caller's transaction raises the organisation's version afterwards, and
 * checks that someone administers it.
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
  await eraseRows(tx, org, { scope: scopes.private(user), includeDeleted: true }, at);
  // Before rows of the pair move, which would take these along.
  await eraseRows(tx, org, { author: user, collections: DELETED, includeDeleted: true }, at);
  for (const { scope } of pairs.former)
    await eraseRows(tx, org, { scope, includeDeleted: true }, at);
  for (const { scope, manager } of pairs.manager) {
    if (choice === 'erase') await eraseRows(tx, org, { scope, includeDeleted: true }, at);
    else await moveRows(tx, org, { scope }, scopes.private(manager), at);
  }
  if (choice === 'erase') {
    await eraseRows(
      tx,
      org,
      { author: user, except: [...COMPANY, ...KEYED], includeDeleted: true },
      at,
    );
    await eraseStatements(tx, org, user, KEYED, at);
    await eraseTexts(tx, org, user, at);
    await tx.deleteFrom('former').where('org_id', '=', org).where('user_id', '=', user).execute();
  }
  await tx
    .updateTable('team')
    .set({ manager: null })
    .where('org_id', '=', org)
    .where('manager', '=', user)
    .execute();
  await tx.deleteFrom('member').where('org_id', '=', org).where('user_id', '=', user).execute();
  await tx.deleteFrom('client').where('org_id', '=', org).where('user_id', '=', user).execute();
  await tx.deleteFrom('presence').where('org_id', '=', org).where('user_id', '=', user).execute();
  await tx
    .deleteFrom('mutation_result')
    .where('org_id', '=', org)
    .where('mutation_id', 'like', `${user}:%`)
    .execute();
  await tx.deleteFrom('pairing').where('org_id', '=', org).where('rep', '=', user).execute();
  // Their devices receive this reason, and delete what the person may no longer read.
  for (const { token } of await tx
    .selectFrom('session')
    .select('token')
    .where('userId', '=', user)
    .execute())
    await createMarker(tx, REMOVED, token, at + REMOVED_MS);
  await tx.deleteFrom('session').where('userId', '=', user).execute();
  // Devices whose sessions ended before learn of the removal too, and for as long.
  await renewAll(tx, { user }, at + REMOVED_MS);
  await tx.deleteFrom('account').where('userId', '=', user).execute();
  await endLinksBy(tx, org, user);
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
