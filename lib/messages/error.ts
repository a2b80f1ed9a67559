import * as z from 'zod/mini';

/** Error codes: pages have a sentence for each (`error.*` in the locale files). */
export const ErrorCode = z.enum([
  'invalid',
  'tooLong',
  'missing',
  'changed',
  'otherReaders',
  'loading',
  'full',
  'notAllowed',
  'unreachable',
  'signedOut',
  'credentials',
  'confirm',
  'plainHttp',
  'pinned',
  'origin',
  'invitation',
  'address',
  'taken',
  'nameTaken',
  'linked',
  'password',
  'commonPassword',
  'notFound',
  'inUse',
  'slowDown',
  'noOrganisation',
  'notInvited',
  'unverified',
  'refused',
  'notLinked',
  'otherAccount',
  'otherOrg',
  'otherServer',
  'signInTaken',
  'lastSignIn',
  'wrongPassword',
  'server',
  'update',
  'unexpected',
]);
export type ErrorCode = z.infer<typeof ErrorCode>;

/** A failed request, on either side of the message: `code` determines the sentence shown. */
export class MessageError extends Error {
  readonly code: ErrorCode;
  constructor(code: ErrorCode, detail = '') {
    super(detail === '' ? code : `${code}: ${detail}`);
    this.code = code;
  }
}

/** There was no response: the background was stopped, or does not listen yet. */
export class NoResponseError extends MessageError {}

/** Codes of the sign-in library and of the session, and the sentences that they have. */
const REFUSALS: Readonly<Record<string, ErrorCode>> = {
  INVALID_EMAIL_OR_PASSWORD: 'credentials',
  INVALID_EMAIL: 'credentials',
  removed: 'signedOut',
  wiped: 'signedOut',
  'status 429': 'slowDown',
};

/** The error that pages can show for a server's refusal. */
export function refusalError(code: string, detail: string): MessageError {
  const known = ErrorCode.safeParse(REFUSALS[code] ?? code);
  return new MessageError(known.success ? known.data : 'server', detail);
}
