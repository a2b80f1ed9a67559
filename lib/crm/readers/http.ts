import type { ReadFailure } from '../../model/index.ts';

/** A reading that ends without a record, for one of the reasons that the panel shows. */
export class ReadError extends Error {
  readonly failure: ReadFailure;
  constructor(failure: ReadFailure, detail = '') {
    super(detail);
    this.failure = failure;
  }
}

/** The only requests that a reader may make, all of them reads. POST: some CRMs read with POST. */
export type Allowed = readonly { method: 'GET' | 'POST'; path: RegExp }[];

export interface Client {
  json(method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown>;
}

const TIMEOUT_MS = 15_000;

/** A client for the page's origin with the page's session: no token, only allowed requests. */
export function clientFor(
  win: Window,
  allowed: Allowed,
  headers: Record<string, string> = {},
): Client {
  return {
    async json(method, path, body) {
      if (!allowed.some((rule) => rule.method === method && rule.path.test(path)))
        throw new ReadError('unexpected', `not allowed: ${method} ${path}`);
      let response: Response;
      try {
        response = await win.fetch(path, {
          method,
          credentials: 'same-origin',
          redirect: 'manual', // a redirect leads to the login page, not to the record
          headers: {
            Accept: 'application/json',
            ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
            ...headers,
          },
          signal: AbortSignal.timeout(TIMEOUT_MS),
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
      } catch (error) {
        throw new ReadError('unreachable', String(error));
      }
      if (response.status === 401 || response.type === 'opaqueredirect')
        throw new ReadError('signedOut');
      if (response.status === 403) throw new ReadError('forbidden');
      if (response.status === 404) throw new ReadError('missing');
      if (!response.ok) throw new ReadError('unreachable', `status ${response.status}`);
      try {
        return await response.json();
      } catch {
        throw new ReadError('unexpected', 'the response is not JSON');
      }
    },
  };
}
