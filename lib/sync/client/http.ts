import * as z from 'zod/mini';
import { serverUrl } from '../../model/index.ts';

/** Why a request to the server came to nothing. `retry` says whether the same request may work later. */
export class ServerError extends Error {
  readonly code: string;
  readonly retry: boolean;
  /** How long the server asks to be left alone, ms; null where it does not. */
  readonly retryAfter: number | null;
  /** Beside `proto`: the version that the server speaks. */
  speaks: number | null = null;
  constructor(code: string, retry: boolean, detail = '', retryAfter: number | null = null) {
    super(detail === '' ? code : `${code}: ${detail}`);
    this.code = code;
    this.retry = retry;
    this.retryAfter = retryAfter;
  }
}

/** What Retry-After asks for (RFC 9110, 10.2.3), seconds or a date. @returns ms from now, or null. */
export function retryAfterOf(headers: Headers, now: number): number | null {
  const text = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  // Date.parse alone would take “-5” for a date.
  const until = /^[A-Z][a-z]{2,8},? /.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(until)) return null;
  // By the server's own clock, where it tells: the device's may be years off.
  const sent = Date.parse(headers.get('date') ?? '');
  return Math.max(0, until - (Number.isNaN(sent) ? now : sent));
}

export interface ServerClient {
  server: string;
  token: string | null;
  fetch: typeof fetch;
}

const Refusal = z.object({ code: z.optional(z.string()), speaks: z.optional(z.int()) });
/** Bodies smaller than this are not worth packing, in bytes. */
const PACK_FROM = 1400;
const TIMEOUT_MS = 25_000; // a worker that waits 30 s for an answer is stopped

async function pack(text: string): Promise<{ body: BodyInit; headers: Record<string, string> }> {
  if (text.length < PACK_FROM || typeof CompressionStream === 'undefined')
    return { body: text, headers: {} };
  const packed = await new Response(
    new Blob([text]).stream().pipeThrough(new CompressionStream('gzip')),
  ).arrayBuffer();
  return { body: packed, headers: { 'content-encoding': 'gzip' } };
}

/** One request, its answer parsed. The session travels in a header, never as a cookie or in an address. */
export async function request<T extends z.ZodMiniType>(
  client: ServerClient,
  method: string,
  path: string,
  input: unknown,
  schema: T,
): Promise<{ value: z.infer<T>; headers: Headers }> {
  const { body, headers } =
    input === undefined ? { body: null, headers: {} } : await pack(JSON.stringify(input));
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
    throw new ServerError('unreachable', true, String(error));
  }
  if (!response.ok) {
    const refusal = Refusal.safeParse(await response.json().catch(() => null));
    const code = (refusal.success && refusal.data.code) || `status ${response.status}`;
    // `removed`: no session any more, because its person was taken out.
    const failed = new ServerError(
      response.status === 401 && client.token !== null && code !== 'removed' ? 'signedOut' : code,
      response.status >= 500 || response.status === 429 || response.status === 408,
      '',
      response.status === 429 || response.status === 503
        ? retryAfterOf(response.headers, Date.now())
        : null,
    );
    if (refusal.success) failed.speaks = refusal.data.speaks ?? null;
    throw failed;
  }
  const parsed = schema.safeParse(await response.json().catch(() => null));
  if (!parsed.success) throw new ServerError('unexpected', true, `${path} answered something else`);
  return { value: parsed.data as z.infer<T>, headers: response.headers };
}
