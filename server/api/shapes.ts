import * as z from 'zod/mini';
import {
  ID_PATTERN,
  isReadableName,
  MAX_EMAIL_CHARS,
  MAX_NAME_CHARS,
  Member,
  Role,
} from '../../lib/model/index.ts';

// Schemas of requests and responses, for parsing and for the OpenAPI document.

/** Of a person, a team or a company, which others read. */
const name = z
  .string()
  .check(
    z.trim(),
    z.normalize('NFC'),
    z.minLength(1),
    z.maxLength(MAX_NAME_CHARS),
    z.refine(isReadableName),
  );
const email = z.string().check(z.trim(), z.maxLength(MAX_EMAIL_CHARS), z.email());
const id = z.string().check(z.regex(ID_PATTERN));
const zones = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC']);
const TimeZone = z.string().check(
  z.maxLength(60),
  z.refine((zone) => zones.has(zone)),
);

export const Redeem = z.object({
  token: z.string().check(z.maxLength(200)),
  name,
  email,
  password: z.string().check(z.maxLength(200)),
  orgName: z._default(name, 'Sideline'),
  timeZone: z._default(TimeZone, 'UTC'),
});
/** Only where the last sign-in is more than 10 minutes ago. */
const confirmation = { password: z.optional(z.string().check(z.maxLength(200))) };
/** How an operator names a person; one who was removed, by id. */
export const PersonByEmail = z.object({ email: z.string().check(z.maxLength(MAX_EMAIL_CHARS)) });
export const Invite = z.object({ ...confirmation, email, role: Role, team: z.nullable(id) });
export const InvitationLink = z.object({ token: z.string(), link: z.string() });
/**
 * Without a manager: to name one gives power, which `TeamChange` confirms. Extensions send null.
 */
export const NewTeam = z.object({ name, manager: z.optional(z.null()) });
export const Created = z.object({ id });
export const TeamChange = z.object({
  ...confirmation,
  name: z.optional(name),
  manager: z.optional(z.nullable(id)),
});
export const MemberChange = z.object({
  ...confirmation,
  role: z.optional(Role),
  team: z.optional(z.nullable(id)),
});
/**
 * `to` has to be the present manager, who would read the notes. Older extensions do not send it.
 */
export const HandoverRequest = z.object({ ...confirmation, rep: id, from: id, to: z.optional(id) });
export const HandoverResult = z.object({ notes: z.int() });
export const Confirmation = z.object(confirmation);
/** The mark of a session: the SHA-256 of its token without the signature, which opens nothing. */
export const WipeQuestion = z.object({ mark: z.string().check(z.regex(/^[0-9a-f]{64}$/)) });
export const WipeAnswer = z.object({ wiped: z.boolean() });
export const Removal = z.object({ ...confirmation, notes: z.enum(['keep', 'erase']) });
export const People = z.object({
  members: z.array(Member),
  former: z.array(z.object({ id, name: z.string() })),
});
export const Acknowledged = z.object({ ok: z.literal(true) });
export const EndedSessions = z.object({ ended: z.int() });
export const ResetLink = z.object({ link: z.string() });
export const CodeRequest = z.object({
  code: z.string().check(z.maxLength(200)),
  verifier: z.string().check(z.regex(/^[A-Za-z0-9_-]{43,128}$/)),
});
export const SignInStart = z.object({
  redirect: z.string().check(z.maxLength(300)),
  challenge: z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/)),
  state: z.string().check(z.regex(/^[A-Za-z0-9_-]{16,128}$/)),
});
export const LinkStart = z.extend(SignInStart, confirmation);
export const LinkUrl = z.object({ url: z.string() });
export const SignInRemoval = z.object({
  ...confirmation,
  id: z.string().check(z.maxLength(300)),
});
export const TokenAnswer = z.object({ token: z.string() });
/** `speaks` comes with the code `proto`: the protocol version of the server. */
export const Refusal = z.object({ code: z.string(), speaks: z.optional(z.int()) });
/** Any address that is typed: one that nobody can have is answered like a wrong password. */
export const SignIn = z.object({
  email: z.string().check(z.trim(), z.maxLength(MAX_EMAIL_CHARS)),
  password: z.string(),
});
export const ResetRequest = z.object({ email });
export const ResetPassword = z.object({
  token: z.string(),
  newPassword: z.string(),
  /** Without it, sign-ins with providers that are linked to the account end. */
  keepSignIns: z.optional(z.boolean()),
});
export const ChangePassword = z.object({ currentPassword: z.string(), newPassword: z.string() });
export {
  ContentCounts,
  FormerPairs,
  History,
  Invitations,
  Me,
  Notices,
  ServerInfo,
  Sessions,
  SignIns,
  Usefulness,
} from '../../lib/model/index.ts';
