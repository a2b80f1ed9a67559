import 'fake-indexeddb/auto';
import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { account } from '../../entrypoints/background/account.ts';
import { pageAt } from '../../entrypoints/background/presence.ts';
import { sessionHandlers } from '../../entrypoints/background/session.ts';
import { pageOpened, syncSoon } from '../../entrypoints/background/sync.ts';
import { freshSync, getMeta } from '../../lib/store/index.ts';
import { putMeta } from '../../lib/store/write.ts';
import { meOf } from '../helpers/view.ts';

const { FakeSocket } = await vi.hoisted(async () => {
  const sockets = await import('../helpers/socket.ts');
  vi.stubGlobal('WebSocket', sockets.FakeSocket);
  return sockets;
});

const from = { kind: 'page' as const, tabId: null };
const pull = {
  epoch: 'e',
  rows: [],
  gone: [],
  dropScopes: [],
  newScopes: [],
  reset: [],
  cursors: {},
  more: false,
};
const held = new Map<string, (release: () => void) => void>();
/** Waits until the next request to this path arrives. @returns a function that answers it. */
const holdNext = (path: string) =>
  new Promise<() => void>((arrived) => {
    held.set(path, arrived);
  });

beforeEach(() => {
  const action = {
    setBadgeBackgroundColor: async () => {},
    setBadgeText: async () => {},
    setPopup: async () => {},
  };
  Object.assign(fakeBrowser, { action });
  const responses: Record<string, () => Response> = {
    '/me': () => Response.json(meOf('tomas')),
    '/org/members': () => Response.json({ members: [] }),
    '/auth/sign-in/email': () => Response.json({}, { headers: { 'set-auth-token': 'token' } }),
    '/sync/pull': () => Response.json(pull),
  };
  vi.stubGlobal('fetch', async (url: string) => {
    const path = new URL(url).pathname;
    const arrived = held.get(path);
    held.delete(path);
    if (arrived) await new Promise<void>((release) => arrived(release));
    return responses[path]?.() ?? Response.json({});
  });
});

const signIn = () =>
  sessionHandlers['session.signIn'](
    { server: 'https://s.test', email: 't@s.test', password: 'x' },
    from,
  );
const comes = (check: () => unknown) => vi.waitFor(check, { timeout: 20_000, interval: 5 });
const open = () => FakeSocket.made.filter((socket) => !socket.closed);

it('after a sign-out no socket of the account is open, whatever round was running', async () => {
  pageOpened();
  await signIn();
  await comes(() => expect(open()).toHaveLength(1));
  const socket = FakeSocket.latest();
  socket.opens();
  socket.says({ type: 'ready', org: 'o', version: 0 });
  const { db } = await account();
  socket.says({ type: 'here', here: [{ refKey: 'odoo/t/deal/1', users: ['dana'] }] });
  await comes(async () => expect(await getMeta(db, 'here')).toHaveLength(1));

  // A round is waiting for the server, and the server is slow to sign out.
  const pulling = holdNext('/sync/pull');
  syncSoon();
  const answerPull = await pulling;
  const signingOut = holdNext('/auth/sign-out');
  const out = sessionHandlers['session.signOut']({ remove: false }, from);
  const answerSignOut = await signingOut;
  expect((await account()).session).toBeNull();
  expect(open()).toEqual([]);
  expect((await getMeta(db, 'here')) ?? []).toEqual([]);
  await putMeta(db, 'sync', freshSync);
  answerPull();
  await comes(async () => expect((await getMeta(db, 'sync'))?.lastSync).not.toBeNull());
  syncSoon();
  answerSignOut();
  await out;
  pageAt({}, 'odoo/t/deal/2');

  // The next account has a socket of its own; the first one received nothing more.
  await signIn();
  await comes(() => expect(open()).toHaveLength(1));
  expect(FakeSocket.made).toHaveLength(2);
  expect(JSON.stringify(socket.sent)).not.toContain('odoo/t/deal/2');
});
