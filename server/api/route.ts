import type * as z from 'zod/mini';

export type Shape = z.ZodMiniType;

const KB = 1024;

/** Requests a minute of one network to the routes of a name; far fewer than for the rest. */
export const LIMITS = { codes: 30, resetMails: 10, signIns: 20, passwords: 20 } as const;

/** A secret in a request, which may be a guess: a wrong one delays the next. */
export interface Secret {
  /** Whose guesses count together. Who changes a password holds a session, maybe a stolen one. */
  by: 'network' | 'session';
  /** A refusal with this status, and this code if one is named, answers a wrong guess. */
  status: number;
  code?: string;
}

/** A body with the password of who asks, where the server has asked for it. */
type Confirming = z.ZodMiniType<{ password?: string | undefined }>;

/**
 * `role`: only administrators are answered, others are refused. What their routes do reads the role
 * again in its transaction. `confirm`: a session alone is not enough, because it may be stolen: it
 * began a moment ago, or the password comes along. For what outlives the session or cannot be
 * undone. Each route of administrators has to decide.
 */
type Power =
  | { role?: undefined; confirm?: undefined }
  | { role?: 'admin' | undefined; confirm: true; access: 'session'; in: Confirming }
  | { role: 'admin'; confirm: false; access: 'session' };

/** Everything about a route but what it does. */
export type Route = Power & Declared;

interface Declared {
  method: 'get' | 'post' | 'patch';
  /** In the notation of Hono: `:id` is a parameter. */
  path: `/${string}`;
  summary: string;
  /**
   * Who is answered: everybody, a session of a member, the command line of this server, or who may
   * read the metrics. The last two are answered 404 instead of 401.
   */
  access: 'open' | 'session' | 'operator' | 'metrics';
  /** The request’s JSON, which is parsed with it. */
  in?: Shape;
  /** The response’s JSON. */
  out?: Shape;
  /** The largest body in bytes, packed and unpacked, where it is not that of the access. */
  body?: number;
  /** The request names the protocol version; another one is refused with the code `proto`. */
  proto?: true;
  /** The limit besides those of every request; `none`: not even that of the network counts. */
  limit?: keyof typeof LIMITS | 'none';
  secret?: Secret;
  /** Not in the OpenAPI document: pages for people, and what only operators use. */
  unlisted?: true;
}

/** Bodies in bytes where a route names no other size (S4). */
const LARGEST = { open: 16 * KB, session: 64 * KB, operator: 16 * KB, metrics: 0 };

/** Addresses, passwords and codes are short. */
export const SECRET_BODY = 4 * KB;
/** 500 notes of full length fit. */
export const PUSH_BODY = 12 * KB * KB;
/** The cursors of 2,000 scopes fit: a manager has one for each rep. */
export const PULL_BODY = 256 * KB;

/** The largest body of a route in bytes, packed and unpacked. */
export function largestBody({ access, body }: Pick<Route, 'access' | 'body'>): number {
  return body ?? LARGEST[access];
}
