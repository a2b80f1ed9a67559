import { PROTO } from '../../lib/sync/protocol.ts';
import {
  note,
  type Organisation,
  organisation,
  type StoreKind,
  startServer,
  type TestServer,
  tokenOf,
} from './server.ts';

/** A server that is asked over HTTP, and the session of a rep. */
export class HttpFixture {
  readonly server: TestServer;
  readonly acme: Organisation;
  readonly rep: string;
  /** The rep’s bearer token. */
  readonly token: string;
  private constructor(server: TestServer, acme: Organisation, token: string) {
    [this.server, this.acme, this.token] = [server, acme, token];
    this.rep = acme.reps[0] ?? '';
  }
  static async start(kind: StoreKind): Promise<HttpFixture> {
    const server = await startServer(kind);
    const acme = await organisation(server.people, 'acme', 2);
    return new HttpFixture(server, acme, await tokenOf(server.url, 'rep0@acme.test'));
  }
  /** Sends bytes and text as they are, everything else as JSON. */
  readonly post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(this.server.url + path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${this.token}`,
        ...headers,
      },
      body:
        typeof body === 'string' || body instanceof Uint8Array
          ? (body as BodyInit)
          : JSON.stringify(body),
    });
  /** The body of a push with one new private note of the rep. */
  readonly pushing = (text: string, seq = 1) => ({
    proto: PROTO,
    schema: 1,
    clientId: `c${seq}`,
    mutations: [
      {
        seq: 1,
        id: `m${seq}`,
        op: 'create',
        collection: 'note',
        rowId: `r${seq}`,
        base: 0,
        scope: `u:${this.rep}`,
        patch: note(this.rep, text),
      },
    ],
  });
}
