import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { type Invitations, isPasswordLength, looksLike, type Role } from '../../lib/model/index.ts';
import type { Context } from '../store/context.ts';
import type { Db, Tx } from '../store/tables.ts';
import { lockOrg } from '../sync/rows.ts';
import { hashPassword, insertUser } from './auth.ts';
import { isCommonPassword } from './guessable.ts';
import { administers, hasAdministrator } from './madeByAdmins.ts';
import { joinOrg } from './pairs.ts';
import { lockAsAdmin, memberNames, type PeopleDeps, PeopleError, teamIn } from './people.ts';

const WEEK_MS = 7 * 86_400_000;

const digest = (token: string) => createHash('sha256').update(token).digest('hex');

/**
 * Creates an invitation and returns its one-time token. Only the token's hash is stored.
 * @param org null to create an organisation.
 * @param to.by the administrator who invites, on whose role the invitation depends.
 */
export async function invite(
  deps: PeopleDeps,
  org: string | null,
  to: { email: string | null; role: Role; team: string | null; by?: string },
  tx: Db | Tx = deps.db,
): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  await tx
    .insertInto('invitation')
    .values({
      id: deps.ids.next(),
      org_id: org,
      token_hash: digest(token),
      email: to.email,
      role: to.role,
      team: to.team,
      expires_at: deps.now() + WEEK_MS,
      used_at: null,
      invited_by: to.by ?? null,
    })
    .execute();
  return token;
}

/** Revokes the invitations that create an organisation: their links are in logs of starts. */
export async function revokeFounding(db: Db | Tx): Promise<void> {
  await db
    .deleteFrom('invitation')
    .where('org_id', 'is', null)
    .where('used_at', 'is', null)
    .execute();
}

/**
 * Invites whoever reads the log to administer an organisation that has no administrator. Only the
 * latest such invitation works: the others are in logs of earlier starts.
 */
export async function inviteAdministrator(deps: PeopleDeps, org: string): Promise<string> {
  return deps.db.transaction().execute(async (tx) => {
    await lockOrg(tx, org, 0);
    await tx
      .deleteFrom('invitation')
      .where('org_id', '=', org)
      .where('invited_by', 'is', null)
      .where('email', 'is', null)
      .where('used_at', 'is', null)
      .execute();
    return invite(deps, org, { email: null, role: 'admin', team: null }, tx);
  });
}

async function usableInvitation(deps: PeopleDeps, token: string) {
  const row = await deps.db
    .selectFrom('invitation')
    .selectAll()
    .where('token_hash', '=', digest(token))
    .where('used_at', 'is', null)
    .executeTakeFirst();
  if (!row || Number(row.expires_at) < deps.now()) throw new PeopleError('invitation');
  return row;
}

/**
 * @throws PeopleError if the person who made an invitation does not administer its organisation any
 * more, or if the server made it for want of an administrator and there is one now. Invitations of
 * earlier versions name nobody.
 */
export async function makerStillInvites(
  tx: Tx,
  invitation: {
    org_id: string | null;
    invited_by: string | null;
    email: string | null;
    role: string;
  },
): Promise<void> {
  const { org_id: org, invited_by: by, email, role } = invitation;
  if (org === null) return;
  if (by === null) {
    const isFromLog = email === null && role === 'admin';
    if (isFromLog && (await hasAdministrator(tx, org))) throw new PeopleError('invitation');
    return;
  }
  if (!(await administers(tx, org, by))) throw new PeopleError('invitation');
}

export interface Redeem {
  token: string;
  name: string;
  email: string;
  password: string;
  orgName: string;
  timeZone: string;
}

/**
 * Accepts an invitation: creates the account, the membership and, for the first one, the
 * organisation, in one transaction.
 */
