import * as z from 'zod/mini';
import { adoptLocalRows, countLocalRows } from '../../lib/commands/adopt.ts';
import {
  acceptedServer,
  type Handlers,
  type In,
  MessageError,
  type SessionState,
} from '../../lib/messages/index.ts';
import type { sessionMessages } from '../../lib/messages/session.ts';
import { isPasswordLength, Me, ServerInfo, Sessions } from '../../lib/model/index.ts';
import { unawaited } from '../../lib/platform/unawaited.ts';
import { getSetting, setSetting } from '../../lib/settings/index.ts';
import { pinnedServer } from '../../lib/settings/managed.ts';
import { freshSync, LOCAL_STORE, onlyHere, storeName } from '../../lib/store/index.ts';
import { putMeta } from '../../lib/store/write.ts';
import { request } from '../../lib/sync/client/index.ts';
import {
  account,
  completeRemoval,
  ids,
  openStore,
  removeAccount,
  storeSession,
} from './account.ts';
import { ofAccount } from './accountFor.ts';
import { call, toMessageError } from './call.ts';
import { changed } from './commands.ts';
import { signInWith } from './oidc.ts';
import { clientOf, refreshMembers, sessionChanged } from './sync.ts';
import { accountChanged } from './tabDisplay.ts';

const anything = z.unknown();

/** @throws MessageError for a server that must not get a password. */
export async function serverAddress(typed: string): Promise<string> {
  return acceptedServer(typed, await pinnedServer());
}

/** Sends a request without a token. */
async function requestAnonymously<T extends z.ZodMiniType>(
  server: string,
  method: string,
  path: string,
  input: unknown,
  schema: T,
) {
  try {
    return await request(
      clientOf({ server: await serverAddress(server), token: null }),
      method,
      path,
      input,
      schema,
    );
  } catch (error) {
    throw toMessageError(error);
  }
}

async function state(): Promise<SessionState> {
  const { session, me } = await account();
  const localNotes = await countLocalRows(await openStore(LOCAL_STORE));
  const pinned = await pinnedServer();
  const typed = pinned ?? ((await getSetting('server')) || __SIDELINE_SERVER__);
  const server = session?.server ?? typed;
  return { server, isPinned: pinned !== null, me, expired: session?.expired ?? false, localNotes };
}

/**
 * Changes the session. Then the socket of the previous one is closed: a round that was still
 * running could have opened it until then.
 */
async function changeSession(change: () => Promise<void>): Promise<void> {
  try {
    await change();
  } finally {
    sessionChanged();
  }
}

/** Starts the session that a token belongs to. */
async function startSession(server: string, token: string): Promise<SessionState> {
  const { value: me } = await request(clientOf({ server, token }), 'GET', '/me', undefined, Me);
  await setSetting('server', server);
  // `me` is written before the session: a worker that is stopped in between has neither.
  const name = storeName(server, me.org.id, me.user.id);
  await completeRemoval(name);
  const db = await openStore(name);
  await putMeta(db, 'me', me);
  // Stored sync state may be outdated: it counts only after the next complete round.
  await putMeta(db, 'sync', freshSync);
  const session = { server, token, org: me.org.id, user: me.user.id, expired: false };
  await changeSession(() => storeSession(session));
  unawaited('tabs', accountChanged());
  await refreshMembers().catch(() => {}); // the next round brings the names
  return state();
}

async function signIn({ server, email, password }: In<'session.signIn'>): Promise<SessionState> {
  const { headers } = await requestAnonymously(
    server,
    'POST',
    '/auth/sign-in/email',
    { email: email.trim(), password },
    anything,
  );
  const token = headers.get('set-auth-token');
  if (!token) throw new MessageError('server', 'no token');
  try {
    return await startSession(await serverAddress(server), token);
  } catch (error) {
    throw toMessageError(error);
  }
}

/** @param remove deletes the account's data on this device; else it stays until a new sign-in. */
async function signOut(remove: boolean): Promise<void> {
  const { session } = await account();
  // The session ends on this device first, even if the server is slow or unreachable; there it
  // expires by itself.
  const end = () => (session && remove ? removeAccount(session) : storeSession(null));
  try {
    await changeSession(end);
  } finally {
    unawaited('tabs', accountChanged());
    if (session)
      await request(clientOf(session), 'POST', '/auth/sign-out', {}, anything).catch(() => {});
  }
}

/** Moves rows that were written while signed out into the account. */
async function adoptLocalNotes(take: boolean): Promise<{ taken: number; left: number }> {
  const { db, me } = await account();
  if (!me) throw new MessageError('signedOut');
  const local = await openStore(LOCAL_STORE);
  if (!take) return { taken: 0, left: await countLocalRows(local) };
  try {
    const into = { local, db, user: me.user.id };
    const { taken, left, rows } = await adoptLocalRows(into, { now: Date.now(), ids });
    changed(rows);
    return { taken, left };
  } catch (error) {
    throw toMessageError(error);
  }
}

/** Signing in and out. */
export const sessionHandlers: Pick<Handlers, keyof typeof sessionMessages> = {
  'session.get': state,
  'session.signIn': signIn,
  'session.signInWith': async ({ server, provider }) => {
    const address = await serverAddress(server);
    try {
      return await startSession(address, await signInWith(address, provider));
    } catch (error) {
      throw toMessageError(error);
    }
  },
  'session.server': async ({ server }) => {
    try {
      return (await requestAnonymously(server, 'GET', '/server', undefined, ServerInfo)).value;
    } catch {
      return { mail: false, providers: [] }; // no server
    }
  },
  'session.accept': async ({ server, token, email, password, name, orgName, timeZone }) => {
    const body = { token: token.trim(), name, email, password, orgName: orgName || name, timeZone };
    await requestAnonymously(server, 'POST', '/invitations/accept', body, anything);
    return signIn({ server, email, password });
  },
  ...ofAccount({
    'session.onlyHere': async () => onlyHere((await account()).db),
    'session.signOut': ({ remove }: In<'session.signOut'>) => signOut(remove),
    'session.adopt': ({ take }: In<'session.adopt'>) => adoptLocalNotes(take),
    'session.list': () => call('GET', '/me/sessions', undefined, Sessions),
    'session.end': ({ id }: In<'session.end'>) =>
      call('POST', `/me/sessions/${id}/end`, {}, z.object({ ended: z.int() })),
  }),
  'session.forgot': async ({ server, email }) => {
    await requestAnonymously(
      server,
      'POST',
      '/auth/request-password-reset',
      { email: email.trim() },
      anything,
    );
  },
  'session.newPassword': async ({ server, token, password, keepSignIns }) => {
    if (!isPasswordLength(password)) throw new MessageError('password');
    try {
      await requestAnonymously(
        server,
        'POST',
        '/auth/reset-password',
        { token, newPassword: password, keepSignIns },
        anything,
      );
    } catch (error) {
      const message = toMessageError(error);
      throw message.code === 'server' ? new MessageError('invitation') : message;
    }
  },
};
