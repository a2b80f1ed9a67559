import type { ReadFailure } from '../../model/index.ts';
import { pageOf } from '../page.ts';

/** A reading that ends without a record, for one of the reasons that the panel shows. */
export class ReadError extends Error {
  readonly failure: ReadFailure;
  /** True where no other request can succeed: without a session, and without a network. */
  readonly isFinal: boolean;
  constructor(failure: ReadFailure, detail = '', isFinal = failure === 'signedOut') {
    super(detail);
    this.failure = failure;
    this.isFinal = isFinal;
  }
}

/** The only requests that a reader may make, all of them reads. POST: some CRMs read with POST. */
export type Allowed = readonly { method: 'GET' | 'POST'; path: RegExp }[];

export interface Client {
  json(method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown>;
  /** The latest time by the CRM's own clock in Unix ms; undefined where no response had one. */
  time(): number | undefined;
}

const TIMEOUT_MS = 15_000;

const STATUS_FAILURES: Partial<Record<number, ReadFailure>> = {
  401: 'signedOut',
  403: 'forbidden',
  404: 'missing',
};

/** The `Date` header has whole seconds: its moment is somewhere within them. */
const SECOND_MS = 999;

/**
 * A client for the page's origin with the page's session: no token, only allowed requests. When the
 * page goes to another record, its requests end: a browser has few connections to one host.
 */
export function clientFor(
  win: Window,
  allowed: Allowed,
  headers: Record<string, string> = {},
): Client {
  const reading = pageOf(win)?.reading?.signal;
  let time: number | undefined;
  return {
    time: () => time,
    async json(method, path, body) {
      if (!allowed.some((rule) => rule.method === method && rule.path.test(path)))
        throw new ReadError('unexpected', `not allowed: ${method} ${path}`);
      let response: Response;
      try {
        response = await win.fetch(path, {
          method,
          credentials: 'same-origin',
          redirect: 'manual', // a redirect leads to the login page, not to the record
          cache: 'no-store',
          headers: {
            Accept: 'application/json',
            ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
            ...headers,
          },
          signal: AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), ...(reading ? [reading] : [])]),
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
      } catch (error) {
        const isSlow = error instanceof Error && error.name === 'TimeoutError';
        throw new ReadError('unreachable', String(error), !isSlow);
      }
      const date = Date.parse(response.headers.get('date') ?? '') + SECOND_MS;
      if (date > (time ?? 0)) time = date;
      const failure =
        response.type === 'opaqueredirect' ? 'signedOut' : STATUS_FAILURES[response.status];
      if (failure) throw new ReadError(failure);
      if (!response.ok) throw new ReadError('unreachable', `status ${response.status}`);
      try {
        return await response.json();
      } catch {
        throw new ReadError('unexpected', 'the response is not JSON');
      }
    },
  };
}