export async function redeem(deps: PeopleDeps, input: Redeem): Promise<void> {
  const invitation = await usableInvitation(deps, input.token);
  // Only for the invited address: an account with another one could not use what it was invited to.
  if (invitation.email !== null && input.email.trim().toLowerCase() !== invitation.email)
    throw new PeopleError('address');
  if (!isPasswordLength(input.password)) throw new PeopleError('password');
  if (isCommonPassword(input.password, [input.name, input.email, input.orgName]))
    throw new PeopleError('commonPassword');
  const passwordHash = await hashPassword(deps.auth, input.password);
  const user = deps.ids.next();
  let joined: { org: string; version: number } | null = null as {
    org: string;
    version: number;
  } | null;
  try {
    await deps.db.transaction().execute(async (tx) => {
      // One founder at a time: the second waits here, and then finds the organisation.
      if (invitation.org_id === null && deps.store.kind === 'postgres')
        await sql`lock table org in share row exclusive mode`.execute(tx);
      // The organisation before the invitation, in the order of an administrator's changes: the
      // other way round, two transactions could wait for each other.
      if (invitation.org_id !== null) await lockOrg(tx, invitation.org_id, 0);
      const claimed = await tx
        .updateTable('invitation')
        .set({ used_at: deps.now() })
        .where('id', '=', invitation.id)
        .where('used_at', 'is', null)
        .executeTakeFirst();
      // Two people used one link at the same time.
      if (claimed.numUpdatedRows !== 1n) throw new PeopleError('invitation');
      await makerStillInvites(tx, invitation);
      let org = invitation.org_id;
      if (org === null) {
        if (await tx.selectFrom('org').select('id').limit(1).executeTakeFirst())
          throw new PeopleError('invitation');
        org = deps.ids.next();
        await revokeFounding(tx);
        await tx
          .insertInto('org')
          .values({
            id: org,
            name: input.orgName,
            epoch: deps.ids.next(),
            version: 0,
            floor: 0,
            people: 0,
            time_zone: input.timeZone,
            share_snapshots: 1,
            created_at: deps.now(),
          })
          .execute();
      }
      const names = await memberNames(tx, org);
      if (names.some((name) => looksLike(name, input.name))) throw new PeopleError('nameTaken');
      await insertUser(tx, {
        id: user,
        email: invitation.email ?? input.email,
        name: input.name,
        // The link was passed on by hand, so its use proves nothing about the address.
        emailVerified: false,
        passwordHash,
        now: new Date(deps.now()),
      });
      const member = { org, user, role: invitation.role as Role, team: invitation.team };
      joined = { org, version: await joinOrg(tx, { ...member, now: deps.now() }) };
    });
    if (joined) deps.poke(joined.org, joined.version);
  } catch (error) {
    if (error instanceof Error && /unique/i.test(error.message)) throw new PeopleError('taken');
    throw error;
  }
}

/** Invites a person into the asker's organisation. An earlier invitation to the address ends. */
export async function inviteMember(
  deps: PeopleDeps,
  who: Context,
  to: { email: string; role: Role; team: string | null },
): Promise<string> {
  if (who.role !== 'admin') throw new PeopleError('notAllowed');
  const email = to.email.trim().toLowerCase();
  return deps.store.within(who.org, async (tx) => {
    await lockAsAdmin(tx, who);
    if (to.team !== null) await teamIn(tx, who, to.team);
    await tx
      .deleteFrom('invitation')
      .where('org_id', '=', who.org)
      .where('email', '=', email)
      .where('used_at', 'is', null)
      .execute();
    return invite(deps, who.org, { ...to, email, by: who.user }, tx);
  });
}

/** Usable invitations of the asker's organisation, latest first. Times are Unix ms. */
export async function openInvitations(deps: PeopleDeps, who: Context): Promise<Invitations> {
  if (who.role !== 'admin') throw new PeopleError('notAllowed');
  const rows = await deps.db
    .selectFrom('invitation')
    .leftJoin('user', 'user.id', 'invitation.invited_by')
    .select([
      'invitation.id',
      'invitation.email',
      'invitation.role',
      'invitation.team',
      'invitation.expires_at as expiresAt',
      'user.name as invitedBy',
    ])
    .where('invitation.org_id', '=', who.org)
    .where('invitation.used_at', 'is', null)
    .where('invitation.expires_at', '>=', deps.now())
    .orderBy('invitation.expires_at', 'desc')
    .execute();
  return {
    invitations: rows.map((row) => ({
      ...row,
      role: row.role as Role,
      expiresAt: Number(row.expiresAt),
    })),
  };
}

/**
 * Revokes an invitation, so that its link no longer works.
 * @throws PeopleError if it was used meanwhile, or belongs to another organisation.
 */
export async function revokeInvitation(deps: PeopleDeps, who: Context, id: string): Promise<void> {
  if (who.role !== 'admin') throw new PeopleError('notAllowed');
  const gone = await deps.store.within(who.org, async (tx) => {
    await lockAsAdmin(tx, who);
    return tx
      .deleteFrom('invitation')
      .where('org_id', '=', who.org)
      .where('id', '=', id)
      .where('used_at', 'is', null)
      .executeTakeFirst();
  });
  if (gone.numDeletedRows === 0n) throw new PeopleError('notFound');
}
