import type { Me, Member, Membership, Team } from '../../lib/model/index.ts';
import type { Db, Tx } from './tables.ts';

/**
 * The person who asks, from the session only (S1). Every function that reads or writes an
 * organisation's rows takes one.
 */
export interface Context extends Membership {
  epoch: string;
  /** The members of the own team; absent where a request depends on none of them. */
  colleagues?: readonly string[];
}

const memberColumns = [
  'member.user_id as id',
  'user.name as name',
  'user.email as email',
  'member.role as role',
  'member.team as team',
] as const;

/** The membership of a signed-in user; null for an account without an organisation. */
export async function contextOf(db: Db | Tx, userId: string): Promise<Context | null> {
  const member = await db
    .selectFrom('member')
    .innerJoin('org', 'org.id', 'member.org_id')
    .select(['member.org_id', 'member.role', 'member.team', 'org.epoch'])
    .where('member.user_id', '=', userId)
    .executeTakeFirst();
  if (!member) return null;
  const teams = await db
    .selectFrom('team')
    .select(['id', 'manager'])
    .where('org_id', '=', member.org_id)
    .where((eb) => eb.or([eb('manager', '=', userId), eb('id', '=', member.team ?? '')]))
    .execute();
  const managed = teams.filter((team) => team.manager === userId).map((team) => team.id);
  const members =
    managed.length === 0
      ? []
      : await db
          .selectFrom('member')
          .select(['user_id', 'team'])
          .where('org_id', '=', member.org_id)
          .where('team', 'in', managed)
          .execute();
  const past = await db
    .selectFrom('pairing')
    .select('manager')
    .where('org_id', '=', member.org_id)
    .where('rep', '=', userId)
    .where('until', 'is not', null)
    .execute();
  const leaving = await db
    .selectFrom('departure_job')
    .select('rep')
    .where('org_id', '=', member.org_id)
    .where('manager', '=', userId)
    .execute();
  const ownTeam = teams.find((team) => team.id === member.team);
  return {
    org: member.org_id,
    epoch: member.epoch,
    user: userId,
    role: member.role,
    team: ownTeam ? { id: ownTeam.id, manager: ownTeam.manager } : null,
    manages: managed.map((id) => ({
      id,
      members: members.filter((row) => row.team === id).map((row) => row.user_id),
    })),
    past: past.map((row) => row.manager),
    ...(leaving.length > 0 ? { leaving: leaving.flatMap(({ rep }) => rep ?? []) } : {}),
  };
}

/**
 * The person left the organisation while the request was processed. The removal also ended the
 * session.
 */
export class MembershipEndedError extends Error {}

/** Reads the person's membership again, inside a transaction. @throws MembershipEndedError */
export async function currentMembership(tx: Tx, who: Context): Promise<Context> {
  const now = await contextOf(tx, who.user);
  if (now?.org !== who.org) throw new MembershipEndedError('no longer a member');
  return now;
}

export async function membersOf(db: Db | Tx, org: string): Promise<Member[]> {
  return db
    .selectFrom('member')
    .innerJoin('user', 'user.id', 'member.user_id')
    .select(memberColumns)
    .where('member.org_id', '=', org)
    .orderBy('user.name')
    .execute();
}

/** Names of former members, for the rows that stayed. */
export async function formerOf(db: Db | Tx, org: string): Promise<{ id: string; name: string }[]> {
  return db
    .selectFrom('former')
    .select(['user_id as id', 'name'])
    .where('org_id', '=', org)
    .execute();
}

export async function teamsOf(db: Db | Tx, org: string): Promise<Team[]> {
  return db
    .selectFrom('team')
    .select(['id', 'name', 'manager', 'parent'])
    .where('org_id', '=', org)
    .orderBy('name')
    .execute();
}

/**
 * Members as a person may see them. Everyone gets names, since notes show them; only administrators
 * get addresses.
 */
export function withAddresses(who: Context, members: readonly Member[]): Member[] {
  return members.map((member) => (who.role === 'admin' ? member : { ...member, email: '' }));
}

/** The response of `/me`: the person, the organisation, the manager and the reports. */
export async function meOf(db: Db, who: Context): Promise<Me> {
  const [org, members, teams] = await Promise.all([
    db
      .selectFrom('org')
      .select(['id', 'name', 'epoch', 'time_zone'])
      .where('id', '=', who.org)
      .executeTakeFirstOrThrow(),
    membersOf(db, who.org),
    teamsOf(db, who.org),
  ]);
  const user = members.find((member) => member.id === who.user);
  if (!user) throw new MembershipEndedError('no longer a member');
  const seen = withAddresses(who, members);
  const managed = new Set(who.manages.map((team) => team.id));
  return {
    org: { id: org.id, name: org.name, epoch: org.epoch, timeZone: org.time_zone },
    user,
    team: teams.find((team) => team.id === user.team) ?? null,
    manager:
      seen.find((member) => member.id === who.team?.manager && member.id !== who.user) ?? null,
    reports: seen.filter(
      (member) => member.team !== null && managed.has(member.team) && member.id !== who.user,
    ),
    teams:
      who.role === 'admin'
        ? teams
        : teams.filter((team) => managed.has(team.id) || team.id === user.team),
  };
}
