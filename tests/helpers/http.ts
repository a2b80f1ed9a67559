import { HttpPerson } from './httpPerson.ts';
import { note } from './note.ts';
import {
  type Organisation,
  organisation,
  type StoreKind,
  startServer,
  type TestServer,
  tokenOf,
} from './server.ts';

/** A server that is asked over HTTP, and the session of a rep. */
export class HttpFixture extends HttpPerson {
  readonly server: TestServer;
  readonly acme: Organisation;
  readonly rep: string;
  private constructor(server: TestServer, acme: Organisation, token: string) {
    const [rep = ''] = acme.reps;
    super(server.url, rep, token);
    [this.server, this.acme, this.rep] = [server, acme, rep];
  }
  static async start(kind: StoreKind): Promise<HttpFixture> {
    const server = await startServer(kind);
    const acme = await organisation(server.people, 'acme', 2);
    return new HttpFixture(server, acme, await tokenOf(server.url, 'rep0@acme.test'));
  }
  /** The body of a push with one new private note of the rep. */
  readonly pushing = (text: string, number = 1) => {
    const mutation = this.noteOf(number, { patch: note(this.rep, text) });
    return { ...this.pushOf(number, []), mutations: [mutation] as const };
  };
}
