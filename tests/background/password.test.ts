import 'fake-indexeddb/auto';
import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { account } from '../../entrypoints/background/account.ts';
import { ownAccountHandlers } from '../../entrypoints/background/ownAccount.ts';
import { sessionHandlers } from '../../entrypoints/background/session.ts';
import { meOf } from '../helpers/view.ts';

await vi.hoisted(async () => {
  const { FakeSocket } = await import('../helpers/socket.ts');
  vi.stubGlobal('WebSocket', FakeSocket);
});

const from = { kind: 'page' as const, tabId: null };
const input = { current: 'the old password', next: 'the new password' };
let changed: () => Response;
let bodies: unknown[];

beforeEach(() => {
  const action = {
    setBadgeBackgroundColor: async () => {},
    setBadgeText: async () => {},
    setPopup: async () => {},
  };
  Object.assign(fakeBrowser, { action });
  bodies = [];
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    const path = new URL(url).pathname;
    if (path === '/me') return Response.json(meOf('tomas'));
    if (path === '/auth/sign-in/email')
      return Response.json({}, { headers: { 'set-auth-token': 'first' } });
    if (path !== '/auth/change-password') return Response.json({ members: [] });
    bodies.push([JSON.parse(String(init?.body)), new Headers(init?.headers).get('authorization')]);
    return changed();
  });
});

const signIn = () =>
  sessionHandlers['session.signIn'](
    { server: 'https://s.test', email: 't@s.test', password: 'x' },
    from,
  );

it('a changed password keeps the account on this device, under the new token', async () => {
  await signIn();
  const before = await account();
  changed = () => Response.json({}, { headers: { 'set-auth-token': 'second' } });
  await ownAccountHandlers['account.password'](input, from);
  const after = await account();
  expect(bodies).toEqual([
    [
      { currentPassword: input.current, newPassword: input.next, revokeOtherSessions: true },
      'Bearer first',
    ],
  ]);
  expect(after.session).toEqual({ ...before.session, token: 'second' });
  expect(after.db.name).toBe(before.db.name);
});

it('a wrong current password has its own error, and the session stays as it was', async () => {
  await signIn();
  changed = () => Response.json({ code: 'INVALID_PASSWORD' }, { status: 400 });
  await expect(ownAccountHandlers['account.password'](input, from)).rejects.toMatchObject({
    code: 'wrongPassword',
  });
  expect((await account()).session).toMatchObject({ token: 'first', expired: false });
});

it('a short password is refused before it is sent', async () => {
  await signIn();
  const short = { ...input, next: 'short' };
  await expect(ownAccountHandlers['account.password'](short, from)).rejects.toMatchObject({
    code: 'password',
  });
  expect(bodies).toEqual([]);
});
