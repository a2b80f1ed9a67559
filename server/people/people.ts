import { createHash, randomBytes } from 'node:crypto';
import type { IdSource, Role } from '../../lib/model/index.ts';
import { type Auth, hashPassword, insertUser } from '../auth.ts';
import type { Context } from '../store/context.ts';
import type { Store } from '../store/store.ts';
import type { Db, Tx } from '../store/tables.ts';
import { lockOrg } from '../sync/rows.ts';
import { restand } from './pairs.ts';

export interface PeopleDeps {
  store: Store;
  /** What stands outside organisations: `store.db`. */
  db: Db;
  auth: Auth;
  now(): number;
  ids: IdSource;
  /** Tells connected clients that something changed. */
  poke(org: string, version: number): void;
}

const WEEK_MS = 7 * 86_400_000;

/** A request that cannot be granted; `code` is what the client shows a sentence for. */
export class PeopleError extends Error {
  readonly code: 'invitation' | 'address' | 'taken' | 'password' | 'notAllowed' | 'notFound' | 'inUse';
  constructor(code: PeopleError['code']) {
    super(code);
    this.code = code;
  }
}

const digest = (token: string) => createHash('sha256').update(token).digest('hex');

/** Makes an invitation and returns its one-time token; only the token's hash is stored. `org` null founds an organisation. */
export async function invite(deps: PeopleDeps, org: string | null, to: { email: string | null; role: Role; team: string | null }): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  await deps.db
    .insertInto('invitation')
    .values({ id: deps.ids.next(), org_id: org, token_hash: digest(token), email: to.email, role: to.role, team: to.team, expires_at: deps.now() + WEEK_MS, used_at: null })
    .execute();
  return token;
}

async function usable(deps: PeopleDeps, token: string) {
  const row = await deps.db.selectFrom('invitation').selectAll().where('token_hash', '=', digest(token)).where('used_at', 'is', null).executeTakeFirst();
  if (!row || Number(row.expires_at) < deps.now()) throw new PeopleError('invitation');
  return row;
}

export interface Redeem {
  token: string;
  name: string;
  email: string;
  password: string;
  orgName: string;
  timeZone: string;
}

/** Uses up an invitation: account, membership and, for the first one, the organisation, in one transaction. */
export async function redeem(deps: PeopleDeps, input: Redeem): Promise<void> {
  const found = await usable(deps, input.token);
  // The account is made for the address that was invited: another one would use the invitation up and then not get in.
  if (found.email !== null && input.email.trim().toLowerCase() !== found.email) throw new PeopleError('address');
  if (input.password.length < 10 || input.password.length > 128) throw new PeopleError('password');
  const passwordHash = await hashPassword(deps.auth, input.password);
  const user = deps.ids.next();
  let joined: { org: string; version: number } | null = null as { org: string; version: number } | null;
  try {
    await deps.db.transaction().execute(async (tx) => {
      const claimed = await tx.updateTable('invitation').set({ used_at: deps.now() }).where('id', '=', found.id).where('used_at', 'is', null).executeTakeFirst();
      if (claimed.numUpdatedRows !== 1n) throw new PeopleError('invitation'); // two people, one link
      let org = found.org_id;
      if (org === null) {
        org = deps.ids.next();
        // Each start of an empty server prints one; the others would found another organisation each.
        await tx.deleteFrom('invitation').where('org_id', 'is', null).where('used_at', 'is', null).execute();
        await tx
          .insertInto('org')
          .values({ id: org, name: input.orgName, epoch: deps.ids.next(), version: 0, floor: 0, people: 0, time_zone: input.timeZone, share_snapshots: 1, created_at: deps.now() })
          .execute();
      }
      await insertUser(tx, { id: user, email: found.email ?? input.email, name: input.name, passwordHash, now: new Date(deps.now()) });
      await tx
        .insertInto('member')
        .values({ org_id: org, user_id: user, role: found.role as Role, team: found.team, created_at: deps.now() })
        .execute();
      joined = { org, version: await restand(tx, org, deps.now()) };
    });
    if (joined) deps.poke(joined.org, joined.version);
  } catch (error) {
    if (error instanceof Error && /unique/i.test(error.message)) throw new PeopleError('taken');
    throw error;
  }
}

