import { Client } from './client.ts';
import {
  type Organisation,
  organisation,
  type StoreKind,
  startServer,
  type TestServer,
} from './server.ts';

/** A server with two organisations, for tests of what one push or one pull does. */
export class TwoOrganisations {
  readonly server: TestServer;
  readonly acme: Organisation;
  readonly other: Organisation;
  /** Two reps of the first organisation, and the scope that one of them shares with the manager. */
  readonly rep: string;
  readonly colleague: string;
  readonly pair: string;
  private constructor(server: TestServer, acme: Organisation, other: Organisation) {
    [this.server, this.acme, this.other] = [server, acme, other];
    [this.rep = '', this.colleague = ''] = acme.reps;
    this.pair = `p:${acme.boss}:${this.rep}`;
  }
  static async start(kind: StoreKind): Promise<TwoOrganisations> {
    const server = await startServer(kind);
    const acme = await organisation(server.people, 'acme', 2);
    return new TwoOrganisations(server, acme, await organisation(server.people, 'other', 1));
  }
  /** New devices of the rep and of the manager. */
  devices(): { r: Client; b: Client } {
    return { r: new Client(this.server, this.rep), b: new Client(this.server, this.acme.boss) };
  }
}
