import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Context } from 'hono';
import type * as z from 'zod/mini';
import { parseStorable } from '../../lib/model/index.ts';
import { PROTO, PUSH_VALUES } from '../../lib/sync/protocol.ts';
import { largestBody, type Route } from '../api/route.ts';
import { compiled } from '../shared/compiled.ts';
import type { Env } from './env.ts';
import { refuse } from './refusals.ts';

/** A body that is not complete after this time ends (Node's own timer includes the headers). */
export const BODY_MS = 30_000;

const unzip = promisify(gunzip);

/** Our data is never nested deeper. Deeper JSON could overflow the stack when it is serialised. */
const MAX_DEPTH = 24;
/**
 * Members of one object and items of one list. The largest are the 2,000 cursors of a pull; objects
 * with many thousands of names take much longer than their bytes.
 */
const MOST_MEMBERS = 2000;
/**
 * Bytes of the largest body for each value that a body may have. Without a limit, `{}` four million
 * times would be a quarter of a gigabyte in memory.
 */
const BYTES_A_VALUE = 24;
/** Small bodies may be denser. */
const LEAST_VALUES = 1000;
/** Values that are parsed and checked in a tenth of a second. A device sends half as many. */
const MOST_VALUES = 2 * PUSH_VALUES;

/** What a body of a size may have. */
const limitsOf = (max: number): JsonLimits => ({
  values: Math.min(MOST_VALUES, Math.max(LEAST_VALUES, max / BYTES_A_VALUE)),
  members: MOST_MEMBERS,
  depth: MAX_DEPTH,
});

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const [COLON, OPEN_LIST, OPEN_MAP] = [0x3a, 0x5b, 0x7b];
const [CLOSE_LIST, CLOSE_MAP] = [0x5d, 0x7d];

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

/** What a JSON text may have at most. */
export interface JsonLimits {
  /** Values, names of fields counted. */
  values: number;
  /** Members of an object, items of a list. */
  members: number;
  /** Lists and objects inside each other. */
  depth: number;
}

/** Which of the limits a JSON text exceeds, or null. Parses nothing. */
export function exceeds(json: Buffer, most: JsonLimits): keyof JsonLimits | null {
  let count = 1;
  // Commas in each list and object around this byte.
  const commas: number[] = [];
  for (let at = 0; at < json.length; at++) {
    const byte = json[at];
    if (byte === QUOTE) at = endOfText(json, at + 1);
    else if (byte === CLOSE_LIST || byte === CLOSE_MAP) commas.pop();
    else if (byte === COMMA || byte === OPEN_LIST || byte === OPEN_MAP || byte === COLON) {
      count++;
      if (count > most.values) return 'values';
      if (byte === OPEN_LIST || byte === OPEN_MAP) {
        commas.push(0);
        if (commas.length > most.depth) return 'depth';
      } else if (byte === COMMA) {
        const members = (commas.pop() ?? 0) + 1;
        if (members >= most.members) return 'members';
        commas.push(members);
      }
    }
  }
  return null;
}

/** Takes the cost of a body in bytes. @throws a refusal if the person has spent too much. */
export type Spend = (bytes: number) => Promise<void>;

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
 * @param spend is called before anything is parsed, also for what cannot be unpacked.
 */
async function bytes(c: Context<Env>, max: number, spend: Spend): Promise<Buffer> {
  const declared = Number(c.req.header('content-length') ?? 0);
  if (declared > max) throw refuse(413, 'tooLarge');
  const raw = await packed(c, max);
  const coding = (c.req.header('content-encoding') ?? 'identity').trim().toLowerCase();
  if (coding === 'identity') {
    await spend(raw.byteLength);
    return raw;
  }
  if (coding !== 'gzip') throw refuse(415, 'notGzip');
  let unpacked: Buffer;
  try {
    unpacked = await unzip(raw, { maxOutputLength: max });
  } catch (error) {
    const isTooLarge = (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE';
    await spend(raw.byteLength + (isTooLarge ? max : 0));
    throw isTooLarge ? refuse(413, 'tooLarge') : refuse(400, 'notGzip');
  }
  c.get('held').add(unpacked.byteLength);
  await spend(raw.byteLength + unpacked.byteLength);
  return unpacked;
}

/** The request's JSON. Each reason to refuse it has its own code. */
async function jsonOf(c: Context<Env>, max: number, spend: Spend): Promise<unknown> {
  if (!/^application\/json\s*(?:;|$)/i.test(c.req.header('content-type') ?? ''))
    throw refuse(415, 'notJson');
  const raw = await bytes(c, max, spend);
  const exceeded = exceeds(raw, limitsOf(max));
  if (exceeded === 'depth') throw refuse(400, 'invalid');
  if (exceeded !== null) throw refuse(413, 'tooLarge');
  try {
    return parseStorable(raw.toString('utf8'));
  } catch {
    throw refuse(400, 'notJson');
  }
}

/**
 * The request’s JSON, parsed with the schema of its route. Another protocol version is refused with
 * the code `proto`, and not as invalid, so that the device can say which side needs an update.
 */
export async function body<T extends z.ZodMiniType>(
  c: Context<Env>,
  schema: T,
  route: Pick<Route, 'access' | 'body' | 'proto'>,
  spend: Spend = async () => {},
): Promise<z.infer<T>> {
  const value = await jsonOf(c, largestBody(route), spend);
  const proto = (value as { proto?: unknown } | null)?.proto;
  if (route.proto && Number.isInteger(proto) && proto !== PROTO)
    throw refuse(400, 'proto', {}, { speaks: PROTO });
  const { success, data } = compiled(schema).safeParse(value);
  if (!success) throw refuse(400, 'invalid');
  return data as z.infer<T>;
}
