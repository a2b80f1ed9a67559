import type { Mutation } from '../../lib/model/index.ts';
import { PROTO, SCHEMA } from '../../lib/sync/protocol.ts';
import { push } from '../../server/sync/push.ts';
import { Client } from './client.ts';
import {
  context,
  note,
  type Organisation,
  organisation,
  type StoreKind,
  startServer,
  type TestServer,
} from './server.ts';

export const DAY = 86_400_000;
/** The server's clock when a change arrives for the first time, Unix ms. */
export const START = 1_800_000_000_000;

/** A rep and a manager whose devices send changes at any time, and again. */
export class Replays {
  readonly server: TestServer;
  readonly org: string;
  readonly boss: string;
  readonly rep: string;
  /** The scope that both read. */
  readonly scope: string;
  private constructor(server: TestServer, acme: Organisation) {
    [this.server, this.org, this.boss] = [server, acme.org, acme.boss];
    this.rep = acme.reps[0] ?? '';
    this.scope = `p:${acme.boss}:${this.rep}`;
  }
  static async start(kind: StoreKind): Promise<Replays> {
    const server = await startServer(kind);
    return new Replays(server, await organisation(server.people, 'acme', 1));
  }
  device(user: string): Client {
    return new Client(this.server, user);
  }
  async sendAt(device: Client, at: number, ...mutations: Mutation[]) {
    const who = await context(this.server.people, device.user);
    const request = { proto: PROTO, schema: SCHEMA, clientId: device.id, mutations } as const;
    return push(this.server.store, who, request, at);
  }
  async results(device: Client, at: number, ...mutations: Mutation[]) {
    return (await this.sendAt(device, at, ...mutations)).answers.map(({ result }) => result);
  }
  /** Sends like a device: after a gap, the mutations get new numbers. */
  async sendAgain(device: Client, at: number, ...mutations: Mutation[]) {
    const first = await this.results(device, at, ...mutations);
    const gap = first.find((result) => result.kind === 'gap');
    if (gap?.kind !== 'gap') return first;
    const numbered = mutations.map((mutation, index) => ({
      ...mutation,
      seq: gap.expected + index,
    }));
    return this.results(device, at, ...numbered);
  }
  /** The row as the manager reads it. */
  async stored(row: string) {
    return (await this.device(this.boss).all()).find(({ id }) => id === row);
  }
  async fields(row: string) {
    return (await this.stored(row))?.fields;
  }
  answersOf(device: Client) {
    return this.server.store.within(this.org, (tx) =>
      tx
        .selectFrom('mutation_result')
        .select(['mutation_id', 'result', 'at'])
        .where('client_id', '=', device.id)
        .execute(),
    );
  }
  commitment() {
    return {
      refKey: 'odoo/t/deal/1',
      text: 'send the offer',
      owner: this.rep,
      due: '2026-12-01',
      state: 'open',
      settledAt: null,
      author: this.rep,
      at: 1,
    };
  }
  /** A note and a commitment, each created and changed. */
  history(device: Client) {
    const { scope } = this;
    const created = device.mutation({ scope, patch: note(this.rep, 'first words') });
    const edit = device.mutation({
      op: 'patch',
      rowId: created.rowId,
      base: 1,
      patch: { text: 'first words and more' },
    });
    const agreed = device.mutation({ collection: 'commitment', scope, patch: this.commitment() });
    const kept = device.mutation({
      collection: 'commitment',
      op: 'patch',
      rowId: agreed.rowId,
      base: 1,
      patch: { state: 'kept', settledAt: 5 },
    });
    return { created, edit, agreed, kept, all: [created, edit, agreed, kept] };
  }
  /** The manager changes both rows of a history. */
  async overwrite(
    { created, agreed }: Record<'created' | 'agreed', Mutation>,
    device: Client,
    at: number,
  ): Promise<void> {
    const text = device.mutation({
      op: 'patch',
      rowId: created.rowId,
      base: 2,
      patch: { text: 'words of the boss' },
    });
    await this.sendAt(device, at, text);
    const state = device.mutation({
      collection: 'commitment',
      op: 'patch',
      rowId: agreed.rowId,
      base: 1,
      patch: { state: 'open', settledAt: null },
    });
    await this.sendAt(device, at, state);
  }
}
