import { afterAll, beforeAll, expect } from 'vitest';
import { addToSum, emptySum, keyedId, type ScopeSum } from '../../lib/model/index.ts';
import { handOver } from '../../server/people/handover.ts';
import { inviteMember } from '../../server/people/invitations.ts';
import { addTeam, setMember } from '../../server/people/people.ts';
import { removeMember } from '../../server/people/removal.ts';
import { Client } from './client.ts';
import {
  acceptInvitation,
  context,
  note,
  type Organisation,
  organisation,
  type StoreKind,
  startServer,
  type TestServer,
} from './server.ts';

/** The deal that all facts are about. */
export const DEAL = 'odoo/t/deal/1';

/** An organisation whose rep moves from one manager to another, with queries of its keyed rows. */
export class Moving {
  readonly server: TestServer;
  /** The name of the organisation: its reps are `rep0@NAME.test` and `rep1@NAME.test`. */
  readonly name: string;
  readonly org: string;
  /** The administrator, who manages the rep at first. */
  readonly boss: string;
  readonly rep: string;
  /** Manages the rep after `move('north')`. */
  readonly erik: string;
  /** The administrator’s team, in which the rep is at first. */
  readonly team: string;
  #north: string | null = null;
  private constructor(server: TestServer, name: string, acme: Organisation) {
    [this.server, this.name] = [server, name];
    this.org = acme.org;
    this.boss = acme.boss;
    [this.rep = '', this.erik = ''] = acme.reps;
    this.team = acme.team;
  }
  static async in(server: TestServer, name: string): Promise<Moving> {
    return new Moving(server, name, await organisation(server.people, name, 2));
  }
  get old(): string {
    return `p:${this.boss}:${this.rep}`;
  }
  get next(): string {
    return `p:${this.erik}:${this.rep}`;
  }
  admin() {
    return context(this.server.people, this.boss);
  }
  as(user: string): Client {
    return new Client(this.server, user);
  }
  /** A person writes a note. */
  write(user: string, scope: string, text: string) {
    return this.as(user).one({ scope, patch: note(user, text) });
  }
  /** The texts of the notes that a person may read. */
  async texts(user: string): Promise<unknown[]> {
    const notes = (await this.as(user).all()).filter((row) => row.collection === 'note');
    return notes.map((row) => row.fields.text);
  }
  /** Moves the rep to the team of another manager. */
  async move(to: 'north' | 'south' = 'north'): Promise<void> {
    this.#north ??= await addTeam(this.server.people, await this.admin(), {
      name: 'North',
      manager: this.erik,
    });
    const team = to === 'north' ? this.#north : this.team;
    await setMember(this.server.people, await this.admin(), this.rep, { team });
  }
  /** The rep hands over the rows that were shared with a former manager. */
  async handOver(from = this.boss): Promise<void> {
    const who = await context(this.server.people, this.rep);
    await handOver(this.server.people, who, { rep: this.rep, from });
  }
  /** A new manager, who manages the rep from now on. */
  async third(name: string): Promise<string> {
    const { people } = this.server;
    const who = await this.admin();
    const email = `${name}@${this.org}.test`.toLowerCase();
    const invitation = { email, role: 'manager', team: null } as const;
    const manager = await acceptInvitation(
      people,
      await inviteMember(people, who, invitation),
      email,
    );
    const team = await addTeam(people, who, { name, manager });
    await setMember(people, who, this.rep, { team });
    return manager;
  }
  /** A new member of the rep’s team. */
  async colleague(name: string): Promise<string> {
    const { people } = this.server;
    const { team } = await context(people, this.rep);
    const email = `${name}@${this.org}.test`.toLowerCase();
    const invitation = { email, role: 'rep', team: team?.id ?? null } as const;
    return acceptInvitation(
      people,
      await inviteMember(people, await this.admin(), invitation),
      email,
    );
  }
  async remove(user: string, retention: 'keep' | 'erase', by = this.boss): Promise<void> {
    const who = await context(this.server.people, by);
    await removeMember(this.server.people, who, user, retention);
  }
  factId(scope: string, field: string): string {
    return keyedId(this.org, scope, 'typedFact', [DEAL, field]);
  }
  /** A person types a fact of the deal. */
  async type(user: string, scope: string, field: string, value: string, arrival = 1000) {
    const client = this.as(user);
    client.arrival = arrival;
    const { id, result } = await client.put('typedFact', scope, { refKey: DEAL, field, value });
    expect(result?.kind).toBe('ok');
    return id;
  }
  /** A fact's value for a person: of all rows that they may read, the highest version counts. */
  async reads(user: string, field: string): Promise<unknown> {
    const rows = (await this.as(user).all()).filter(
      (row) => row.collection === 'typedFact' && row.fields.field === field,
    );
    return rows.sort((a, b) => b.version - a.version)[0]?.fields.value;
  }
  all() {
    const { org } = this;
    return this.server.store.within(org, (tx) =>
      tx.selectFrom('row').selectAll().where('org_id', '=', org).orderBy('version').execute(),
    );
  }
  /** The stored row, deleted or not. */
  async one(id: string) {
    const row = (await this.all()).find((item) => item.id === id);
    return row && { ...row, fields: JSON.parse(row.fields) as Record<string, unknown> };
  }
  revisions() {
    const { org } = this;
    return this.server.store.within(org, (tx) =>
      tx.selectFrom('revision').selectAll().where('org_id', '=', org).execute(),
    );
  }
  /** L3: the stored sums are those of the stored rows. */
  async expectSums(): Promise<void> {
    const { org } = this;
    const sums: Record<string, ScopeSum> = {};
    for (const row of await this.all()) {
      if (!row.deleted)
        sums[row.scope] = addToSum(sums[row.scope] ?? emptySum, row.id, row.version, 1);
    }
    const stored = await this.server.store.within(org, (tx) =>
      tx
        .selectFrom('scope_sum')
        .selectAll()
        .where('org_id', '=', org)
        .where('count', '>', 0)
        .execute(),
    );
    expect(
      Object.fromEntries(stored.map(({ scope, count, hash }) => [scope, { count, hash }])),
    ).toEqual(sums);
  }
}

/** For the tests of one file: a server, and a function that makes a new organisation on it. */
export function movingOrganisations(kind: StoreKind): () => Promise<Moving> {
  let server: TestServer;
  let made = 0;
  beforeAll(async () => {
    server = await startServer(kind);
  });
  afterAll(() => server.close());
  return () => Moving.in(server, `acme${++made}`);
}
