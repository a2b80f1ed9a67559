import Dexie, { type EntityTable } from 'dexie';
import { copyViews } from '../../lib/commands/records.ts';
import { readOldTexts, textsOf } from '../../lib/commands/texts.ts';
import { type IdSource, idSource, LOCAL_USER, type Me } from '../../lib/model/index.ts';
import { unawaited } from '../../lib/platform/unawaited.ts';
import { getSetting, setSetting } from '../../lib/settings/index.ts';
import { freshSync, getMeta, LOCAL_STORE, SidelineDb, storeName } from '../../lib/store/index.ts';
import { eraseStore, putMeta, saysBeside, tellWrites } from '../../lib/store/write.ts';
import { wipeMark } from '../../lib/sync/client/index.ts';
import { forgetPictures } from './pictures.ts';

/**
 * The signed-in session. Only the background opens its database: content scripts can read
 * `storage.local`.
 */
export interface Session {
  id: 'current';
  server: string;
  token: string;
  org: string;
  user: string;
  expired: boolean;
  /** After it ended: when its server was last asked about its data. */
  askedAt?: number;
}

/** Data of an account that this device has without a session of it. */
export interface SignedOutData {
  /** The database. */
  name: string;
  server: string;
  /** Asks whether the account was wiped since (`wipeMark`); the token of the session is gone. */
  mark: string;
  since: number;
  askedAt: number;
  /** It has to go: its removal began, and is not complete. */
  remove?: boolean;
}

class SecretDb extends Dexie {
  session!: EntityTable<Session, 'id'>;
  kept!: EntityTable<SignedOutData, 'name'>;
  constructor() {
    super('sideline:background');
    this.version(1).stores({ session: 'id' });
    this.version(2).stores({ kept: 'name' });
  }
}

/** The database in use and who writes in it. */
export interface Account {
  db: SidelineDb;
  session: Session | null;
  me: Me | null;
  user: string;
}

export const ids: IdSource = idSource(
  () => Date.now(),
  (bytes) => crypto.getRandomValues(bytes),
);
const nameOf = ({ server, org, user }: Pick<Session, 'server' | 'org' | 'user'>): string =>
  storeName(server, org, user);
const secrets = new SecretDb();
const openStores = new Map<string, Promise<SidelineDb>>();

/**
 * Opens a database. A new database gets its client id, its marker and its sync state. Who else has
 * a record open is unknown until there is a connection.
 */
export function openStore(name: string): Promise<SidelineDb> {
  const existing = openStores.get(name);
  if (existing) return existing;
  const store = (async () => {
    const db = new SidelineDb(name);
    db.use(saysBeside(textsOf));
    tellWrites(db);
    await db.transaction('rw', db.meta, async () => {
      if ((await getMeta(db, 'clientId')) === undefined) await putMeta(db, 'clientId', ids.next());
      if ((await getMeta(db, 'marker')) === undefined) await putMeta(db, 'marker', ids.next());
      if ((await getMeta(db, 'sync')) === undefined) await putMeta(db, 'sync', freshSync);
      await db.meta.delete('here');
    });
    unawaited('texts', readOldTexts(db));
    return db;
  })();
  openStores.set(name, store);
  // The next call tries again: a locked or full disk may recover.
  store.catch(() => openStores.delete(name));
  return store;
}

/**
 * The last change of session. `account()` waits for it: otherwise a tab's report would be written
 * to the previous database after its views were copied.
 */
let sessionChange: Promise<unknown> = Promise.resolve();
/** True once the setting `store` names the database of the stored session. */
let isNamed = false;

/** Runs changes of session one after another. */
function inOrder(change: () => Promise<void>): Promise<void> {
  const running = sessionChange.then(change);
  sessionChange = running.catch(() => {}); // the caller gets the error
  return running;
}

export async function account(): Promise<Account> {
  if (!isNamed) await inOrder(nameStore).catch((error) => console.error('store', error));
  await sessionChange;
  return current();
}

/**
 * Tells pages which database is in use. The session and this setting are stored one after the
 * other, in two places: the background may have been stopped in between.
 */
async function nameStore(): Promise<void> {
  if (isNamed) return;
  const { db, session } = await current();
  const { name } = db;
  await showLock(db, session);
  if ((await getSetting('store')) !== name) await setSetting('store', name);
  isNamed = true;
}

/**
 * The session decides whether its data is locked. Pages cannot read it: they lock by the state of
 * syncing, which was stored before or after it. It opens with the next round.
 */
