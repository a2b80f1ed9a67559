// F40: devices whose session had ended before its person was removed, and requests that are under
// way during the removal.

import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { wipeMark } from '../../lib/sync/client/index.ts';
import { inviteMember } from '../../server/people/invitations.ts';
import { removeMember } from '../../server/people/removal.ts';
import { signOutMember } from '../../server/people/sessions.ts';
import { type Context, MembershipEndedError, meOf } from '../../server/store/context.ts';
import { asking } from '../helpers/accounts.ts';
import {
  acceptInvitation,
  context,
  type Organisation,
  organisation,
  startServer,
  storeKinds,
  type TestServer,
  tokenOf,
} from '../helpers/server.ts';

const DAY = 86_400_000;

describe.each(storeKinds)('a person who is removed, on %s', (kind) => {
  let server: TestServer;
  let acme: Organisation;
  let boss: Context;
  let ask: ReturnType<typeof asking>;
  let count = 0;
  beforeAll(async () => {
    server = await startServer(kind, { SIDELINE_PROXIES: '127.0.0.1' });
    acme = await organisation(server.people, 'acme', 0);
    boss = await context(server.people, acme.boss);
    ask = asking(server);
  });
  afterAll(() => server.close());
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  async function joined() {
    const email = `person${++count}@acme.test`;
    const to = { email, role: 'rep', team: acme.team } as const;
    const token = await inviteMember(server.people, boss, to);
    return { id: await acceptInvitation(server.people, token, email), email };
  }
  const whyOf = async (token: string) => {
    const { status, json } = await ask('GET', '/me', token);
    return [status, json.code];
  };

  it.each(['keep', 'erase'] as const)(
    'is removed on devices that were signed out before (%s)',
    async (choice) => {
      const { id, email } = await joined();
      const [open, ended] = [await tokenOf(server.url, email), await tokenOf(server.url, email)];
      const isWiped = async (token: string) =>
        (await ask('POST', '/auth/wiped', null, { mark: await wipeMark(token) })).json.wiped;
      expect((await ask('POST', '/auth/sign-out', ended)).status).toBe(200);
      await signOutMember(server.people, boss, id);
      for (const token of [open, ended]) {
        expect(await whyOf(token)).toEqual([401, 'signedOut']);
        expect(await isWiped(token)).toBe(false);
      }
      await removeMember(server.people, boss, id, choice);
      for (const token of [open, ended]) {
        expect(await whyOf(token)).toEqual([401, 'removed']);
        // The device of a person who signed out has only the mark.
        expect(await isWiped(token)).toBe(true);
      }
    },
  );

  it('stays wiped where an administrator had the device wiped before', async () => {
    const { id, email } = await joined();
    const token = await tokenOf(server.url, email);
    const admin = await tokenOf(server.url, 'boss@acme.test');
    expect((await ask('POST', `/org/members/${id}/wipe`, admin)).status).toBe(200);
    await removeMember(server.people, boss, id, 'keep');
    expect(await whyOf(token)).toEqual([401, 'wiped']);
  });

  it('is remembered for 90 days from the removal, not from the end of the session', async () => {
    const { id, email } = await joined();
    const token = await tokenOf(server.url, email);
    await signOutMember(server.people, boss, id);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60 * DAY });
    await removeMember(server.people, boss, id, 'keep');
    vi.setSystemTime(Date.now() + 89 * DAY);
    expect(await whyOf(token)).toEqual([401, 'removed']);
  });

  it('hears of it in a request that began before', async () => {
    const { id, email } = await joined();
    const token = await tokenOf(server.url, email);
    const { within } = server.store;
    vi.spyOn(server.store, 'within').mockImplementationOnce(async (...args) => {
      await removeMember(server.people, boss, id, 'keep');
      return within(...args) as never;
    });
    const { status, json } = await ask('GET', '/notes/any/history', token);
    expect([status, json.code]).toEqual([401, 'removed']);
  });

  it('hears of it in a request whose session was just read', async () => {
    const { id, email } = await joined();
    const token = await tokenOf(server.url, email);
    const { api } = server.people.auth;
    const { getSession } = api;
    vi.spyOn(api, 'getSession').mockImplementationOnce((async (...args: never[]) => {
      const session = await (getSession as (...all: never[]) => Promise<unknown>)(...args);
      await removeMember(server.people, boss, id, 'keep');
      return session;
    }) as never);
    expect(await whyOf(token)).toEqual([401, 'removed']);
  });

  it('hears of it in a request whose membership was just read', async () => {
    const { id } = await joined();
    const who = await context(server.people, id);
    await removeMember(server.people, boss, id, 'keep');
    await expect(meOf(server.people.db, who)).rejects.toThrow(MembershipEndedError);
  });
});
