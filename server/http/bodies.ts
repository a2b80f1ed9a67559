import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Context } from 'hono';
import type * as z from 'zod/mini';
import { parseStorable } from '../../lib/model/index.ts';
import { PROTO } from '../../lib/sync/protocol.ts';
import { largestBody, type Route } from '../api/route.ts';
import type { Env } from './env.ts';
import { refuse } from './refusals.ts';

/** A body that is not complete after this time ends (Node's own timer includes the headers). */
export const BODY_MS = 30_000;

const unzip = promisify(gunzip);

/** Our data is never nested deeper. Deeper JSON could overflow the stack when it is serialised. */
const MAX_DEPTH = 24;

function tooDeep(value: unknown, left = MAX_DEPTH): boolean {
  if (value === null || typeof value !== 'object') return false;
  if (left === 0) return true;
  for (const item of Object.values(value)) if (tooDeep(item, left - 1)) return true;
  return false;
}

/**
 * Bytes of the largest body for each value that a body may have. Without a limit, `{}` four million
 * times would be a quarter of a gigabyte in memory. A push of a device is far below the limit: it
 * has 2 MB where 12 are allowed.
 */
const BYTES_A_VALUE = 24;
/** Small bodies may be denser. */
const LEAST_VALUES = 1000;

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const [COLON, OPEN_LIST, OPEN_MAP] = [0x3a, 0x5b, 0x7b];

/** Bytes of a text that are looked at one by one, before its end is searched for. */
const NEAR = 64;

/** Where the text ends that begins at `start`, after its quote. */
function endOfText(json: Buffer, start: number): number {
  for (let at = start; ; ) {
    const far = Math.min(json.length, at + NEAR);
    for (; at < far; at++) {
      if (json[at] === BACKSLASH) at++;
      else if (json[at] === QUOTE) return at;
    }
    // A note may have megabytes: searching is many times faster than looking.
    const quote = json.indexOf(QUOTE, at);
    if (quote < 0) return json.length;
    let first = quote;
    while (first > at && json[first - 1] === BACKSLASH) first--;
    if ((quote - first) % 2 === 0) return quote;
    at = quote + 1;
  }
}

/** True if a JSON text has more values than `most`, names of fields counted. Parses nothing. */
export function hasMoreValues(json: Buffer, most: number): boolean {
  let count = 1;
  for (let at = 0; at < json.length; at++) {
    const byte = json[at];
    if (byte === QUOTE) at = endOfText(json, at + 1);
    else if (byte === COMMA || byte === OPEN_LIST || byte === OPEN_MAP || byte === COLON) {
      count++;
      if (count > most) return true;
    }
  }
  return false;
}

/** A body as it arrives. @throws a refusal if it is too large, or not complete in time. */
async function packed(c: Context<Env>, max: number): Promise<Buffer> {
  const stream = c.req.raw.body as ReadableStream<Uint8Array> | null;
  if (!stream) return Buffer.alloc(0);
  const reader = stream.getReader();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(refuse(408, 'server', { connection: 'close' })), BODY_MS);
  });
  // One buffer that grows: a list of chunks of one byte would need a hundred times the memory.
  let buffer = Buffer.alloc(0);
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), late]);
      if (done) return buffer.subarray(0, size);
      const start = size;
      size += value.byteLength;
      if (size > max) throw refuse(413, 'tooLarge');
      c.get('held').add(value.byteLength);
      if (size > buffer.length) {
        const longer = Buffer.alloc(Math.min(max, Math.max(size, 2 * buffer.length)));
        buffer.copy(longer);
        buffer = longer;
      }
      buffer.set(value, start);
    }
  } finally {
    clearTimeout(timer);
    reader.releaseLock();
  }
}

/**
 * The bytes of a body, counted as they arrive.
 * @param max packed and unpacked.
 */
export async function bytes(c: Context<Env>, max: number): Promise<Buffer> {
  const declared = Number(c.req.header('content-length') ?? 0);
  if (declared > max) throw refuse(413, 'tooLarge');
  const raw = await packed(c, max);
  const coding = (c.req.header('content-encoding') ?? 'identity').trim().toLowerCase();
  if (coding === 'identity') return raw;
  if (coding !== 'gzip') throw refuse(415, 'notGzip');
  let unpacked: Buffer;
  try {
    unpacked = await unzip(raw, { maxOutputLength: max });
  } catch (error) {
    throw (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE'
      ? refuse(413, 'tooLarge')
      : refuse(400, 'notGzip');
  }
  c.get('held').add(unpacked.byteLength);
  return unpacked;
}

/** The request's JSON. Each reason to refuse it has its own code. */
async function jsonOf(c: Context<Env>, max: number): Promise<unknown> {
  if (!/^application\/json\s*(?:;|$)/i.test(c.req.header('content-type') ?? ''))
    throw refuse(415, 'notJson');
  let value: unknown;
  const raw = await bytes(c, max);
  if (hasMoreValues(raw, Math.max(LEAST_VALUES, max / BYTES_A_VALUE)))
    throw refuse(413, 'tooLarge');
  try {
    value = parseStorable(raw.toString('utf8'));
  } catch {
    throw refuse(400, 'notJson');
  }
  if (tooDeep(value)) throw refuse(400, 'invalid');
  return value;
}

/**
 * The request’s JSON, parsed with the schema of its route. Another protocol version is refused with
 * the code `proto`, and not as invalid, so that the device can say which side needs an update.
 */
export async function body<T extends z.ZodMiniType>(
  c: Context<Env>,
  schema: T,
  route: Pick<Route, 'access' | 'body' | 'proto'>,
): Promise<z.infer<T>> {
  const value = await jsonOf(c, largestBody(route));
  const proto = (value as { proto?: unknown } | null)?.proto;
  if (route.proto && Number.isInteger(proto) && proto !== PROTO)
    throw refuse(400, 'proto', {}, { speaks: PROTO });
  const { success, data } = schema.safeParse(value);
  if (!success) throw refuse(400, 'invalid');
  return data as z.infer<T>;
}
