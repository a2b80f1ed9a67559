import * as z from 'zod/mini';
import { adoptLocalRows, countLocalRows } from '../../lib/commands/adopt.ts';
import {
  type Handlers,
  type In,
  MessageError,
  type SessionState,
} from '../../lib/messages/index.ts';
import type { sessionMessages } from '../../lib/messages/session.ts';
import {
  isPasswordLength,
  Me,
  ServerInfo,
  Sessions,
  typedServerAddress,
} from '../../lib/model/index.ts';
import { inBackground } from '../../lib/platform/background.ts';
import { getSetting, setSetting } from '../../lib/settings/index.ts';
import { freshSync, LOCAL_STORE, storeName, waiting } from '../../lib/store/index.ts';
import { putMeta } from '../../lib/store/write.ts';
import { request } from '../../lib/sync/client/index.ts';
import { account, ids, keepSession, openStore } from './account.ts';
import { call, toMessageError } from './call.ts';
import { changed } from './commands.ts';
import { signInWith } from './oidc.ts';
import { clientOf, disconnect, refreshMembers, syncNow } from './sync.ts';
import { accountChanged } from './tabDisplay.ts';

const anything = z.unknown();

/** An address as people type it: the scheme may be missing, and a path stays. */
export function serverAddress(typed: string): string {
  const address = typedServerAddress(typed);
  if (address === null) throw new MessageError('invalid', 'server');
  return address;
}

/** Asks a server in nobody's name. */
async function ask<T extends z.ZodMiniType>(
  server: string,
  method: string,
  path: string,
  input: unknown,
  schema: T,
) {
  try {
    return await request(
      clientOf({ server: serverAddress(server), token: null }),
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
  const server = session?.server ?? ((await getSetting('server')) || __SIDELINE_SERVER__);
  return { server, me, expired: session?.expired ?? false, localNotes };
}

/** Takes up a session that the server gave a token for. */
async function enter(server: string, token: string): Promise<SessionState> {
  const { value: me } = await request(clientOf({ server, token }), 'GET', '/me', undefined, Me);
  disconnect();
  await setSetting('server', server);
  // Who it is comes before the session: a worker that is stopped in between has neither.
  const db = await openStore(storeName(server, me.org.id, me.user.id));
  await putMeta(db, 'me', me);
  // What this device knew of the account may be old: until a round is complete it has said nothing.
  await putMeta(db, 'sync', freshSync);
  await keepSession({ server, token, org: me.org.id, user: me.user.id, expired: false });
  inBackground('tabs', accountChanged());
  await refreshMembers().catch(() => {}); // names come with the next round
  syncNow();
  return state();
}

async function signIn({ server, email, password }: In<'session.signIn'>): Promise<SessionState> {
  const { headers } = await ask(
    server,
    'POST',
    '/auth/sign-in/email',
    { email: email.trim(), password },
    anything,
  );
  const token = headers.get('set-auth-token');
  if (!token) throw new MessageError('server', 'no token');
  try {
    return await enter(serverAddress(server), token);
  } catch (error) {
    throw toMessageError(error);
  }
}

async function signOut(evenUnsynced: boolean): Promise<{ unsynced: number }> {
  const { db, session } = await account();
  const unsynced = await waiting(db);
  if (unsynced > 0 && !evenUnsynced) return { unsynced };
  disconnect();
  // The session ends here whether or not the server can be reached; it expires there by itself.
  if (session)
    await request(clientOf(session), 'POST', '/auth/sign-out', {}, anything).catch(() => {});
  await keepSession(null);
  inBackground('tabs', accountChanged());
  return { unsynced: 0 };
}

/** Takes rows written signed out into the account. */
async function merge(take: boolean): Promise<{ taken: number; left: number }> {
  const { db, me } = await account();
  if (!me) throw new MessageError('signedOut');
  const local = await openStore(LOCAL_STORE);
  if (!take) return { taken: 0, left: await countLocalRows(local) };
  const { taken, left, rows } = await adoptLocalRows(
    { local, db, user: me.user.id },
    { now: Date.now(), ids },
  );
  changed(rows);
  return { taken, left };
}

/** Signing in and out. */
export const sessionHandlers: Pick<Handlers, keyof typeof sessionMessages> = {
  'session.get': state,
  'session.signIn': signIn,
  'session.signInWith': async ({ server, provider }) => {
    const address = serverAddress(server);
    try {
      return await enter(address, await signInWith(address, provider));
    } catch (error) {
      throw toMessageError(error);
    }
  },
  'session.server': async ({ server }) => {
    try {
      return (await ask(server, 'GET', '/server', undefined, ServerInfo)).value;
    } catch {
      return { speaks: 1, mail: false, providers: [] }; // a server of before, or none yet
    }
  },
  'session.accept': async ({ server, token, email, password, name, orgName, timeZone }) => {
    const body = { token: token.trim(), name, email, password, orgName: orgName || name, timeZone };
    await ask(server, 'POST', '/invitations/accept', body, anything);
    return signIn({ server, email, password });
  },
  'session.signOut': ({ evenUnsynced }) => signOut(evenUnsynced),
  'session.merge': ({ take }) => merge(take),
  'session.list': () => call('GET', '/me/sessions', undefined, Sessions),
  'session.end': ({ id }) =>
    call('POST', `/me/sessions/${id}/end`, {}, z.object({ ended: z.int() })),
  'session.forgot': async ({ server, email }) => {
    await ask(server, 'POST', '/auth/request-password-reset', { email: email.trim() }, anything);
  },
  'session.newPassword': async ({ server, token, password }) => {
    if (!isPasswordLength(password)) throw new MessageError('password');
    try {
      await ask(server, 'POST', '/auth/reset-password', { token, newPassword: password }, anything);
    } catch (error) {
      const message = toMessageError(error);
      throw message.code === 'server' ? new MessageError('invitation') : message;
    }
  },
};
