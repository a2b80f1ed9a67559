import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Context as HonoContext } from 'hono';
import { accepts } from 'hono/accepts';
import { HTTPException } from 'hono/http-exception';
import type * as z from 'zod/mini';
import { parseStorable } from '../lib/model/index.ts';
import { PROTO } from '../lib/sync/protocol.ts';
import type { Context } from './store/context.ts';

/** What the middleware attaches to a request. */
export interface Env {
  Variables: { who: Context; address: string; session: string };
}

/** The largest body, compressed or not (S4). 500 notes of full length fit. */
export const MAX_BODY = 12 * 1024 * 1024;
const unzip = promisify(gunzip);
const zip = promisify(gzip);
/** Shorter responses, in characters, are not worth compressing. */
const COMPRESS_FROM = 1400;

type RefusedStatus = 400 | 401 | 403 | 404 | 409 | 413 | 415 | 426 | 429;

/**
 * A refusal with a code for which the client has a message.
 * @param headers further headers of the response.
 * @param details what the message needs beside the code.
 */
export function refuse(
  status: RefusedStatus,
  code: string,
  headers: Record<string, string> = {},
  details: Record<string, unknown> = {},
): HTTPException {
  const res = new Response(JSON.stringify({ code, ...details }), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });
  return new HTTPException(status, { res });
}

/** A refusal with the time to wait: clients obey `Retry-After` (RFC 9110 §10.2.3). */
export function slowDown(seconds: number): HTTPException {
  return refuse(429, 'slowDown', { 'retry-after': String(seconds) });
}

/** Our data is never nested deeper. Deeper JSON could overflow the stack when it is serialised. */
const MAX_DEPTH = 24;

function tooDeep(value: unknown, left = MAX_DEPTH): boolean {
  if (value === null || typeof value !== 'object') return false;
  if (left === 0) return true;
  for (const item of Object.values(value)) if (tooDeep(item, left - 1)) return true;
  return false;
}

/** The bytes of a body, counted as they arrive. */
export async function bytes(c: HonoContext, max = MAX_BODY): Promise<Buffer> {
  const declared = Number(c.req.header('content-length') ?? 0);
  if (declared > max) throw refuse(413, 'tooLarge');
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of c.req.raw.body ?? []) {
    size += chunk.byteLength;
    if (size > max) throw refuse(413, 'tooLarge');
    chunks.push(chunk);
  }
  const raw = Buffer.concat(chunks);
  const coding = (c.req.header('content-encoding') ?? 'identity').trim().toLowerCase();
  if (coding === 'identity') return raw;
  if (coding !== 'gzip') throw refuse(415, 'notGzip');
  try {
    return await unzip(raw, { maxOutputLength: MAX_BODY });
  } catch (error) {
    throw (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE'
      ? refuse(413, 'tooLarge')
      : refuse(400, 'notGzip');
  }
}

/** The request's JSON. Each reason to refuse it has its own code. */
async function jsonOf(c: HonoContext): Promise<unknown> {
  if (!/^application\/json\s*(?:;|$)/i.test(c.req.header('content-type') ?? ''))
    throw refuse(415, 'notJson');
  let value: unknown;
  const raw = await bytes(c);
  try {
    value = parseStorable(raw.toString('utf8'));
  } catch {
    throw refuse(400, 'notJson');
  }
  if (tooDeep(value)) throw refuse(400, 'invalid');
  return value;
}

function parsed<T extends z.ZodMiniType>(value: unknown, schema: T): z.infer<T> {
  const { success, data } = schema.safeParse(value);
  if (!success) throw refuse(400, 'invalid');
  return data as z.infer<T>;
}

/** The request's JSON, parsed with a schema. */
export async function body<T extends z.ZodMiniType>(
  c: HonoContext,
  schema: T,
): Promise<z.infer<T>> {
  return parsed(await jsonOf(c), schema);
}

/**
 * Like `body`, for sync requests: another protocol version is refused with the code `proto`, and
 * not as invalid, so that the device can say which side needs an update.
 */
export async function parseSyncBody<T extends z.ZodMiniType>(
  c: HonoContext,
  schema: T,
): Promise<z.infer<T>> {
  const value = await jsonOf(c);
  const proto = (value as { proto?: unknown } | null)?.proto;
  if (Number.isInteger(proto) && proto !== PROTO) throw refuse(400, 'proto', {}, { speaks: PROTO });
  return parsed(value, schema);
}

/**
 * A rate limit per key: `max` requests in each window of `windowMs`.
 * @returns a function that counts a request and returns the seconds to wait, or 0.
 */
export function limiter(max: number, windowMs: number, now: () => number) {
  const hits = new Map<string, { count: number; until: number }>();
  return (key: string): number => {
    const time = now();
    const entry = hits.get(key);
    if (!entry || entry.until <= time) {
      if (hits.size > 10_000)
        for (const [old, value] of hits) if (value.until <= time) hits.delete(old);
      hits.set(key, { count: 1, until: time + windowMs });
      return 0;
    }
    entry.count += 1;
    return entry.count <= max ? 0 : Math.ceil((entry.until - time) / 1000);
  };
}

/** A response that is JSON already, compressed if the client accepts it and it is long enough. */
export async function compressed(c: HonoContext, text: string): Promise<Response> {
  const coding = accepts(c, { header: 'Accept-Encoding', supports: ['gzip'], default: 'identity' });
  if (text.length < COMPRESS_FROM || coding !== 'gzip') {
    return c.body(text, 200, { 'content-type': 'application/json', vary: 'Accept-Encoding' });
  }
  const bytes = await zip(text, { level: 1 });
  return c.body(new Uint8Array(bytes), 200, {
    'content-type': 'application/json',
    'content-encoding': 'gzip',
    vary: 'Accept-Encoding',
  });
}