/** Adds a team. Only an administrator may; a manager must be a member. */
export async function addTeam(deps: PeopleDeps, who: Context, team: { name: string; manager: string | null }): Promise<string> {
  if (who.role !== 'admin') throw new PeopleError('notAllowed');
  if (team.manager !== null) await memberIn(deps, who, team.manager);
  const id = deps.ids.next();
  await deps.db.insertInto('team').values({ org_id: who.org, id, name: team.name, manager: team.manager, parent: null }).execute();
  return id;
}

/** Changes where people stand, in one transaction with what follows from it. */
export async function changing(deps: PeopleDeps, org: string, change: (tx: Tx) => Promise<void>): Promise<void> {
  const version = await deps.store.within(org, async (tx) => {
    await lockOrg(tx, org, 0); // two administrators at once: the second sees what the first did
    await change(tx);
    return restand(tx, org, deps.now());
  });
  deps.poke(org, version);
}

export async function memberIn(deps: PeopleDeps, who: Context, user: string): Promise<void> {
  const row = await deps.db.selectFrom('member').select('user_id').where('org_id', '=', who.org).where('user_id', '=', user).executeTakeFirst();
  if (!row) throw new PeopleError('notFound');
}

async function teamIn(deps: PeopleDeps, who: Context, team: string): Promise<void> {
  const row = await deps.db.selectFrom('team').select('id').where('org_id', '=', who.org).where('id', '=', team).executeTakeFirst();
  if (!row) throw new PeopleError('notFound');
}

export async function setTeam(deps: PeopleDeps, who: Context, id: string, change: { name?: string | undefined; manager?: string | null | undefined }): Promise<void> {
  if (who.role !== 'admin') throw new PeopleError('notAllowed');
  await teamIn(deps, who, id);
  if (change.manager) await memberIn(deps, who, change.manager);
  const set = { ...(change.name === undefined ? {} : { name: change.name }), ...(change.manager === undefined ? {} : { manager: change.manager }) };
  if (Object.keys(set).length === 0) return;
  await changing(deps, who.org, async (tx) => void (await tx.updateTable('team').set(set).where('org_id', '=', who.org).where('id', '=', id).execute()));
}

/** Moves a member to another team or role. The last administrator stays one. */
export async function setMember(deps: PeopleDeps, who: Context, user: string, change: { role?: Role | undefined; team?: string | null | undefined }): Promise<void> {
  if (who.role !== 'admin') throw new PeopleError('notAllowed');
  await memberIn(deps, who, user);
  if (change.team) await teamIn(deps, who, change.team);
  const set = { ...(change.role === undefined ? {} : { role: change.role }), ...(change.team === undefined ? {} : { team: change.team }) };
  if (Object.keys(set).length === 0) return;
  await changing(deps, who.org, async (tx) => {
    await tx.updateTable('member').set(set).where('org_id', '=', who.org).where('user_id', '=', user).execute();
    await someoneAdministers(tx, who.org);
  });
}

/** @throws PeopleError when nobody would be left who can. */
export async function someoneAdministers(tx: Tx, org: string): Promise<void> {
  const admin = await tx.selectFrom('member').select('user_id').where('org_id', '=', org).where('role', '=', 'admin').limit(1).executeTakeFirst();
  if (!admin) throw new PeopleError('inUse');
}

/** Invites someone into the asker's organisation. */
export async function inviteMember(deps: PeopleDeps, who: Context, to: { email: string; role: Role; team: string | null }): Promise<string> {
  if (who.role !== 'admin') throw new PeopleError('notAllowed');
  if (to.team !== null) await teamIn(deps, who, to.team);
  return invite(deps, who.org, { ...to, email: to.email.trim().toLowerCase() });
}
