// F13: what stays on a device after signing out, after a session ended, and after a wipe.

import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import * as z from 'zod/mini';
import { account, openStore } from '../../entrypoints/background/account.ts';
import { call } from '../../entrypoints/background/call.ts';
import { sessionHandlers } from '../../entrypoints/background/session.ts';
import { checkSignedOut } from '../../entrypoints/background/signedOutData.ts';
import { checkLocked, syncNow } from '../../entrypoints/background/sync.ts';
import { getMeta, LOCAL_STORE, type SidelineDb } from '../../lib/store/index.ts';
import { keepDraft } from '../../lib/store/write.ts';
import { note } from '../helpers/note.ts';
import { meOf } from '../helpers/view.ts';

await vi.hoisted(async () => {
  const sockets = await import('../helpers/socket.ts');
  vi.stubGlobal('WebSocket', sockets.FakeSocket);
});

const from = { kind: 'page' as const, tabId: null };
const PULL = {
  epoch: 'e',
  gone: [],
  dropScopes: [],
  newScopes: [],
  reset: [],
  cursors: {},
  rows: [],
  more: false,
};
let ended: string | null;
/** The answer to the question about data of signed-out accounts; null: no network. */
let wiped: boolean | null;
let questions: unknown[];
let person: 'tomas' | 'dana';

beforeEach(async () => {
  const action = {
    setBadgeBackgroundColor: async () => {},
    setBadgeText: async () => {},
    setPopup: async () => {},
  };
  Object.assign(fakeBrowser, { action });
  ended = null;
  wiped = false;
  questions = [];
  person = 'tomas';
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    const { pathname } = new URL(url);
    if (pathname === '/auth/wiped') {
      if (wiped === null) throw new TypeError('no network');
      questions.push([init?.headers, String(init?.body)]);
      return Response.json({ wiped });
    }
    if (pathname === '/auth/sign-in/email')
      return Response.json(
        {},
        { headers: { 'set-auth-token': `token-${person}-${Math.random()}` } },
      );
    if (ended !== null) return Response.json({ code: ended }, { status: 401 });
    const answers: Record<string, unknown> = {
      '/me': meOf(person),
      '/org/members': { members: [] },
      '/sync/pull': PULL,
    };
    return Response.json(answers[pathname] ?? {});
  });
});

const comes = (check: () => unknown) => vi.waitFor(check, { timeout: 20_000, interval: 5 });
const signIn = () =>
  sessionHandlers['session.signIn'](
    { server: 'https://s.test', email: 't@s.test', password: 'x' },
    from,
  );

const WORDS = 'words of the account';
async function write(db: SidelineDb, id: string, text = WORDS): Promise<void> {
  await db.rows.put({
    id,
    collection: 'note',
    scope: 'u:tomas',
    version: 1,
    rev: 1,
    deleted: false,
    fields: note('tomas', text),
    pending: 0,
    refKey: 'odoo/t/deal/1',
    serverCopy: null,
  } as never);
  await keepDraft(db, `draft-${id}`, { text, audience: 'private', start: '', id } as never, 1);
}

/** Signs in as a new account with a note and a draft. */
async function accountWithNotes(): Promise<SidelineDb> {
  const local = await openStore(LOCAL_STORE);
  await write(local, 'before', 'from before any account');
  await signIn();
  const { db } = await account();
  await write(db, 'own');
  await comes(async () => expect((await getMeta(db, 'sync'))?.lastSync).not.toBeNull());
  return db;
}

/** Everything that is stored on this device, as text. */
async function deviceText(): Promise<string> {
  const parts: unknown[] = [];
  for (const name of await Dexie.getDatabaseNames()) {
    const db = await new Dexie(name).open();
    for (const table of db.tables) parts.push(await table.toArray());
    db.close();
  }
  return JSON.stringify([parts, await fakeBrowser.storage.local.get(null)]);
}

const signOut = (remove: boolean) => sessionHandlers['session.signOut']({ remove }, from);
const onlyHere = () => sessionHandlers['session.onlyHere'](undefined as never, from);

describe('signing out', () => {
  it('with “remove” leaves nothing of the account, and the notes from before it', async () => {
    const db = await accountWithNotes();
    const token = (await account()).session?.token ?? 'none';
    expect(await onlyHere()).toEqual({ unsent: 0, drafts: 1, deviceOnly: 0 });
    await signOut(true);
    await comes(async () => expect(await Dexie.exists(db.name)).toBe(false));
    const left = await deviceText();
    for (const word of [WORDS, token, '"me"', '"members"']) expect(left).not.toContain(word);
    expect(left).toContain('from before any account');
    expect((await account()).db.name).toBe(LOCAL_STORE);
  });

  it('with “keep” hides the data until the same person signs in again', async () => {
    const db = await accountWithNotes();
    await signOut(false);
    expect((await account()).db.name).toBe(LOCAL_STORE);
    expect(await deviceText()).toContain(WORDS);
    person = 'dana';
    await signIn();
    expect((await account()).db.name).not.toBe(db.name);
    expect(await (await account()).db.rows.count()).toBe(0);
    await signOut(true);
    person = 'tomas';
    await signIn();
    expect((await account()).db.name).toBe(db.name);
    expect(await (await account()).db.rows.get('own')).toBeDefined();
    await signOut(true);
  });

  it('names what is only on this device', async () => {
    const db = await accountWithNotes();
    await db.selfViews.put({ user: 'tomas', approval: 1, rejection: 1, control: 1 });
    await db.refused.put({ id: 'r' } as never);
    await db.rows.put({
      ...(await db.rows.get('own')),
      id: 'unknownSystem',
      refKey: 'pipedrive//deal/1',
    } as never);
    expect(await onlyHere()).toEqual({ unsent: 1, drafts: 1, deviceOnly: 2 });
    await signOut(true);
  });
});

