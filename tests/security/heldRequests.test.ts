// F29: a request reads role and session at its headers. Its body could arrive half a minute later,
// after the person had been demoted, removed or signed out, and was answered all the same.
import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { handOver } from '../../server/people/handover.ts';
import {
  inviteMember,
  openInvitations,
  revokeInvitation,
} from '../../server/people/invitations.ts';
import { addTeam, setMember, setTeam } from '../../server/people/people.ts';
import { removeMember } from '../../server/people/removal.ts';
import { createResetLink } from '../../server/people/resetLinks.ts';
import { signOutMember } from '../../server/people/sessions.ts';
import { wipeMember } from '../../server/people/wipe.ts';
import { type Context, MembershipEndedError } from '../../server/store/context.ts';
import { PROXIED, sessionOf } from '../helpers/accounts.ts';
import {
  acceptInvitation,
  context,
  type Organisation,
  organisation,
  startServer,
  storeKinds,
  type TestServer,
} from '../helpers/server.ts';

describe.each(storeKinds)('a request that is held open, on %s', (kind) => {
  let server: TestServer;
  let acme: Organisation;
  let boss: Context;
  let bad = '';
  let count = 0;
  beforeAll(async () => {
    server = await startServer(kind, PROXIED);
    acme = await organisation(server.people, 'acme', 1);
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    boss = await context(server.people, acme.boss);
    bad = await acceptInvitation(
      server.people,
      await inviteMember(server.people, boss, {
        email: `bad${++count}@acme.test`,
        role: 'admin',
        team: null,
      }),
      `bad${count}@acme.test`,
    );
  });

  const rep = () => acme.reps[0] ?? '';
  const demote = () => setMember(server.people, boss, bad, { role: 'rep' });
  const remove = () => removeMember(server.people, boss, bad, 'keep');
  const signOut = () => signOutMember(server.people, boss, bad);
  const get = async (path: string, token: string) => {
    const headers = { authorization: `Bearer ${token}` };
    return (await fetch(server.url + path, { headers })).status;
  };

  /** Sends all but the end of a request. @returns what sends the end, and the status. */
  async function hold(path: string, token: string, body: unknown) {
    const text = JSON.stringify(body);
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    const answer = new Promise<number>((done) =>
      socket.once('data', (data) => {
        socket.destroy();
        done(Number(String(data).split(' ')[1]));
      }),
    );
    const [method, target] = path.split(' ');
    const head = [
      `${method} ${target} HTTP/1.1`,
      'Host: x',
      `Authorization: Bearer ${token}`,
      'Content-Type: application/json',
      `Content-Length: ${text.length}`,
      `\r\n${text.slice(0, 1)}`,
    ];
    await new Promise<void>((sent) => socket.write(head.join('\r\n'), () => sent()));
    // Later requests of the session are answered, so its earlier one is past the same checks.
    for (let times = 0; times < 3; times++) expect(await get('/me', token)).toBe(200);
    return () => {
      socket.write(text.slice(1));
      return answer;
    };
  }
  const requests = (): [string, unknown][] => [
    [`PATCH /org/members/${bad}`, { role: 'admin' }],
    [`PATCH /org/teams/${acme.team}`, { manager: bad }],
    ['POST /org/teams', { name: 'Ghost', manager: null }],
    ['POST /org/invitations', { email: 'eve@evil.test', role: 'admin', team: null }],
    [`POST /org/members/${rep()}/removal`, { notes: 'erase' }],
    [`POST /org/members/${rep()}/wipe`, {}],
  ];

  it.each([
    ['demoted', demote, 403],
    ['removed', remove, 401],
  ] as const)('of an administrator who was %s does nothing', async (_, end, status) => {
    const token = await sessionOf(server, `bad${count}@acme.test`);
    const finish: (() => Promise<number>)[] = [];
    for (const [path, body] of requests()) finish.push(await hold(path, token, body));
    await end();
    for (const send of finish) expect(await send()).toBe(status);
    expect((await context(server.people, rep())).team?.manager).toBe(acme.boss);
    expect((await openInvitations(server.people, boss)).invitations).toEqual([]);
  });

  it('reads and writes nothing once its session has ended', async () => {
    const token = await sessionOf(server, `bad${count}@acme.test`);
    const asked = { proto: 3, schema: 1 };
    const pull = await hold('POST /sync/pull', token, { ...asked, scopes: {} });
    const push = await hold('POST /sync/push', token, { ...asked, clientId: 'c', mutations: [] });
    await signOut();
    expect([await pull(), await push()]).toEqual([401, 401]);
  });

  const stale: [string, (who: Context) => Promise<unknown>][] = [
    ['addTeam', (who) => addTeam(server.people, who, { name: 'Ghost', manager: null })],
    ['setTeam', (who) => setTeam(server.people, who, acme.team, { manager: rep() })],
    ['setMember', (who) => setMember(server.people, who, rep(), { role: 'admin' })],
    ['removeMember', (who) => removeMember(server.people, who, rep(), 'erase')],
    [
      'inviteMember',
      (who) => {
        const to = { email: 'eve@evil.test', role: 'admin', team: null } as const;
        return inviteMember(server.people, who, to);
      },
    ],
    ['revokeInvitation', (who) => revokeInvitation(server.people, who, 'any')],
    ['signOutMember', (who) => signOutMember(server.people, who, rep())],
    ['createResetLink', (who) => createResetLink(server.people, who, rep())],
    ['handOver', (who) => handOver(server.people, who, { rep: rep(), from: acme.boss })],
    ['wipeMember', (who) => wipeMember(server.people, who, rep())],
  ];
  it.each(stale)('%s reads the role again in its transaction', async (_, work) => {
    const who = await context(server.people, bad);
    await demote();
    await expect(work(who)).rejects.toMatchObject({ code: 'notAllowed' });
    await remove();
    await expect(work(who)).rejects.toThrow(MembershipEndedError);
  });
});
