import * as z from 'zod/mini';
import { type Handlers, type In, MessageError, type SessionState } from '../../lib/messages/index.ts';
import { type CollectionName, LOCAL_USER, Me, Member, ServerInfo, scopeFor, typedServerAddress, Usefulness } from '../../lib/model/index.ts';
import { getSetting, setSetting } from '../../lib/settings/index.ts';
import { LOCAL_STORE, storeName, waiting } from '../../lib/store/index.ts';
import { type Change, putMeta, staysHere, write } from '../../lib/store/write.ts';
import { request } from '../../lib/sync/client/index.ts';
import { account, ids, keepSession, openStore } from './account.ts';
import { call, told } from './call.ts';
import { signInWith } from './oidc.ts';
import { clientOf, disconnect, refreshMe, refreshMembers, syncSoon } from './sync.ts';

const anything = z.unknown();

/** An address as people type it: the scheme may be missing, and a path stays. */
export function serverAddress(typed: string): string {
  const address = typedServerAddress(typed);
  if (address === null) throw new MessageError('invalid', 'server');
  return address;
}

async function state(): Promise<SessionState> {
  const { session, me } = await account();
  const local = await openStore(LOCAL_STORE);
  // Everything that was made here signed out, and that somebody would miss: not what Sideline keeps for itself.
  const OWN = new Set(['dealSnapshot', 'crmIdentity', 'readMark']);
  const localNotes = (await local.rows.toArray()).filter(
    (row) => row.scope === `u:${LOCAL_USER}` && !row.deleted && !OWN.has(row.collection) && row.fields.outcome !== 'shown' && !staysHere(row.refKey),
  ).length;
  return { server: session?.server ?? ((await getSetting('server')) || __SIDELINE_SERVER__), me, expired: session?.expired ?? false, localNotes };
}

/** Takes up a session that the server gave a token for. */
async function enter(server: string, token: string): Promise<SessionState> {
  const { value: me } = await request(clientOf({ server, token }), 'GET', '/me', undefined, Me);
  disconnect();
  await setSetting('server', server);
  // Who it is comes before the session: a worker that is stopped in between has neither.
  await putMeta(await openStore(storeName(server, me.org.id, me.user.id)), 'me', me);
  await keepSession({ server, token, org: me.org.id, user: me.user.id, expired: false });
  await refreshMembers().catch(() => {}); // names come with the next round
  syncSoon();
  return state();
}

async function signIn({ server, email, password }: In<'session.signIn'>): Promise<SessionState> {
  const address = serverAddress(server);
  try {
    const { headers } = await request({ ...clientOf({ server: address, token: null }) }, 'POST', '/auth/sign-in/email', { email: email.trim(), password }, anything);
    const token = headers.get('set-auth-token');
    if (!token) throw new MessageError('server', 'no token');
    return await enter(address, token);
  } catch (error) {
    throw told(error);
  }
}

async function list() {
  return call('GET', '/org/members', undefined, z.object({ members: z.array(Member) }));
}

async function signOut(evenUnsynced: boolean): Promise<{ unsynced: number }> {
  const { db, session } = await account();
  const unsynced = await waiting(db);
  if (unsynced > 0 && !evenUnsynced) return { unsynced };
  disconnect();
  // The session ends here whether or not the server can be reached; it expires there by itself.
  if (session) await request(clientOf(session), 'POST', '/auth/sign-out', {}, anything).catch(() => {});
  await keepSession(null);
  return { unsynced: 0 };
}

/** Rows written signed out, as this member's own: same texts and times, new author, still private. */
async function merge(take: boolean): Promise<{ taken: number }> {
  const who = await account();
  const local = await openStore(LOCAL_STORE);
  if (!who.me) throw new MessageError('signedOut');
  const scope = scopeFor(who.me, 'private', null);
  if (!take || !scope) return { taken: 0 };
  const me = who.me.user.id;
  const rows = (await local.rows.toArray()).filter((row) => !row.deleted && row.collection !== 'crmIdentity');
  // What is about a system nobody has named stays where it was written, and replies stay with their note.
  const movable = rows.filter((row) => !staysHere(row.refKey));
  const parents = movable.filter((row) => row.collection === 'note');
  const moving = new Set(parents.map((row) => row.id));
  const order = [...parents, ...movable.filter((row) => row.collection !== 'note' && (row.fields.parent === undefined || moving.has(String(row.fields.parent))))];
  // A merge that was cut off after its first half is taken up where it stopped.
  const there = new Set((await who.db.rows.bulkGet(order.map((row) => row.id))).flatMap((row) => (row ? [row.id] : [])));
  const changes: Change[] = order
    .filter((row) => !there.has(row.id))
    .map((row) => ({
      op: 'create',
      collection: row.collection as CollectionName,
      rowId: row.id,
      scope,
      patch: {
        ...row.fields,
        ...('author' in row.fields ? { author: me } : {}),
        ...Object.fromEntries(['editedBy', 'owner', 'member', 'agreedBy'].filter((field) => row.fields[field] === LOCAL_USER).map((field) => [field, me])),
      },
    }));
  await write(who.db, changes, { now: Date.now(), ids });
  await local.transaction('rw', local.rows, local.outbox, async () => {
    await local.rows.bulkDelete(order.map((row) => row.id));
    await local.outbox.clear();
  });
  syncSoon();
  return { taken: parents.length };
}

/** The server's aggregate over the whole organisation, the only thing it computes. */
const usefulness = () => call('GET', '/org/usefulness', undefined, Usefulness);

export const sessionHandlers = {
  'session.get': state,
  'session.signIn': signIn,
  'session.signInWith': async ({ server, provider }) => {
    const address = serverAddress(server);
    try {
      return await enter(address, await signInWith(address, provider));
    } catch (error) {
      throw told(error);
    }
  },
  'session.server': async ({ server }) => {
    try {
      return (await request(clientOf({ server: serverAddress(server), token: null }), 'GET', '/server', undefined, ServerInfo)).value;
    } catch {
      return { speaks: 1, mail: false, providers: [] }; // a server of before, or none yet
    }
  },
  'session.accept': async (input) => {
    const server = serverAddress(input.server);
    try {
      await request(
        clientOf({ server, token: null }),
        'POST',
        '/invitations/accept',
        { token: input.token.trim(), name: input.name, email: input.email, password: input.password, orgName: input.orgName || input.name, timeZone: input.timeZone },
        anything,
      );
    } catch (error) {
      throw told(error);
    }
    return signIn({ server, email: input.email, password: input.password });
  },
  'session.signOut': ({ evenUnsynced }) => signOut(evenUnsynced),
  'session.merge': ({ take }) => merge(take),
  'session.members': list,
  'session.invite': (input) => call('POST', '/org/invitations', input, z.object({ token: z.string(), link: z.optional(z.string()) })),
  'session.addTeam': async (input) => {
    const made = await call('POST', '/org/teams', input, z.object({ id: z.string() }));
    await refreshMe();
    return made;
  },
  'session.setMember': async ({ id, ...change }) => {
    await call('PATCH', `/org/members/${id}`, change, anything);
    await refreshMe();
  },
  'session.setTeam': async ({ id, manager }) => {
    await call('PATCH', `/org/teams/${id}`, { manager }, anything);
    await refreshMe();
  },
  'usefulness.get': usefulness,
  'sync.now': () => syncSoon(),
} satisfies Partial<{ [N in keyof Handlers]: (input: In<N>) => unknown }>;