describe('a session that ended', () => {
  it.each(['signedOut'])('by %s locks the data and removes nothing', async (code) => {
    const db = await accountWithNotes();
    ended = code;
    syncNow();
    await comes(async () => expect((await account()).session?.expired).toBe(true));
    expect((await getMeta(db, 'sync'))?.problem).toBe('signedOut');
    expect(await db.rows.get('own')).toBeDefined();
    expect(await db.drafts.count()).toBe(1);
    ended = null;
    await signIn();
    expect((await getMeta((await account()).db, 'sync'))?.problem).toBeNull();
    expect(await (await account()).db.rows.get('own')).toBeDefined();
    await signOut(true);
  });
});

describe('a wipe', () => {
  const expectWiped = async (db: SidelineDb) => {
    await comes(async () => expect((await account()).session).toBeNull());
    await comes(async () => expect(await Dexie.exists(db.name)).toBe(false));
    const left = await deviceText();
    expect(left).not.toContain(WORDS);
    expect(left).not.toContain('token-tomas');
    expect(left).toContain('from before any account');
  };

  it('removes everything of the account at the next round', async () => {
    const db = await accountWithNotes();
    ended = 'wiped';
    syncNow();
    await expectWiped(db);
  });

  it('removes everything at any other request', async () => {
    const db = await accountWithNotes();
    ended = 'wiped';
    await expect(call('GET', '/org/members', undefined, z.unknown())).rejects.toMatchObject({
      code: 'signedOut',
    });
    await expectWiped(db);
  });

  it('reaches a device whose session had ended before', async () => {
    const db = await accountWithNotes();
    ended = 'signedOut';
    syncNow();
    await comes(async () => expect((await account()).session?.expired).toBe(true));
    await checkLocked();
    expect(await db.rows.count()).toBe(1);
    ended = 'wiped';
    await checkLocked();
    await expectWiped(db);
  });
});

describe('a removal', () => {
  it('reaches a device whose session had ended before', async () => {
    const db = await accountWithNotes();
    const own = await db.rows.get('own');
    await db.rows.put({ ...own, id: 'pulled', serverCopy: { ...own } } as never);
    ended = 'signedOut';
    syncNow();
    await comes(async () => expect((await account()).session?.expired).toBe(true));
    await checkLocked();
    expect(await db.rows.get('pulled')).toBeDefined();
    ended = 'removed';
    await checkLocked();
    expect(await db.rows.get('pulled')).toBeUndefined();
    expect((await account()).session?.expired).toBe(true);
    await signOut(true);
  });
});

describe('data that was kept when signing out', () => {
  const HOUR = 3_600_000;
  const kept = async () => {
    const db = await accountWithNotes();
    const token = (await account()).session?.token ?? '';
    await signOut(false);
    return { db, token, now: Date.now() };
  };

  it('is removed by a wipe, without a session', async () => {
    const { db, token, now } = await kept();
    expect(await deviceText()).not.toContain(token);
    await checkSignedOut(now);
    expect(await deviceText()).toContain(WORDS);
    expect(JSON.stringify(questions)).not.toContain(token);
    expect(JSON.stringify(questions)).not.toMatch(/authorization/i);
    wiped = true;
    await checkSignedOut(now + HOUR);
    await comes(async () => expect(await Dexie.exists(db.name)).toBe(false));
    const left = await deviceText();
    expect(left).not.toContain(WORDS);
    expect(left).toContain('from before any account');
    await checkSignedOut(now + 3 * HOUR);
    expect(questions).toHaveLength(2);
  });

  it('is asked about once an hour, sooner while offline, and for 90 days', async () => {
    const { now } = await kept();
    wiped = null;
    await checkSignedOut(now);
    wiped = false;
    for (const minutes of [1, 2, 60, 61, 62]) await checkSignedOut(now + minutes * 60_000);
    expect(questions).toHaveLength(2);
    wiped = true;
    await checkSignedOut(now + 91 * 24 * HOUR);
    await checkSignedOut(now + 92 * 24 * HOUR);
    expect(questions).toHaveLength(2);
    expect(await deviceText()).toContain(WORDS);
    await signIn();
    await signOut(true);
  });

  it('is not asked about once its person signed in again', async () => {
    const { now } = await kept();
    await signIn();
    wiped = true;
    await checkSignedOut(now);
    expect(questions).toEqual([]);
    expect(await (await account()).db.rows.get('own')).toBeDefined();
    await signOut(true);
  });
});
