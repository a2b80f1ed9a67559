import * as z from 'zod/mini';
import { serverUrl } from '../../model/index.ts';

/** A failed request to the server. `retry`: the same request may succeed later. */
export class ServerError extends Error {
  readonly code: string;
  readonly retry: boolean;
  /** The server's Retry-After, ms; null where it sent none. */
  readonly retryAfter: number | null;
  /** With the code `proto`: the server's protocol version. */
  speaks: number | null = null;
  constructor(code: string, retry: boolean, detail = '', retryAfter: number | null = null) {
    super(detail === '' ? code : `${code}: ${detail}`);
    this.code = code;
    this.retry = retry;
    this.retryAfter = retryAfter;
  }
}

/** Parses Retry-After (RFC 9110, 10.2.3), seconds or a date. @returns ms from now, or null. */
export function retryAfterOf(headers: Headers, now: number): number | null {
  const text = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  // Date.parse alone would accept “-5” as a date.
  const until = /^[A-Z][a-z]{2,8},? /.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(until)) return null;
  // Relative to the server's clock where it sends one: the device's may be years off.
  const sent = Date.parse(headers.get('date') ?? '');
  return Math.max(0, until - (Number.isNaN(sent) ? now : sent));
}

export interface ServerClient {
  server: string;
  token: string | null;
  fetch: typeof fetch;
}

const Refusal = z.object({ code: z.optional(z.string()), speaks: z.optional(z.int()) });
/** Smaller bodies are sent uncompressed, in bytes. */
const COMPRESS_FROM = 1400;
/** The largest response that is read, in bytes; a page of rows has about 5 MB. */
const MOST_BYTES = 64_000_000;
const TIMEOUT_MS = 25_000; // a worker that waits 30 s for a response is stopped

async function compress(
  text: string,
): Promise<{ body: BodyInit; headers: Record<string, string> }> {
  if (text.length < COMPRESS_FROM || typeof CompressionStream === 'undefined')
    return { body: text, headers: {} };
  const compressed = await new Response(
    new Blob([text]).stream().pipeThrough(new CompressionStream('gzip')),
  ).arrayBuffer();
  return { body: compressed, headers: { 'content-encoding': 'gzip' } };
}

/** The JSON of a response, read no further than the limit; null for anything else. */
async function jsonOf(response: Response, most = MOST_BYTES): Promise<unknown> {
  const parts: string[] = [];
  const decoder = new TextDecoder();
  let bytes = 0;
  // Cancels the response when the loop ends early.
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > most) throw new ServerError('implausible', true, `more than ${most} bytes`);
    parts.push(decoder.decode(chunk, { stream: true }));
  }
  try {
    return JSON.parse(parts.join('') + decoder.decode());
  } catch {
    return null;
  }
}

/** A connection that ends in the middle of a response, as one that ends before it. */
function asUnreachable(error: unknown): never {
  throw error instanceof ServerError ? error : new ServerError('unreachable', true, String(error));
}

/**
 * Sends one request and parses the response. The session is sent in a header, never as a cookie or
 * in an address.
 */
export async function request<T extends z.ZodMiniType>(
  client: ServerClient,
  method: string,
  path: string,
  input: unknown,
  schema: T,
): Promise<{ value: z.infer<T>; headers: Headers }> {
  const { body, headers } =
    input === undefined ? { body: null, headers: {} } : await compress(JSON.stringify(input));
  let response: Response;
  try {
    response = await client.fetch(serverUrl(client.server, path), {
      method,
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: {
        ...(input === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
        ...(client.token ? { authorization: `Bearer ${client.token}` } : {}),
      },
      body,
    });
  } catch (error) {
    return asUnreachable(error);
  }
  if (!response.ok) {
    const refusal = Refusal.safeParse(await jsonOf(response, 1_000_000).catch(() => null));
    const code = (refusal.success && refusal.data.code) || `status ${response.status}`;
    // `removed`: the session ended because its person was removed from the organisation. `wiped`:
    // an administrator ended it, and the device has to delete the account's data.
    const isSignedOut =
      response.status === 401 && client.token !== null && code !== 'removed' && code !== 'wiped';
    const failed = new ServerError(
      isSignedOut ? 'signedOut' : code,
      response.status >= 500 || response.status === 429 || response.status === 408,
      '',
      response.status === 429 || response.status === 503
        ? retryAfterOf(response.headers, Date.now())
        : null,
    );
    if (refusal.success) failed.speaks = refusal.data.speaks ?? null;
    throw failed;
  }
  const parsed = schema.safeParse(await jsonOf(response).catch(asUnreachable));
  if (!parsed.success) throw new ServerError('unexpected', true, `${path} sent another response`);
  return { value: parsed.data as z.infer<T>, headers: response.headers };
}
