import { type IdSource, looksLike, type Role } from '../../lib/model/index.ts';
import { type Context, currentMembership } from '../store/context.ts';
import type { Store } from '../store/store.ts';
import type { Db, Tx } from '../store/tables.ts';
import { lockOrg } from '../sync/rows.ts';
import type { Auth } from './auth.ts';
import type { Batches } from './departures.ts';
import { endWhatTheyMade } from './madeByAdmins.ts';
import { actorOf, addNotices, type Notice } from './notices.ts';
import { recomputeMemberships } from './pairs.ts';

export interface PeopleDeps {
  store: Store;
  /** Access to tables outside organisations: `store.db`. */
  db: Db;
  auth: Auth;
  now(): number;
  ids: IdSource;
  /** Notifies connected clients of a new version. */
  poke(org: string, version: number): void;
  /** How removals and handovers are cut into transactions; by default as measured. */
  batches?: Batches;
}

/** A refused request; the client has a message for each `code`. */
export class PeopleError extends Error {
  readonly code:
    | 'invitation'
    | 'address'
    | 'taken'
    | 'nameTaken'
    | 'password'
    | 'commonPassword'
    | 'notAllowed'
    | 'notFound'
    | 'inUse'
    | 'lastSignIn'
    | 'signInTaken';
  constructor(code: PeopleError['code']) {
    super(code);
    this.code = code;
  }
}

/** The names of an organisation’s members. */
export async function memberNames(tx: Tx, org: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('member')
    .innerJoin('user', 'user.id', 'member.user_id')
    .select('user.name')
    .where('member.org_id', '=', org)
    .execute();
  return rows.map(({ name }) => name);
}

/** @param except the team that gets the name. @throws PeopleError if another team has it. */
async function teamNameIsFree(tx: Tx, org: string, name: string, except: string): Promise<void> {
  const teams = await tx
    .selectFrom('team')
    .select(['id', 'name'])
    .where('org_id', '=', org)
    .execute();
  if (teams.some((team) => team.id !== except && looksLike(team.name, name)))
    throw new PeopleError('nameTaken');
}

/** Adds a team. Only for administrators; the manager must be a member. */
export async function addTeam(
  deps: PeopleDeps,
  who: Context,
  team: { name: string; manager: string | null },
): Promise<string> {
  if (who.role !== 'admin') throw new PeopleError('notAllowed');
  const id = deps.ids.next();
  const row = { org_id: who.org, id, name: team.name, manager: team.manager, parent: null };
  await changing(deps, who, async (tx) => {
    if (team.manager !== null) await memberIn(tx, who, team.manager);
    await teamNameIsFree(tx, who.org, team.name, id);
    await tx.insertInto('team').values(row).execute();
  });
  return id;
}

/**
 * Begins the transaction of an administrator: the role is read again behind the lock, since the one
 * of the request is as old as its headers.
 * @throws PeopleError if the person does not administer the organisation any more.
 */
export async function lockAsAdmin(tx: Tx, who: Context): Promise<void> {
  // Locked, so that of two administrators at once the second sees the change of the first.
  await lockOrg(tx, who.org, 0);
  if ((await currentMembership(tx, who)).role !== 'admin') throw new PeopleError('notAllowed');
}

/** Changes memberships for an administrator, and recomputes pairs in the same transaction. */
export async function changing(
  deps: PeopleDeps,
  who: Context,
  change: (tx: Tx) => Promise<void>,
): Promise<void> {
  const version = await deps.store.within(who.org, async (tx) => {
    await lockAsAdmin(tx, who);
    await change(tx);
    return recomputeMemberships(tx, who.org, deps.now());
  });
  deps.poke(who.org, version);
}

/**
 * @param tx of what depends on it, behind its lock: another request may remove the person.
 * @throws PeopleError if the person is not a member of the asker's organisation.
 */
export async function memberIn(tx: Db | Tx, who: Context, user: string): Promise<void> {
  const row = await tx
    .selectFrom('member')
    .select('user_id')
    .where('org_id', '=', who.org)
    .where('user_id', '=', user)
    .executeTakeFirst();
  if (!row) throw new PeopleError('notFound');
}

export async function teamIn(tx: Db | Tx, who: Context, team: string): Promise<void> {
  const row = await tx
    .selectFrom('team')
    .select('id')
    .where('org_id', '=', who.org)
    .where('id', '=', team)
    .executeTakeFirst();
  if (!row) throw new PeopleError('notFound');
}

export async function setTeam(
  deps: PeopleDeps,
  who: Context,
  id: string,
  change: { name?: string | undefined; manager?: string | null | undefined },
): Promise<void> {
  if (who.role !== 'admin') throw new PeopleError('notAllowed');
  await teamIn(deps.db, who, id);
  const set = {
    ...(change.name === undefined ? {} : { name: change.name }),
    ...(change.manager === undefined ? {} : { manager: change.manager }),
  };
  if (Object.keys(set).length === 0) return;
  await changing(deps, who, async (tx) => {
    if (change.manager) await memberIn(tx, who, change.manager);
    if (change.name !== undefined) await teamNameIsFree(tx, who.org, change.name, id);
    await tx
      .updateTable('team')
      .set(set)
      .where('org_id', '=', who.org)
      .where('id', '=', id)
      .execute();
  });
}

/**
 * Changes a member's team or role. The last administrator cannot lose the role. With the role of an
 * administrator, links that the person made for others lose their power.
 * @returns the person’s notices.
 */
export async function setMember(
  deps: PeopleDeps,
  who: Context,
  user: string,
  change: { role?: Role | undefined; team?: string | null | undefined },
): Promise<Notice[]> {
  if (who.role !== 'admin') throw new PeopleError('notAllowed');
  await memberIn(deps.db, who, user);
  if (change.team) await teamIn(deps.db, who, change.team);
  const set = {
    ...(change.role === undefined ? {} : { role: change.role }),
    ...(change.team === undefined ? {} : { team: change.team }),
  };
  if (Object.keys(set).length === 0) return [];
  const made: Notice[] = [];
  await changing(deps, who, async (tx) => {
    made.length = 0; // the transaction may run again
    const before = await tx
      .selectFrom('member')
      .select(['role', 'team'])
      .where('org_id', '=', who.org)
      .where('user_id', '=', user)
      .executeTakeFirst();
    if (!before) throw new PeopleError('notFound');
    await tx
      .updateTable('member')
      .set(set)
      .where('org_id', '=', who.org)
      .where('user_id', '=', user)
      .execute();
    await someoneAdministers(tx, who.org);
    if (change.role !== undefined && change.role !== 'admin')
      await endWhatTheyMade(tx, who.org, user);
    if (user === who.user) return;
    const by = await actorOf(tx, who);
    const about = { org: who.org, user, by };
    if (set.role !== undefined && set.role !== before.role) made.push({ ...about, kind: 'role' });
    if (set.team !== undefined && set.team !== before.team) made.push({ ...about, kind: 'team' });
    await addNotices(tx, deps, made);
  });
  return made;
}

/** @throws PeopleError if the organisation has no administrator left. */
export async function someoneAdministers(tx: Tx, org: string): Promise<void> {
  const admin = await tx
    .selectFrom('member')
    .select('user_id')
    .where('org_id', '=', org)
    .where('role', '=', 'admin')
    .limit(1)
    .executeTakeFirst();
  if (!admin) throw new PeopleError('inUse');
}
