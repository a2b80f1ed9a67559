import Dexie, { type EntityTable } from 'dexie';
import { copyViews } from '../../lib/commands/records.ts';
import { type IdSource, idSource, LOCAL_USER, type Me } from '../../lib/model/index.ts';
import { getSetting, setSetting } from '../../lib/settings/index.ts';
import { freshSync, getMeta, LOCAL_STORE, SidelineDb, storeName } from '../../lib/store/index.ts';
import { putMeta } from '../../lib/store/write.ts';

/** The signed-in session. It lives in a database of the background's own: content scripts can read `storage.local`. */
export interface Session {
  id: 'current';
  server: string;
  token: string;
  org: string;
  user: string;
  expired: boolean;
}

class SecretDb extends Dexie {
  session!: EntityTable<Session, 'id'>;
  constructor() {
    super('sideline:background');
    this.version(1).stores({ session: 'id' });
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
const secrets = new SecretDb();
const open = new Map<string, Promise<SidelineDb>>();

/** Opens a database and gives it, once, its client id and its marker. */
export function openStore(name: string): Promise<SidelineDb> {
  const known = open.get(name);
  if (known) return known;
  const opening = (async () => {
    const db = new SidelineDb(name);
    await db.transaction('rw', db.meta, async () => {
      if ((await getMeta(db, 'clientId')) === undefined) await putMeta(db, 'clientId', ids.next());
      if ((await getMeta(db, 'marker')) === undefined) await putMeta(db, 'marker', ids.next());
      if ((await getMeta(db, 'sync')) === undefined) await putMeta(db, 'sync', freshSync);
    });
    return db;
  })();
  open.set(name, opening);
  opening.catch(() => open.delete(name)); // a locked or full disk may get better
  return opening;
}

/** Who is signed in changes hands: nobody is told meanwhile, or a tab's report would go where it is not copied from any more. */
let handover: Promise<unknown> = Promise.resolve();

export async function account(): Promise<Account> {
  await handover;
  return current();
}

async function current(): Promise<Account> {
  const session = (await secrets.session.get('current')) ?? null;
  const db = await openStore(
    session ? storeName(session.server, session.org, session.user) : LOCAL_STORE,
  );
  const me = session ? ((await getMeta(db, 'me')) ?? null) : null;
  return { db, session, me, user: session?.user ?? LOCAL_USER };
}

/** Takes up a session: its database becomes the one that pages read. */
export async function keepSession(session: Omit<Session, 'id'> | null): Promise<void> {
  const taken = handover.then(() => takeUp(session));
  handover = taken.catch(() => {}); // whoever asked hears of the failure
  const name = await taken;
  if ((await getSetting('store')) !== name) await setSetting('store', name);
}

/** Tabs that are open stay known in the session's database. @returns its name. */
async function takeUp(session: Omit<Session, 'id'> | null): Promise<string> {
  const before = await current();
  const name = session ? storeName(session.server, session.org, session.user) : LOCAL_STORE;
  const db = await openStore(name);
  await copyViews(before.db, db);
  if (session) await secrets.session.put({ ...session, id: 'current' });
  else await secrets.session.clear();
  return name;
}

/** Marks a session as run out, unless another one has taken its place meanwhile. */
export async function expireSession(token: string): Promise<void> {
  await secrets.transaction('rw', secrets.session, async () => {
    const current = await secrets.session.get('current');
    if (current?.token === token) await secrets.session.put({ ...current, expired: true });
  });
}
