import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { invite, inviteMember, redeem } from '../../server/people/invitations.ts';
import { type Running, start } from '../../server/start.ts';
import { type Context, contextOf } from '../../server/store/context.ts';
import { APP_ROLE } from '../../server/store/rls.ts';

export const PASSWORD = 'a long enough password';

export type StoreKind = 'sqlite' | 'postgres';
/**
 * The stores that the tests run on; PostgreSQL only where it is installed (the run prints that).
 */
export const storeKinds: readonly StoreKind[] =
  inject('postgres') === null ? ['sqlite'] : ['sqlite', 'postgres'];

let databases = 0;
/**
 * An empty PostgreSQL database in the tests' cluster.
 * @param owner `plain`: a role without special rights, like an administrator creates for the
 * server.
 */
export async function newDatabase(owner: 'postgres' | 'plain' = 'postgres'): Promise<string> {
  const base = inject('postgres');
  if (base === null) throw new Error('PostgreSQL is not installed');
  const name = `t_${process.pid}_${++databases}_${Math.random().toString(36).slice(2, 8)}`;
  const of = (database: string) => base.replace('localhost/', `localhost/${database}`);
  const client = new pg.Client({ connectionString: of('postgres') });
  await client.connect();
  try {
    if (owner === 'postgres') {
      await client.query(`create database ${name}`);
      return of(name);
    }
    await client.query(`do $$ begin
      create role ${APP_ROLE} nologin;
      exception when duplicate_object or unique_violation then null;
    end $$`);
    await client.query(`create role ${name} login; grant ${APP_ROLE} to ${name}`);
    await client.query(`create database ${name} owner ${name}`);
    return of(name).replace('postgres@', `${name}@`);
  } finally {
    await client.end();
  }
}

/** A port that is free now, for a server whose address must be known before it starts. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => probe.once('listening', done));
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return port;
}

/** A real server on a free port with a real file or database, without people. */
export async function startServer(kind: StoreKind = 'sqlite', more: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'sideline-server-'));
  const database =
    more.SIDELINE_DB ?? (kind === 'sqlite' ? join(folder, 'sideline.db') : await newDatabase());
  const config = readConfig(
    { SIDELINE_PORT: '0', SIDELINE_LOG: 'silent', ...more, SIDELINE_DB: database },
    folder,
  );
  const running = await start(config);
  return {
    ...running,
    folder,
    config,
    close: () => running.stop().then(() => rmSync(folder, { recursive: true, force: true })),
  };
}
export type TestServer = Awaited<ReturnType<typeof startServer>>;

/** Accepts an invitation as a new person. @returns the id of the new user. */
export async function acceptInvitation(
  people: Running['people'],
  token: string,
  email: string,
  orgName = 'Org',
): Promise<string> {
  await redeem(people, {
    token,
    name: email.split('@')[0] ?? '',
    email,
    password: PASSWORD,
    orgName,
    timeZone: 'UTC',
  });
  return (
    await people.db
      .selectFrom('user')
      .select('id')
      .where('email', '=', email)
      .executeTakeFirstOrThrow()
  ).id;
}

export async function context(people: Running['people'], user: string): Promise<Context> {
  const who = await contextOf(people.db, user);
  if (!who) throw new Error('no such member');
  return who;
}

/** An organisation with an administrator who manages a team of reps. */
export async function organisation(people: Running['people'], name: string, reps: number) {
  const boss = await acceptInvitation(
    people,
    await invite(people, null, { email: null, role: 'admin', team: null }),
    `boss@${name}.test`,
    name,
  );
  const team = `team-${name}`;
  const org = (await context(people, boss)).org;
  await people.db
    .insertInto('team')
    .values({ org_id: org, id: team, name, manager: boss, parent: null })
    .execute();
  const members: string[] = [];
  for (let index = 0; index < reps; index++)
    members.push(
      await acceptInvitation(
        people,
        await inviteMember(people, await context(people, boss), {
          email: `rep${index}@${name}.test`,
          role: 'rep',
          team,
        }),
        `rep${index}@${name}.test`,
      ),
    );
  return { org, boss, team, reps: members };
}

export type Organisation = Awaited<ReturnType<typeof organisation>>;

export async function tokenOf(url: string, email: string): Promise<string> {
  const response = await fetch(`${url}/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: PASSWORD }),
  });
  const token = response.headers.get('set-auth-token');
  if (!token) throw new Error(`no token: ${response.status}`);
  return token;
}

export { note } from './note.ts';
