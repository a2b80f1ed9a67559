import 'fake-indexeddb/auto';
import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { account } from '../../entrypoints/background/account.ts';
import { ownAccountHandlers } from '../../entrypoints/background/ownAccount.ts';
import { sessionHandlers } from '../../entrypoints/background/session.ts';
import { pageOpened, syncSoon } from '../../entrypoints/background/sync.ts';
import { getMeta } from '../../lib/store/index.ts';
import { meOf } from '../helpers/view.ts';

const { FakeSocket } = await vi.hoisted(async () => {
  const sockets = await import('../helpers/socket.ts');
  vi.stubGlobal('WebSocket', sockets.FakeSocket);
  return sockets;
});

const from = { kind: 'page' as const, tabId: null };
const input = { current: 'the old password', next: 'the new password' };
let changed: () => Response;
let bodies: unknown[];
let pulls: number;
/** The answer to a pull with the first token is held, and refused when this is called. */
let refusePull: (() => void) | null;
let isHeld: boolean;
const pull = {
  ...{ epoch: 'e', rows: [], gone: [], dropScopes: [], newScopes: [], reset: [] },
  ...{ cursors: {}, more: false },
};

beforeEach(() => {
  const action = {
    setBadgeBackgroundColor: async () => {},
    setBadgeText: async () => {},
    setPopup: async () => {},
  };
  Object.assign(fakeBrowser, { action });
  bodies = [];
  pulls = 0;
  refusePull = null;
  isHeld = false;
  let token = 'first';
  FakeSocket.reset();
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    const path = new URL(url).pathname;
    if (path === '/me') return Response.json(meOf('tomas'));
    if (path === '/auth/sign-in/email')
      return Response.json({}, { headers: { 'set-auth-token': 'first' } });
    const sent = new Headers(init?.headers).get('authorization');
    if (path === '/sync/pull') {
      pulls += 1;
      if (isHeld && sent === 'Bearer first')
        await new Promise<void>((refuse) => {
          refusePull = refuse;
        });
      return sent === `Bearer ${token}`
        ? Response.json(pull)
        : Response.json({ code: 'signedOut' }, { status: 401 });
    }
    if (path !== '/auth/change-password') return Response.json({ members: [] });
    bodies.push([JSON.parse(String(init?.body)), sent]);
    const response = changed();
    token = response.headers.get('set-auth-token') ?? token;
    return response;
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

const comes = (check: () => unknown) => vi.waitFor(check, { timeout: 20_000, interval: 5 });
const problem = async () => (await getMeta((await account()).db, 'sync'))?.problem;

it('a changed password opens a new live connection at once', async () => {
  pageOpened();
  await signIn();
  await comes(() => expect(FakeSocket.made).toHaveLength(1));
  changed = () => Response.json({}, { headers: { 'set-auth-token': 'second' } });
  await ownAccountHandlers['account.password'](input, from);
  await comes(() => expect(FakeSocket.made).toHaveLength(2));
  expect(FakeSocket.made.map(({ closed }) => closed)).toEqual([true, false]);
});

it('a round that the old token began locks no page', async () => {
  await signIn();
  await comes(async () =>
    expect(await getMeta((await account()).db, 'sync')).toMatchObject({ failures: 0 }),
  );
  await comes(() => expect(pulls).toBe(1));
  isHeld = true;
  const { db } = await account();
  const stored = vi.spyOn(db.meta, 'put');
  syncSoon();
  await comes(() => expect(refusePull).not.toBeNull());
  changed = () => Response.json({}, { headers: { 'set-auth-token': 'second' } });
  await ownAccountHandlers['account.password'](input, from);
  refusePull?.();
  await comes(() => expect(pulls).toBe(3));
  await comes(() => expect(stored).toHaveBeenCalledWith(expect.objectContaining({ key: 'sync' })));
  expect(JSON.stringify(stored.mock.calls)).not.toContain('signedOut');
  expect(await problem()).toBeNull();
  expect((await account()).session).toMatchObject({ token: 'second', expired: false });
});
