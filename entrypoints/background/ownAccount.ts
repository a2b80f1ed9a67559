import * as z from 'zod/mini';
import { type Handlers, type In, MessageError } from '../../lib/messages/index.ts';
import type { ownAccountMessages } from '../../lib/messages/ownAccount.ts';
import { isPasswordLength, Notices, SignIns } from '../../lib/model/index.ts';
import { request, ServerError } from '../../lib/sync/client/index.ts';
import { account, storeSession } from './account.ts';
import { ofAccount } from './accountFor.ts';
import { call, toMessageError } from './call.ts';
import { linkWith } from './oidc.ts';
import { clientOf, sessionChanged } from './sync.ts';

const anything = z.unknown();

/** Changes the password. Every other session ends, and this one gets a new token. */
async function changePassword({ current, next }: In<'account.password'>): Promise<void> {
  if (!isPasswordLength(next)) throw new MessageError('password');
  const { session } = await account();
  if (!session) throw new MessageError('signedOut');
  // Servers of 0.1.0 end other sessions only if asked.
  const body = { currentPassword: current, newPassword: next, revokeOtherSessions: true };
  const path = '/auth/change-password';
  const { headers } = await request(clientOf(session), 'POST', path, body, anything).catch(
    (error: unknown) => {
      if (error instanceof ServerError && error.code === 'INVALID_PASSWORD')
        throw new MessageError('wrongPassword');
      throw toMessageError(error);
    },
  );
  const token = headers.get('set-auth-token');
  if (!token) throw new MessageError('server', 'no token');
  // The same account: its database and its unsent changes stay.
  await storeSession({ ...session, token, expired: false });
  sessionChanged();
}

/** The signed-in person's own account: requested on demand, never stored. */
export const ownAccountHandlers: Pick<Handlers, keyof typeof ownAccountMessages> = ofAccount({
  'account.notices': () => call('GET', '/me/notices', undefined, Notices),
  'account.seen': async ({ id }) => {
    await call('POST', `/me/notices/${encodeURIComponent(id)}/seen`, {}, anything);
  },
  'account.password': changePassword,
  'account.signIns': () => call('GET', '/me/sign-ins', undefined, SignIns),
  'account.link': linkWith,
  'account.unlink': async (input) => {
    await call('POST', '/me/sign-ins/removal', input, anything);
  },
});
