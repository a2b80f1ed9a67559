import * as z from 'zod/mini';

/** Error codes: pages have a sentence for each (`error.*` in the locale files). */
export const ErrorCode = z.enum([
  'invalid',
  'tooLong',
  'missing',
  'changed',
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
  'otherOrg',
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
