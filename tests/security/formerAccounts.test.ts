// F68 to F70: the data of an account that this device no longer has a session of.

import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { LOCAL_STORE, type SidelineDb, storeName } from '../../lib/store/index.ts';
import { meOf, type SampleUser } from '../helpers/view.ts';

await vi.hoisted(async () => {
  const sockets = await import('../helpers/socket.ts');
  vi.stubGlobal('WebSocket', sockets.FakeSocket);
});

const HOUR = 3_600_000;
const SERVER = 'https://s.test';
const WORDS = 'words of a former account';
const from = { kind: 'page' as const, tabId: null };
const nameOf = (user: SampleUser) => storeName(SERVER, meOf(user).org.id, user);
const comes = (check: () => unknown) => vi.waitFor(check, { timeout: 20_000, interval: 5 });

let person: SampleUser;
let wiped: boolean;
let ended: boolean;
let questions: number;
/** How often the server was asked about the session of a locked device; null: no network. */
let asked: number | null;

/** Starts the background: modules that remember nothing of an earlier one. */
async function start() {
  vi.resetModules();
  const [account, kept, session, sync] = await Promise.all([
    import('../../entrypoints/background/account.ts'),
    import('../../entrypoints/background/signedOutData.ts'),
    import('../../entrypoints/background/session.ts'),
    import('../../entrypoints/background/sync.ts'),
  ]);
  const { sessionHandlers } = session;
  return {
    ...account,
    ...kept,
    ...sync,
    signIn: (user: SampleUser) => {
      person = user;
      const input = { server: SERVER, email: 'a@s.test', password: 'x' };
      return sessionHandlers['session.signIn'](input, from);
    },
    signOut: (remove: boolean) => sessionHandlers['session.signOut']({ remove }, from),
  };
}
type Background = Awaited<ReturnType<typeof start>>;

beforeEach(() => {
  // Another device.
  Dexie.dependencies.indexedDB = new IDBFactory();
  const action = {
    setBadgeBackgroundColor: async () => {},
    setBadgeText: async () => {},
    setPopup: async () => {},
  };
  Object.assign(fakeBrowser, { action });
  [person, wiped, ended, questions, asked] = ['tomas', false, false, 0, 0];
  vi.stubGlobal('fetch', async (url: string) => {
    const { pathname } = new URL(url);
    if (pathname === '/auth/wiped') {
      questions += 1;
      return Response.json({ wiped });
    }
    if (pathname === '/auth/sign-in/email') {
      const headers = { 'set-auth-token': `token-${person}.${Math.random()}` };
      return Response.json({}, { headers });
    }
    if (ended && pathname === '/me') {
      if (asked === null) throw new TypeError('no network');
      asked += 1;
      return Response.json({ code: wiped ? 'wiped' : 'signedOut' }, { status: 401 });
    }
    if (pathname === '/me') return Response.json(meOf(person));
    return Response.json(pathname === '/org/members' ? { members: [] } : {});
  });
});

async function write(db: SidelineDb): Promise<void> {
  const draft = { key: 'd', text: WORDS, audience: 'private', start: '', id: 'd', at: 1 };
  await db.drafts.put(draft as never);
}

/** Everything that is stored on this device, as text. */
async function deviceText(): Promise<string> {
  const parts: unknown[] = [];
  for (const name of await Dexie.getDatabaseNames()) {
    const db = await new Dexie(name).open();
    for (const table of db.tables) parts.push(await table.toArray());
    db.close();
  }
  return JSON.stringify(parts);
}

async function accountWithWords(background: Background): Promise<void> {
  await background.signIn('tomas');
  await write((await background.account()).db);
}

describe('an account over whose session another one signed in', () => {
  it.each([
    ['that had expired', true],
    ['that was still valid', false],
  ])('is reached by a wipe: a session %s', async (_, isExpired) => {
    const background = await start();
    await accountWithWords(background);
    const { session } = await background.account();
    if (isExpired) await background.expireSession(session?.token ?? '');
    await background.signIn('dana');
    expect((await background.account()).db.name).toBe(nameOf('dana'));
    const now = Date.now();
    await background.checkSignedOut(now);
    expect(questions).toBe(1);
    expect(await deviceText()).toContain(WORDS);
    wiped = true;
    await background.checkSignedOut(now + HOUR);
    expect(await deviceText()).not.toContain(WORDS);
    expect((await background.account()).session?.user).toBe('dana');
  });

  it('keeps its data for the next sign-in of its person, who is asked about no more', async () => {
    const background = await start();
    await accountWithWords(background);
    await background.signIn('dana');
    await background.signIn('tomas');
    wiped = true;
    // Now it is Dana’s data that has no session.
    expect((await background.allSignedOut()).map(({ name }) => name)).toEqual([nameOf('dana')]);
    await background.checkSignedOut(Date.now());
    expect(await (await background.account()).db.drafts.count()).toBe(1);
  });
});

