import { BlockList, isIP } from 'node:net';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Context as HonoContext } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type * as z from 'zod/mini';
import { parseTidy } from '../lib/model/index.ts';
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

/** A refusal with a code that the client has a sentence for. */
export function refuse(status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 426 | 429, code: string): HTTPException {
  return new HTTPException(status, { res: new Response(JSON.stringify({ code }), { status, headers: { 'content-type': 'application/json' } }) });
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
  if (c.req.header('content-encoding') !== 'gzip') return raw;
  try {
    return await unzip(raw, { maxOutputLength: MAX_BODY });
  } catch (error) {
    throw (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? refuse(413, 'tooLarge') : refuse(400, 'notGzip');
  }
}

/** The request's JSON, checked: too large, no JSON and the wrong shape are each refused by name. */
export async function body<T extends z.ZodMiniType>(c: HonoContext, schema: T): Promise<z.infer<T>> {
  if (!/^application\/json\b/.test(c.req.header('content-type') ?? '')) throw refuse(415, 'notJson');
  let value: unknown;
  const raw = await bytes(c);
  try {
    value = parseTidy(raw.toString('utf8'));
  } catch {
    throw refuse(400, 'notJson');
  }
  if (tooDeep(value)) throw refuse(400, 'invalid');
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw refuse(400, 'invalid');
  return parsed.data as z.infer<T>;
}

/** A simple budget per key: `max` requests in each window of `windowMs`. */
export function limiter(max: number, windowMs: number, now: () => number) {
  const hits = new Map<string, { count: number; until: number }>();
  return (key: string): boolean => {
    const time = now();
    const entry = hits.get(key);
    if (!entry || entry.until <= time) {
      if (hits.size > 10_000) for (const [old, value] of hits) if (value.until <= time) hits.delete(old);
      hits.set(key, { count: 1, until: time + windowMs });
      return true;
    }
    entry.count += 1;
    return entry.count <= max;
  };
}

/** An answer, JSON already, packed where the asker understands it and it is worth it. */
export async function packed(c: HonoContext, text: string): Promise<Response> {
  if (text.length < PACK_FROM || !/\bgzip\b/.test(c.req.header('accept-encoding') ?? '')) return c.body(text, 200, { 'content-type': 'application/json' });
  const bytes = await zip(text, { level: 1 });
  return c.body(new Uint8Array(bytes), 200, { 'content-type': 'application/json', 'content-encoding': 'gzip', vary: 'Accept-Encoding' });
}

/** True for an address that is in a list of addresses and networks, such as `172.16.0.0/12`. */
function isAmong(address: string, list: readonly string[]): boolean {
  if (list.includes(address)) return true;
  // A socket that listens on both kinds says IPv4 addresses in the way of IPv6.
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '');
  const family = isIP(plain) === 6 ? 'ipv6' : 'ipv4';
  if (isIP(plain) === 0) return false;
  const networks = new BlockList();
  for (const item of list) {
    const [network = '', bits] = item.split('/');
    const kind = isIP(network);
    if (kind === 0) continue;
    networks.addSubnet(network, bits === undefined ? (kind === 6 ? 128 : 32) : Number(bits), kind === 6 ? 'ipv6' : 'ipv4');
  }
  return networks.check(plain, family);
}

/** Where a request comes from: the last address a proxy added, if that proxy is one of ours (S4); else the other end of the line. */
export function forwardedAddress(peer: string, forwarded: string | string[] | undefined, proxies: readonly string[]): string {
  if (!isAmong(peer, proxies)) return peer;
  const last = (Array.isArray(forwarded) ? forwarded.join(',') : (forwarded ?? '')).split(',').at(-1)?.trim();
  return last || peer;
}
