import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Context as HonoContext } from 'hono';
import { accepts } from 'hono/accepts';
import { HTTPException } from 'hono/http-exception';
import type * as z from 'zod/mini';
import { parseTidy } from '../lib/model/index.ts';
import { PROTO } from '../lib/sync/protocol.ts';
import type { Context } from './store/context.ts';

/** What a request carries once it is known who asks. */
export interface Env {
  Variables: { who: Context; address: string; session: string };
}

/** The largest body, on the wire and after unpacking (S4). 500 notes of full length fit. */
export const MAX_BODY = 12 * 1024 * 1024;
const unzip = promisify(gunzip);
const zip = promisify(gzip);
/** Answers smaller than this are not worth packing, in characters. */
const PACK_FROM = 1400;

type Refused = 400 | 401 | 403 | 404 | 409 | 413 | 415 | 426 | 429;

/**
 * A refusal with a code that the client has a sentence for.
 * @param says what goes beside the code, where the sentence needs it.
 */
export function refuse(
  status: Refused,
  code: string,
  more: Record<string, string> = {},
  says: Record<string, unknown> = {},
): HTTPException {
  const headers = { 'content-type': 'application/json', ...more };
  const res = new Response(JSON.stringify({ code, ...says }), { status, headers });
  return new HTTPException(status, { res });
}

/** Says how long to wait: clients obey `Retry-After` (RFC 9110 §10.2.3). */
export function slowDown(seconds: number): HTTPException {
  return refuse(429, 'slowDown', { 'retry-after': String(seconds) });
}

/** Nothing of ours nests deeper; JSON that does would overflow somebody's stack when it is written out again. */
const MAX_DEPTH = 24;

function tooDeep(value: unknown, left = MAX_DEPTH): boolean {
  if (value === null || typeof value !== 'object') return false;
  if (left === 0) return true;
  for (const item of Object.values(value)) if (tooDeep(item, left - 1)) return true;
  return false;
}

/** A body's bytes, counted while they come. */
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

/** The request's JSON: too large, no JSON and too deep are each refused by name. */
async function jsonOf(c: HonoContext): Promise<unknown> {
  if (!/^application\/json\s*(?:;|$)/i.test(c.req.header('content-type') ?? ''))
    throw refuse(415, 'notJson');
  let value: unknown;
  const raw = await bytes(c);
  try {
    value = parseTidy(raw.toString('utf8'));
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

/** The request's JSON, in the shape that it should have. */
export async function body<T extends z.ZodMiniType>(
  c: HonoContext,
  schema: T,
): Promise<z.infer<T>> {
  return parsed(await jsonOf(c), schema);
}

/** The same for sync: another version of the protocol is said to be one, and not a wrong shape. */
export async function synced<T extends z.ZodMiniType>(
  c: HonoContext,
  schema: T,
): Promise<z.infer<T>> {
  const value = await jsonOf(c);
  const proto = (value as { proto?: unknown } | null)?.proto;
  if (Number.isInteger(proto) && proto !== PROTO) throw refuse(400, 'proto', {}, { speaks: PROTO });
  return parsed(value, schema);
}

/**
 * A simple budget per key: `max` requests in each window of `windowMs`.
 * @returns what counts a request and says how many seconds to wait, 0 while there is room.
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

/** An answer, JSON already, packed where the asker understands it and it is worth it. */
export async function packed(c: HonoContext, text: string): Promise<Response> {
  const coding = accepts(c, { header: 'Accept-Encoding', supports: ['gzip'], default: 'identity' });
  if (text.length < PACK_FROM || coding !== 'gzip') {
    return c.body(text, 200, { 'content-type': 'application/json', vary: 'Accept-Encoding' });
  }
  const bytes = await zip(text, { level: 1 });
  return c.body(new Uint8Array(bytes), 200, {
    'content-type': 'application/json',
    'content-encoding': 'gzip',
    vary: 'Accept-Encoding',
  });
}
