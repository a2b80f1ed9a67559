import * as z from 'zod/mini';
import {
  isSafeServer,
  MAX_NAME_CHARS,
  Me,
  ServerInfo,
  Sessions,
  typedServerAddress,
} from '../model/index.ts';
import { MessageError } from './error.ts';
import { email, fromPage, id, nothing, password, serverUrl } from './fields.ts';

/**
 * The server address from typed text: the scheme may be missing, a path is preserved.
 * @param pinned the server that the company set by policy; null for none.
 * @throws MessageError for a server that must not get a password.
 */
export function acceptedServer(typed: string, pinned: string | null): string {
  const address = typedServerAddress(typed);
  if (address === null) throw new MessageError('invalid', 'server');
  if (!isSafeServer(address)) throw new MessageError('plainHttp');
  if (pinned !== null && pinned !== address) throw new MessageError('pinned');
  return address;
}

export const SessionState = z.object({
  server: z.string(),
  /** The company set this server by policy. */
  isPinned: z.optional(z.boolean()),
  me: z.nullable(Me),
  expired: z.boolean(),
  /** Rows written while signed out that the account can adopt. */
  localNotes: z.int(),
});
export type SessionState = z.infer<typeof SessionState>;

const Invitation = z.object({
  server: serverUrl,
  token: z.string().check(z.maxLength(200)),
  name: z.string().check(z.maxLength(MAX_NAME_CHARS)),
  email,
  password,
  orgName: z.string().check(z.maxLength(MAX_NAME_CHARS)),
  timeZone: z.string().check(z.maxLength(60)),
});

/** Signing in and out. */
export const sessionMessages = {
  'session.get': fromPage(nothing, SessionState),
  'session.signIn': fromPage(z.object({ server: serverUrl, email, password }), SessionState),
  'session.signInWith': fromPage(
    z.object({ server: serverUrl, provider: z.string().check(z.maxLength(60)) }),
    SessionState,
  ),
  'session.accept': fromPage(Invitation, SessionState),
  /** What is lost if the account's data is removed from this device. */
  'session.onlyHere': fromPage(
    nothing,
    z.object({ unsent: z.int(), drafts: z.int(), deviceOnly: z.int() }),
  ),
  'session.signOut': fromPage(z.object({ remove: z.boolean() }), nothing),
  /** `left`: rows that stay, as the account has other values or they are invalid. */
  'session.adopt': fromPage(
    z.object({ take: z.boolean() }),
    z.object({ taken: z.int(), left: z.int() }),
  ),
  'session.server': fromPage(z.object({ server: serverUrl }), ServerInfo),
  'session.forgot': fromPage(z.object({ server: serverUrl, email }), nothing),
  'session.newPassword': fromPage(
    z.object({
      server: serverUrl,
      token: z.string().check(z.maxLength(200)),
      password,
      keepSignIns: z.boolean(),
    }),
    nothing,
  ),
  'session.list': fromPage(nothing, Sessions),
  'session.end': fromPage(z.object({ id }), z.object({ ended: z.int() })),
};
