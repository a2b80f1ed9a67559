// F73: with the session of an administrator alone somebody made an account that stayed: by an
// invitation, a role, a link for the password of another person. F59 has the own sign-ins.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { api } from '../../server/api/index.ts';
import { asking, PROXIED, sessionOf } from '../helpers/accounts.ts';
import {
  type Organisation,
  organisation,
  PASSWORD,
  startServer,
  storeKinds,
  type TestServer,
} from '../helpers/server.ts';

const TEN_MINUTES = 10 * 60_000;

type Name = keyof typeof api;
type Act = [method: 'POST' | 'PATCH', path: string, body?: object];
const rep = { role: 'rep', team: null } as const;

/** What outlives the session, or cannot be undone. */
const confirmed: readonly [Name, (acme: Organisation) => Act][] = [
  ['invite', () => ['POST', '/org/invitations', { ...rep, email: 'back@evil.test' }]],
  ['changeMember', ({ reps }) => ['PATCH', `/org/members/${reps[0]}`, { role: 'admin' }]],
  ['changeTeam', ({ team, reps }) => ['PATCH', `/org/teams/${team}`, { manager: reps[0] }]],
  ['makeResetLink', ({ reps }) => ['POST', `/org/members/${reps[0]}/reset`]],
  ['wipeMember', ({ reps }) => ['POST', `/org/members/${reps[1]}/wipe`]],
  ['handOver', ({ reps, boss }) => ['POST', '/org/handovers', { rep: reps[1], from: boss }]],
  ['removeMember', ({ reps }) => ['POST', `/org/members/${reps[2]}/removal`, { notes: 'erase' }]],
];
/** What takes power away, or gives nobody anything. */
const unasked: readonly [Name, (acme: Organisation) => Act][] = [
  ['signOutMember', ({ reps }) => ['POST', `/org/members/${reps[1]}/sign-out`]],
  ['addTeam', () => ['POST', '/org/teams', { name: 'North', manager: null }]],
  ['revokeInvitation', () => ['POST', '/org/invitations/nobody/withdrawal']],
];

it('every route that asks to confirm is tried', () => {
  const ofOwnAccount = ['startLink', 'removeSignIn'];
  const asking = (Object.keys(api) as Name[]).filter((name) => {
    const route = api[name];
    return 'confirm' in route && route.confirm;
  });
  expect(asking.sort()).toEqual([...ofOwnAccount, ...confirmed.map(([name]) => name)].sort());
});

describe.each(storeKinds)('a stolen session of an administrator, on %s', (kind) => {
  let server: TestServer;
  let acme: Organisation;
  let token = '';
  const ask: ReturnType<typeof asking> = (...input) => asking(server)(...input);
  const act = ([method, path, body]: Act, more: object = {}, as = token) =>
    ask(method, path, as, { ...body, ...more });
  beforeAll(async () => {
    server = await startServer(kind, PROXIED);
    acme = await organisation(server.people, 'acme', 4);
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    token = await old('boss@acme.test', acme.boss);
  });

  /** A session that did not begin a moment ago. */
  async function old(email: string, id: string): Promise<string> {
    const session = await sessionOf(server, email);
    await server.people.db
      .updateTable('session')
      .set({ createdAt: new Date(Date.now() - TEN_MINUTES - 1000).toISOString() })
      .where('userId', '=', id)
      .execute();
    return session;
  }
  /** What an account can do, and the ways in that are open. */
  async function power() {
    const { db } = server.people;
    return {
      members: await db.selectFrom('member').selectAll().orderBy('user_id').execute(),
      teams: await db.selectFrom('team').selectAll().orderBy('id').execute(),
      invitations: await db.selectFrom('invitation').select('id').orderBy('id').execute(),
      links: await db.selectFrom('verification').select('identifier').execute(),
      once: await db.selectFrom('once').select(['id', 'kind']).orderBy('id').execute(),
      sessions: await db.selectFrom('session').select('id').orderBy('id').execute(),
    };
  }

  it.each(confirmed)('%s needs the password', async (_, of) => {
    const before = await power();
    for (const more of [{}, { password: 'a wrong password' }, { password: '' }]) {
      const { status, json } = await act(of(acme), more);
      expect([status, json]).toEqual([403, { code: 'confirm' }]);
    }
    expect(await power()).toEqual(before);
    expect((await act(of(acme), { password: PASSWORD })).status).toBe(200);
  });

  it.each(unasked)('%s does not', async (_, of) => {
    const status = of(acme)[1].includes('nobody') ? 404 : 200;
    expect((await act(of(acme))).status).toBe(status);
  });

  it('makes nobody a manager, by a new team either', async () => {
    const before = await power();
    for (const more of [{}, { password: PASSWORD }]) {
      const team = { name: 'Mine', manager: acme.reps[0], ...more };
      expect((await act(['POST', '/org/teams', team])).status).toBe(400);
    }
    expect(await power()).toEqual(before);
  });

  it('of a moment ago needs none', async () => {
    const fresh = await sessionOf(server, 'boss@acme.test');
    const invited = { ...rep, email: 'new@acme.test' };
    expect((await act(['POST', '/org/invitations', invited], {}, fresh)).status).toBe(200);
  });

  it('who may not act is not asked for a password', async () => {
    const session = await old('rep3@acme.test', acme.reps[3] ?? '');
    for (const [name, of] of [...confirmed, ...unasked]) {
      const { status, json } = await act(of(acme), { password: PASSWORD }, session);
      expect([name, status, json]).toEqual([name, 403, { code: 'notAllowed' }]);
      if (name === 'handOver') continue;
      expect((await act(of(acme), {}, session)).json).toEqual({ code: 'notAllowed' });
    }
  });

  it('guesses the password at all of them together, and waits', async () => {
    const statuses: number[] = [];
    for (const [, of] of confirmed.slice(0, 6))
      statuses.push((await act(of(acme), { password: 'a guess' })).status);
    expect(statuses).toEqual([403, 403, 403, 403, 403, 429]);
    // Asking without a password is no guess, and is not refused as one.
    const [, invite] = confirmed[0] ?? [];
    if (invite) expect((await act(invite(acme))).json).toEqual({ code: 'confirm' });
  });

  it('wrong guesses are not forgiven by what needs no password', async () => {
    const fresh = await sessionOf(server, 'boss@acme.test');
    const change = { currentPassword: 'a guess', newPassword: 'another long password' };
    const guess = async () => (await ask('POST', '/auth/change-password', fresh, change)).status;
    const first = [await guess(), await guess(), await guess(), await guess()];
    expect(first).toEqual([400, 400, 400, 400]);
    const wiped = await ask('POST', `/org/members/${acme.reps[3]}/wipe`, fresh, {});
    expect(wiped.status).toBe(200);
    expect([await guess(), await guess()]).toEqual([400, 429]);
  });
});
