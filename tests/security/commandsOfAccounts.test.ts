// F72: a command that a page of one account sent, carried out after another account signed in.

import 'fake-indexeddb/auto';
import { beforeEach, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { account, storeSession } from '../../entrypoints/background/account.ts';
import { commandHandlers } from '../../entrypoints/background/commands.ts';
import { memberHandlers } from '../../entrypoints/background/members.ts';
import { ownAccountHandlers } from '../../entrypoints/background/ownAccount.ts';
import { sessionHandlers } from '../../entrypoints/background/session.ts';
import { createListener, type Handlers } from '../../lib/messages/index.ts';

const ORIGIN = 'chrome-extension://abc';
const session = { server: 'https://s.test', token: 't', org: 'o', expired: false };
const handlers = {
  ...commandHandlers,
  ...memberHandlers,
  ...ownAccountHandlers,
  ...sessionHandlers,
} as unknown as Handlers;
const listen = createListener(handlers, {
  ...{ ownId: 'abc', ownOrigin: ORIGIN, now: () => 0 },
  report: (error) => {
    throw error;
  },
});
const send = (name: string, input: unknown, store?: string) =>
  listen({ name, input, store }, { id: 'abc', origin: ORIGIN, url: `${ORIGIN}/panel.html` });

const shown = {
  refKey: 'odoo/t/deal/1',
  items: [{ signal: 'untouched', fingerprint: 'f', kind: 'process' }],
};

beforeEach(() => {
  const action = {
    setBadgeBackgroundColor: async () => {},
    setBadgeText: async () => {},
    setPopup: async () => {},
  };
  Object.assign(fakeBrowser, { action });
});

it('is refused, and writes nothing', async () => {
  await storeSession({ ...session, user: 'tomas' });
  const { db: former } = await account();
  // The page has not heard of the change yet.
  const changing = storeSession({ ...session, token: 'u', user: 'dana' });
  const refused = await send('prompt.shown', shown, former.name);
  await changing;
  expect(refused).toMatchObject({ ok: false, code: 'otherAccount' });
  const { db } = await account();
  expect(await Promise.all([db.rows.count(), former.rows.count()])).toEqual([0, 0]);
  expect(await send('prompt.shown', shown, db.name)).toMatchObject({ ok: true });
  expect(await db.rows.count()).toBe(1);
});

it('is refused for a draft, too: its text is in no other account', async () => {
  await storeSession({ ...session, user: 'dana' });
  const { db } = await account();
  const draft = { key: 'k', text: 'Half a thought', audience: null };
  expect(await send('draft.keep', draft, `${db.name}2`)).toMatchObject({ code: 'otherAccount' });
  expect(await db.drafts.count()).toBe(0);
  expect(await send('draft.keep', draft, db.name)).toMatchObject({ ok: true });
  expect(await db.drafts.count()).toBe(1);
});

it.each([
  ['session.signOut', { remove: true }],
  ['session.adopt', { take: true }],
  ['session.end', { id: 's' }],
  ['member.remove', { id: 'mika', notes: 'erase' }],
  ['account.password', { current: 'the old password', next: 'the new password' }],
])('is refused for what only the server does, too: %s', async (name, input) => {
  await storeSession({ ...session, user: 'dana' });
  const { db } = await account();
  expect(await send(name, input, `${db.name}2`)).toMatchObject({ code: 'otherAccount' });
  expect((await account()).session?.user).toBe('dana');
});
