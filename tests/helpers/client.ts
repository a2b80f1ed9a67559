import { type CollectionName, collections, keyedId, type Mutation } from '../../lib/model/index.ts';
import { PROTO, SCHEMA } from '../../lib/sync/protocol.ts';
import { pull } from '../../server/sync/pull.ts';
import { push } from '../../server/sync/push.ts';
import { context } from './organisations.ts';
import { rowIdOf } from './rowIds.ts';
import type { TestServer } from './server.ts';

let count = 0;

/** A device without a database: pushes changes and pulls. */
export class Client {
  seq = 0;
  readonly id = `client-${++count}`;
  cursors: Record<string, string> = {};
  readonly user: string;
  readonly server: Pick<TestServer, 'store' | 'people'>;
  constructor(server: Pick<TestServer, 'store' | 'people'>, user: string) {
    this.server = server;
    this.user = user;
  }
  mutation(part: Partial<Mutation>): Mutation {
    return {
      seq: ++this.seq,
      id: `m-${this.id}-${this.seq}`,
      op: 'create',
      collection: 'note',
      rowId: rowIdOf(`${this.id}-${this.seq}`),
      base: 0,
      patch: {},
      ...part,
    };
  }
  /** The server's clock when a push arrives, Unix ms. */
  arrival = 1000;
  send(...mutations: Mutation[]) {
    return this.sendAt(undefined, ...mutations);
  }
  /** @param now the device's clock. */
  async sendAt(now: number | undefined, ...mutations: Mutation[]) {
    const who = await context(this.server.people, this.user);
    const request = { proto: PROTO, schema: SCHEMA, clientId: this.id, now, mutations } as const;
    return push(this.server.store, who, request, this.arrival);
  }
  async one(part: Partial<Mutation>) {
    const mutation = this.mutation(part);
    const { answers } = await this.send(mutation);
    return { id: mutation.rowId, result: answers[0]?.result };
  }
  /** Writes a keyed row like a device: under the id that is derived from the key. */
  async put(
    collection: CollectionName,
    scope: string,
    patch: Record<string, unknown>,
    more: Partial<Mutation> = {},
  ) {
    const { org } = await context(this.server.people, this.user);
    const values = (collections[collection].key ?? []).map((field) => patch[field]);
    const rowId = keyedId(org, scope, collection, values);
    return this.one({ op: 'put', collection, scope, rowId, patch, ...more });
  }
  async pull(scopes = this.cursors) {
    const answer = await pull(this.server.store, await context(this.server.people, this.user), {
      proto: PROTO,
      schema: SCHEMA,
      scopes,
    });
    this.cursors = { ...answer.cursors };
    return answer;
  }
  /** All rows that the person may read now. */
  async all() {
    const rows = [];
    let scopes: Record<string, string> = {};
    for (;;) {
      const answer = await pull(this.server.store, await context(this.server.people, this.user), {
        proto: PROTO,
        schema: SCHEMA,
        scopes,
      });
      rows.push(...answer.rows);
      scopes = answer.cursors;
      if (!answer.more) return rows.filter((row) => !row.deleted);
    }
  }
}
