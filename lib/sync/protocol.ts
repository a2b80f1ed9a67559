import * as z from 'zod/mini';
import { Here, ID_PATTERN, MOST_RECORDS_SHOWN, Mutation, ServerRow } from '../model/index.ts';

/**
 * Version of the wire protocol; each side supports this one only. A request in another version is
 * refused with the code `proto` and the server's version.
 */
export const PROTO = 3;
/** Version of the rows' fields. */
export const SCHEMA = 1;
/** The most mutations in one push. */
export const PUSH_LIMIT = 500;
/**
 * The most values in one push of a device: of the mutations, names of fields counted. The server
 * takes twice as many.
 */
export const PUSH_VALUES = 50_000;
/** The most rows in one pull, over all scopes, and about the most characters of their fields. */
export const PULL_LIMIT = 1000;
export const PULL_CHARS = 4_000_000;
/** The most records of rows that left a scope. */
export const PULL_GONE = 5000;

const Proto = z.literal(PROTO);
/** Of any version of the extension, but a number that both stores hold. */
const SchemaVersion = z.int().check(z.nonnegative(), z.maximum(2 ** 31 - 1));

export const PushRequest = z.object({
  proto: Proto,
  schema: SchemaVersion,
  clientId: z.string().check(z.regex(ID_PATTERN)),
  /**
   * The epoch of the server that the mutations' revisions come from. Where the server was restored
   * since, the response contains no results, only the current epoch.
   */
  epoch: z.optional(z.string().check(z.maxLength(120))),
  /** The device's clock when it sends this, Unix ms: the age of its observations counts from it. */
  now: z.optional(z.number()),
  mutations: z.array(Mutation).check(z.maxLength(PUSH_LIMIT)),
});
export type PushRequest = z.infer<typeof PushRequest>;

/**
 * Why a mutation is rejected for good. `notFound` is also the code for a row that the sender may
 * not see (S5).
 */
export const rejectCodes = [
  'notFound',
  'notAllowed',
  'invalid',
  'unknownCollection',
  'exists',
  'immutable',
  'conflicts',
  'hasReplies',
  'taken',
] as const;
export type RejectCode = (typeof rejectCodes)[number];

/**
 * Fields that the server stored with other values than were sent: author, editor, and moments that
 * it clamped to its own clock. With these a device has the same row as the server.
 */
const stamped = z.optional(z.record(z.string(), z.unknown()));

export const StoredResult = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ok'), version: z.int(), rev: z.int(), stamped }),
  /** The text was merged with somebody else's: `text` is the result. */
  z.object({
    kind: z.literal('merged'),
    version: z.int(),
    rev: z.int(),
    text: z.string(),
    stamped,
  }),
  /**
   * The server's row differs from what was sent, and the device takes it over. Two people changed
   * the same words, so there are two versions; a deletion met a later edit, so the row stays; the
   * person has a row of this hour already, or the row is for somebody else alone (version 0), so
   * the device drops the new one; or the result is no longer on record and its text was not stored
   * as sent.
   */
  z.object({ kind: z.literal('conflict'), version: z.int(), rev: z.int() }),
  /** `code` is a RejectCode, or an unknown one of a newer server. */
  z.object({ kind: z.literal('rejected'), code: z.string() }),
]);
export type StoredResult = z.infer<typeof StoredResult>;

/**
 * One result per mutation (P4). `skipped` was done before and repeats its result; `gap`: the server
 * waits for the mutation with the number `expected`.
 */
export const PushResult = z.object({
  seq: z.int(),
  result: z.discriminatedUnion('kind', [
    ...StoredResult.def.options,
    z.object({ kind: z.literal('skipped'), result: z.nullable(StoredResult) }),
    z.object({ kind: z.literal('gap'), expected: z.int() }),
  ]),
});
export type PushResult = z.infer<typeof PushResult>;
export const PushResponse = z.object({
  epoch: z.string(),
  version: z.int(),
  answers: z.array(PushResult),
});
export type PushResponse = z.infer<typeof PushResponse>;

/** Cursors are `epoch:version`, one per scope. */
export const PullRequest = z.object({
  proto: Proto,
  schema: SchemaVersion,
  scopes: z.record(z.string().check(z.maxLength(200)), z.string().check(z.maxLength(120))),
});
export type PullRequest = z.infer<typeof PullRequest>;

export const PullResponse = z.object({
  epoch: z.string(),
  rows: z.array(ServerRow),
  gone: z.array(z.object({ id: z.string(), scope: z.string() })),
  dropScopes: z.array(z.string()),
  newScopes: z.array(z.string()),
  /** Scopes that this response sends from the start: a device first deletes its rows (L4). */
  reset: z.array(z.string()),
  cursors: z.record(z.string(), z.string()),
  more: z.boolean(),
  /**
   * How often members, roles, teams or managers have changed: a device that knows another number
   * fetches them again (L6). Absent in responses of older servers.
   */
  people: z.optional(z.int()),
  /** The sum of each scope at these cursors (L3); only in the last response of a round. */
  check: z.optional(z.record(z.string(), z.object({ count: z.int(), hash: z.int() }))),
});
export type PullResponse = z.infer<typeof PullResponse>;

/**
 * How often the server sends a beat over each socket. A device that receives nothing for more than
 * two beats closes the socket.
 */
export const BEAT_MS = 25_000;

/**
 * Messages over the socket. A device sends its token first, then the records it shows and whether
 * others may know (`show`). A record may name the place in it where the person writes (`shownAt`).
 * The server sends only that something changed (K1) and who is here.
 */
export const LiveIn = z.discriminatedUnion('type', [
  z.object({ type: z.literal('auth'), token: z.string().check(z.maxLength(500)) }),
  z.object({
    type: z.literal('at'),
    records: z.array(z.string().check(z.maxLength(900))).check(z.maxLength(MOST_RECORDS_SHOWN)),
    show: z.boolean(),
  }),
]);
export const LiveOut = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), org: z.string(), version: z.int() }),
  z.object({ type: z.literal('poke'), org: z.string(), version: z.int() }),
  /**
   * Sent every BEAT_MS over every socket: browsers expose no WebSocket pings, so a device
   * recognises a dead connection by the missing beats.
   */
  z.object({ type: z.literal('beat') }),
  z.object({
    type: z.literal('here'),
    here: z.array(Here),
  }),
]);
export type LiveOut = z.infer<typeof LiveOut>;

/**
 * The cursor of a scope.
 * @param began while a new scope is sent in several pages: the head when the first was sent.
 */
export function cursor(epoch: string, version: number, began: number | null = null): string {
  return began === null ? `${epoch}:${version}` : `${epoch}:${version}:${began}`;
}

/** The head when the first page of a scope was sent, while more pages follow; else null. */
export function began(text: string | undefined): number | null {
  const number = Number(text?.split(':')[2] ?? Number.NaN);
  return Number.isSafeInteger(number) && number >= 0 ? number : null;
}

/**
 * The version in a cursor of this epoch. Null for a cursor of another epoch or an invalid one: then
 * everything is pulled again (L4).
 */
export function since(text: string | undefined, epoch: string): number | null {
  const [cursorEpoch, version] = text?.split(':') ?? [];
  const number = Number(version);
  return cursorEpoch === epoch && Number.isSafeInteger(number) && number >= 0 ? number : null;
}
