import { type CollectionName, keyedId } from '../../lib/model/index.ts';
import { Client } from './client.ts';
import { organisation, type StoreKind, startServer, type TestServer } from './server.ts';

/** The server's clock in tests of keyed rows, Unix ms. */
export const NOW = 1_800_000_000_000;

export const rejected = (code: string) => ({ kind: 'rejected', code });

/** A server with a manager and two reps, each on a device, who write keyed rows of new deals. */
export class KeyedFixture {
  readonly acme: Awaited<ReturnType<typeof organisation>>;
  readonly rep: string;
  readonly colleague: string;
  /** The organisation's scope, and the rep's pair. */
  readonly org: string;
  readonly pair: string;
  readonly server: TestServer;
  deal = 0;
  private constructor(server: TestServer, acme: Awaited<ReturnType<typeof organisation>>) {
    this.server = server;
    this.acme = acme;
    [this.rep = '', this.colleague = ''] = acme.reps;
    [this.org, this.pair] = [`o:${acme.org}`, `p:${acme.boss}:${this.rep}`];
  }
  static async start(kind: StoreKind): Promise<KeyedFixture> {
    const server = await startServer(kind);
    return new KeyedFixture(server, await organisation(server.people, 'acme', 2));
  }
  /** New devices of the rep, the manager and the colleague, on a deal without rows. */
  next(): { r: Client; b: Client; c: Client } {
    this.deal += 1;
    const device = (user: string) => {
      const client = new Client(this.server, user);
      client.arrival = NOW;
      return client;
    };
    return { r: device(this.rep), b: device(this.acme.boss), c: device(this.colleague) };
  }
  readonly key = () => `odoo/t/deal/${this.deal}`;
  readonly fact = (more = {}) => ({ refKey: this.key(), field: 'amount', ...more });
  readonly tick = (more = {}) => ({ refKey: this.key(), playbook: 'p', item: 'pain', ...more });
  readonly idOf = (scope: string, collection: CollectionName, ...values: unknown[]) =>
    keyedId(this.acme.org, scope, collection, values);
  /** The stored row, deleted or not. */
  readonly stored = async (id: string) => {
    const { org } = this.acme;
    const row = await this.server.store.within(org, (tx) =>
      tx
        .selectFrom('row')
        .selectAll()
        .where('org_id', '=', org)
        .where('id', '=', id)
        .executeTakeFirst(),
    );
    return row && { ...row, fields: JSON.parse(row.fields) as Record<string, unknown> };
  };
}