async function showLock(db: SidelineDb, session: Session | null): Promise<void> {
  const sync = (await getMeta(db, 'sync')) ?? freshSync;
  if (!session?.expired || sync.problem === 'signedOut') return;
  await putMeta(db, 'sync', { ...sync, problem: 'signedOut', nextAttempt: null });
}

async function current(): Promise<Account> {
  const session = (await secrets.session.get('current')) ?? null;
  const db = await openStore(session ? nameOf(session) : LOCAL_STORE);
  const me = session ? ((await getMeta(db, 'me')) ?? null) : null;
  return { db, session, me, user: session?.user ?? LOCAL_USER };
}

/**
 * Stores a session, or none: its database becomes the one that pages read. Data of the session
 * before stays on this device.
 */
export function storeSession(session: Omit<Session, 'id'> | null): Promise<void> {
  return inOrder(() => changeTo(session, false));
}

async function changeTo(session: Omit<Session, 'id'> | null, remove: boolean): Promise<void> {
  isNamed = false;
  await forgetPictures();
  await switchTo(session, remove);
  await nameStore();
}

/**
 * Copies the views of open tabs into the session's database. What the session before leaves on this
 * device is stored in the same write: at any moment a wipe and a removal reach all data here.
 * @param remove the data of the session before has to go.
 */
async function switchTo(session: Omit<Session, 'id'> | null, remove: boolean): Promise<void> {
  const previous = await current();
  const name = session ? nameOf(session) : LOCAL_STORE;
  const db = await openStore(name);
  await copyViews(previous.db, db);
  // Its connection ends, and with it the news of who has a record open.
  await previous.db.meta.delete('here');
  const left = previous.session && (await leftBy(previous.session, remove));
  await secrets.transaction('rw', secrets.session, secrets.kept, async () => {
    if (left) await secrets.kept.put(left);
    // From here on the session stands for its data.
    await secrets.kept.delete(name);
    if (session) await secrets.session.put({ ...session, id: 'current' });
    else await secrets.session.clear();
  });
}

async function leftBy(session: Session, remove: boolean): Promise<SignedOutData> {
  const { server, token } = session;
  const since = Date.now();
  return { name: nameOf(session), server, mark: await wipeMark(token), since, askedAt: 0, remove };
}

/**
 * Removes an account from this device: its database and its token, if it is still the current one.
 * Notes that were written before any account stay. What is cut short is done at the next start.
 */
export function removeAccount(session: Omit<Session, 'id' | 'expired'>): Promise<void> {
  return inOrder(async () => {
    const stored = await secrets.session.get('current');
    if (stored?.token === session.token) await changeTo(null, true);
    await erase(nameOf(session));
  });
}

/** Completes a removal that was cut short, before its account is opened again. */
export function completeRemoval(name: string): Promise<void> {
  return inOrder(async () => {
    if ((await secrets.kept.get(name))?.remove) await erase(name);
  });
}

async function erase(name: string): Promise<void> {
  await forgetPictures();
  const db = await openStore(name);
  openStores.delete(name);
  const { deleted } = await eraseStore(db);
  unawaited('removal', deleted);
  await secrets.kept.delete(name);
}

export const allSignedOut = (): Promise<SignedOutData[]> => secrets.kept.toArray();

/** Removes data of a signed-out account, unless its person signed in again meanwhile. */
export function removeSignedOut({ name, mark }: SignedOutData): Promise<void> {
  return inOrder(async () => {
    if ((await secrets.kept.get(name))?.mark !== mark) return;
    await erase(name);
  });
}

/** The server answered that data of a signed-out account may stay. */
export async function signedOutAskedAt(name: string, askedAt: number): Promise<void> {
  await secrets.kept.update(name, { askedAt });
}

/** The server no longer knows the session of such data, so it is not asked again. */
export async function forgetSignedOut(name: string): Promise<void> {
  await secrets.kept.delete(name);
}

/** Marks a session as expired, unless another session has replaced it meanwhile. */
export async function expireSession(token: string): Promise<void> {
  await secrets.transaction('rw', secrets.session, async () => {
    const current = await secrets.session.get('current');
    if (current?.token === token) await secrets.session.put({ ...current, expired: true });
  });
  await forgetPictures();
  const { db, session } = await current();
  await showLock(db, session);
}

/** The server answered about a session that has ended. */
export async function lockedAskedAt(token: string, askedAt: number): Promise<void> {
  await secrets.session.where({ id: 'current' }).modify((stored) => {
    if (stored.token === token) stored.askedAt = askedAt;
  });
}