describe('a removal that the end of the background cut short', () => {
  /** The next deletion of all rows of the account ends as given. */
  const erasing = async ({ account }: Background, end: () => Promise<never>) => {
    const { db } = await account();
    const transaction = db.transaction.bind(db) as (...all: unknown[]) => unknown;
    let begun = false;
    vi.spyOn(db, 'transaction').mockImplementation(((...all: unknown[]) => {
      if (!Array.isArray(all[1]) || all[1].length < db.tables.length) return transaction(...all);
      begun = true;
      return end();
    }) as never);
    return () => expect(begun).toBe(true);
  };
  const leftBy = async (leave: (background: Background) => unknown) => {
    const background = await start();
    await accountWithWords(background);
    const begins = await erasing(background, () => new Promise(() => {}));
    void leave(background);
    await comes(begins);
    expect(await deviceText()).toContain(WORDS);
  };

  it.each([
    ['“Sign out and remove”', (background: Background) => background.signOut(true)],
    [
      'a wipe',
      async (background: Background) =>
        background.wipe((await background.account()).session?.token ?? ''),
    ],
  ])('is done at the next start: %s', async (_, leave) => {
    await leftBy(leave);
    const background = await start();
    await background.checkSignedOut(Date.now());
    const left = await deviceText();
    expect(left).not.toContain(WORDS);
    expect(questions).toBe(0);
    expect(await background.allSignedOut()).toEqual([]);
    expect((await background.account()).db.name).toBe(LOCAL_STORE);
  });

  it('is done before the same person signs in again', async () => {
    await leftBy((background) => background.signOut(true));
    const background = await start();
    await background.signIn('tomas');
    const { db } = await background.account();
    expect(db.name).toBe(nameOf('tomas'));
    expect(await db.drafts.count()).toBe(0);
    expect(await background.allSignedOut()).toEqual([]);
  });

  it('is tried again after it failed', async () => {
    const background = await start();
    await accountWithWords(background);
    await erasing(background, () => Promise.reject(new Error('the disk')));
    await expect(background.signOut(true)).rejects.toThrow('the disk');
    expect(await deviceText()).toContain(WORDS);
    await background.checkSignedOut(Date.now());
    expect(await deviceText()).not.toContain(WORDS);
  });
});

describe('a device whose alarm is gone', () => {
  const locked = async () => {
    const background = await start();
    await accountWithWords(background);
    const { session } = await background.account();
    await background.expireSession(session?.token ?? '');
    ended = true;
    await fakeBrowser.alarms.clearAll();
    return background;
  };

  it('asks at a start about its locked data, and removes what was wiped', async () => {
    await locked();
    wiped = true;
    vi.stubGlobal('self', new EventTarget());
    vi.spyOn(globalThis, 'setInterval').mockReturnValue(0 as never);
    (await start()).watchNetwork();
    await comes(async () => expect(await deviceText()).not.toContain(WORDS));
    expect(asked).toBe(1);
  });

  it('asks once an hour, sooner while offline', async () => {
    const { checkLockedAtStart } = await locked();
    asked = null;
    const now = Date.now();
    await checkLockedAtStart(now);
    asked = 0;
    for (const minutes of [1, 2, 60, 62, 63]) await checkLockedAtStart(now + minutes * 60_000);
    expect(asked).toBe(2);
  });

  it('has an alarm while it keeps data without a session, and none else', async () => {
    const background = await start();
    await accountWithWords(background);
    await background.askAboutSignedOut();
    expect(await fakeBrowser.alarms.get('kept data')).toBeUndefined();
    await background.signOut(false);
    await background.askAboutSignedOut();
    expect(await fakeBrowser.alarms.get('kept data')).toMatchObject({ periodInMinutes: 60 });
    await background.signIn('tomas');
    await background.askAboutSignedOut();
    expect(await fakeBrowser.alarms.get('kept data')).toBeUndefined();
  });
});
