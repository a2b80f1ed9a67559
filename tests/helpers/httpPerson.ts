import { PROTO } from '../../lib/sync/protocol.ts';
import { note } from './note.ts';
import { rowIdOf } from './rowIds.ts';

/** A person with a session, who sends requests to a server. */
export class HttpPerson {
  readonly url: string;
  readonly user: string;
  /** The bearer token. */
  readonly token: string;
  constructor(url: string, user: string, token: string) {
    [this.url, this.user, this.token] = [url, user, token];
  }
  /** Sends bytes and text as they are, everything else as JSON. */
  readonly send = (
    method: string,
    path: string,
    body: unknown,
    headers: Record<string, string> = {},
  ): Promise<Response> => {
    const raw = typeof body === 'string' || body instanceof Uint8Array;
    return fetch(this.url + path, {
      method,
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${this.token}`,
        ...headers,
      },
      ...(method === 'GET' ? {} : { body: raw ? (body as BodyInit) : JSON.stringify(body) }),
    });
  };
  readonly post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    this.send('POST', path, body, headers);
  /** A new private note, unless `more` makes it another change. */
  readonly noteOf = (number: number, more: Record<string, unknown> = {}) => ({
    seq: 1,
    id: `m${number}`,
    op: 'create',
    collection: 'note',
    rowId: rowIdOf(`r${number}`),
    base: 0,
    scope: `u:${this.user}`,
    patch: note(this.user, 'x'),
    ...more,
  });
  /** The body of a push. */
  readonly pushOf = (number: number, mutations: unknown, more: Record<string, unknown> = {}) => ({
    proto: PROTO,
    schema: 1,
    clientId: `c${number}`,
    mutations,
    ...more,
  });
}
