import * as z from 'zod/mini';
import { type Handlers, type In, MessageError } from '../../lib/messages/index.ts';
import { FormerPairs, History, Holdings, Invitations, Sessions } from '../../lib/model/index.ts';
import { request } from '../../lib/sync/client/index.ts';
import { call, told } from './call.ts';
import { serverAddress } from './session.ts';
import { clientOf, refreshMe, syncSoon } from './sync.ts';

const anything = z.unknown();
const Ended = z.object({ ended: z.int() });

/** What only the server knows or can do about people: asked when somebody looks, never kept. */
export const peopleHandlers = {
  'note.history': ({ id }) => call('GET', `/notes/${id}/history`, undefined, History),
  'session.list': () => call('GET', '/me/sessions', undefined, Sessions),
  'session.end': ({ id }) => call('POST', `/me/sessions/${id}/end`, {}, Ended),
  'session.forgot': async ({ server, email }) => {
    try {
      await request(clientOf({ server: serverAddress(server), token: null }), 'POST', '/auth/request-password-reset', { email: email.trim() }, anything);
    } catch (error) {
      throw told(error);
    }
  },
  'session.newPassword': async ({ server, token, password }) => {
    if (password.length < 10) throw new MessageError('password');
    try {
      await request(clientOf({ server: serverAddress(server), token: null }), 'POST', '/auth/reset-password', { token, newPassword: password }, anything);
    } catch (error) {
      const message = told(error);
      throw message.code === 'server' ? new MessageError('invitation') : message;
    }
  },
  'session.invitations': () => call('GET', '/org/invitations', undefined, Invitations),
  'session.withdraw': async ({ id }) => {
    await call('POST', `/org/invitations/${id}/withdrawal`, {}, anything);
  },
  'member.holdings': ({ id }) => call('GET', `/org/members/${id}/holdings`, undefined, Holdings),
  'member.remove': async ({ id, notes }) => {
    await call('POST', `/org/members/${id}/removal`, { notes }, anything);
    await refreshMe();
    syncSoon();
  },
  'member.reset': ({ id }) => call('POST', `/org/members/${id}/reset`, {}, z.object({ link: z.string() })),
  'member.signOut': ({ id }) => call('POST', `/org/members/${id}/sign-out`, {}, Ended),
  'data.server': () => call('GET', '/me/export', undefined, z.record(z.string(), z.unknown())),
  'member.pairs': ({ id }) => call('GET', `/org/members/${id}/pairs`, undefined, FormerPairs),
  'member.handOver': async (input) => {
    const done = await call('POST', '/org/handovers', input, z.object({ notes: z.int() }));
    syncSoon();
    return done;
  },
} satisfies Partial<{ [N in keyof Handlers]: (input: In<N>) => unknown }>;
