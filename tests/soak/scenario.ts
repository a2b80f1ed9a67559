import { keyedId } from '../../lib/model/index.ts';
import { purge, putMeta } from '../../lib/store/write.ts';
import { recomputeMemberships } from '../../server/people/pairs.ts';
import type { Store } from '../../server/store/store.ts';
import { contentOf } from './content.ts';
import { PermissionOracle } from './permissions.ts';
import { Device, makeOrg, random } from './simulation.ts';

export const DEAL = 'odoo/t/deal/1';
/** The fields of that deal that people type. */
export const FIELDS = ['amount', 'stage', 'champion'];

/**
 * An organisation of two managers and three reps with one device each, a device of another
 * organisation, and a record of who could read each word at some time.
 */
export class Scenario {
  readonly store: Store;
  readonly org: string;
  readonly people: readonly string[];
  readonly north: string;
  readonly south: string;
  readonly next: () => number;
  readonly oracle = new PermissionOracle();
  readonly devices: Device[] = [];
  /** For each word, the people who could read it at some time. */
  readonly #readersOf = new Map<string, Set<string>>();
  /** The words of each row, deleted or not. */
  readonly #wordsOf = new Map<string, Set<string>>();
  readonly #stamp: string;
  #outside: Device | null = null;
  #count = 0;

  private constructor(store: Store, seed: number) {
    this.store = store;
    this.next = random(seed);
    this.#stamp = [seed, Math.floor(this.next() * 1e9), Math.floor(performance.now() * 1000)]
      .map((number) => number.toString(36))
      .join('');
    this.org = `v${this.#stamp}`;
    this.people = ['ada', 'ben', 'cleo', 'dan', 'eve'].map((name) => `${name}-${this.#stamp}`);
    [this.north, this.south] = [`n-${this.#stamp}`, `s-${this.#stamp}`];
  }
  static async open(store: Store, seed: number): Promise<Scenario> {
    const scenario = new Scenario(store, seed);
    await scenario.#fill(seed);
    return scenario;
  }
  async #fill(seed: number): Promise<void> {
    const { north, south, oracle, people } = this;
    const [ada = '', ben = '', cleo = '', dan = '', eve = ''] = people;
    const teams = { [north]: ada, [south]: ben };
    const members = { [ada]: null, [ben]: null, [cleo]: north, [dan]: north, [eve]: south };
    await makeOrg(this.store, this.org, teams, members);
    for (const [user, team] of Object.entries(members)) oracle.teamOf.set(user, team);
    for (const [team, manager] of Object.entries(teams)) oracle.managerOf.set(team, manager);
    oracle.recordManagers();
    const name = `v${this.#stamp}`;
    const devices = people.map((user, index) =>
      new Device(`${name}-${index}`, user, seed * 11 + index).open(this.org),
    );
    this.devices.push(...(await Promise.all(devices)));
    const names = people.map((id) => ({ id, name: `Name of ${id}` }));
    for (const { db } of this.devices) await putMeta(db, 'members', names);
    const other = `o${this.#stamp}`;
    const [boss, rep, team] = [`boss-${other}`, `rep-${other}`, `t-${other}`];
    await makeOrg(this.store, other, { [team]: boss }, { [boss]: null, [rep]: team });
    this.#outside = await new Device(`${name}-out`, rep, seed).open(other);
  }
  readonly pick = <T>(list: readonly T[]): T => list[Math.floor(this.next() * list.length)] as T;
  readonly factId = (scope: string, field: string) =>
    keyedId(this.org, scope, 'typedFact', [DEAL, field]);

  /** All devices, with the one of the other organisation. */
  all(): Device[] {
    return this.#outside ? [...this.devices, this.#outside] : this.devices;
  }
  rows(): string[] {
    return [...this.#wordsOf.keys()];
  }
  /** A new word in a row. */
  canary(row: string, scope: string): string {
    const text = `canary${this.#stamp}x${++this.#count}x`;
    const readers = this.people.filter((user) => this.oracle.sees(user, scope));
    this.#readersOf.set(text, new Set(readers));
    this.#wordsOf.set(row, (this.#wordsOf.get(row) ?? new Set()).add(text));
    return text;
  }
  /** True if a text has a word that this person never could read. */
  hasHidden(user: string, text: string): boolean {
    return [...this.#readersOf].some(([word, seenBy]) => text.includes(word) && !seenBy.has(user));
  }
  /** A person knows a word because of writing it. */
  knows(user: string, word: string): void {
    this.#readersOf.get(word)?.add(user);
  }
  /** Records the present readers of each word. */
  async recordReaders(): Promise<void> {
    for (const row of await this.#stored()) {
      if (row.deleted) continue;
      // All words, because a keyed row has another id after a handover.
      for (const [text, seenBy] of this.#readersOf)
        if (row.fields.includes(text))
          for (const user of this.people) if (this.oracle.sees(user, row.scope)) seenBy.add(user);
    }
  }
  /** Changes memberships, and records who may read what then. */
  async change(work: Parameters<Store['within']>[1]): Promise<void> {
    await this.store.within(this.org, async (tx) => {
      await work(tx);
      await recomputeMemberships(tx, this.org, 3);
    });
    this.oracle.recordManagers();
    await this.recordReaders();
  }
  /** A word that a device has or received without the right to read it, or null. */
  async findLeak(): Promise<string | null> {
    for (const device of this.all()) {
      const held = `${JSON.stringify(await device.db.rows.toArray())}\n${device.heard.join('\n')}`;
      for (const [text, seenBy] of this.#readersOf)
        if (held.includes(text) && !seenBy.has(device.user))
          return `${device.user} has ${text}, but never had the right to read it`;
    }
    return null;
  }
  /** A row that a device lacks, or has without the right to read it at the end, or null. */
  async findDifference(): Promise<string | null> {
    const rows = await this.#stored();
    for (const { db, user } of this.devices) {
      if (this.oracle.gone.has(user)) continue;
      const held = (await db.rows.toArray()).filter((row) => !row.deleted);
      const have = new Set(held.map((row) => row.id));
      for (const { id, scope, deleted } of rows)
        if (!deleted && this.oracle.sees(user, scope) !== have.has(id))
          return `${user} ${have.has(id) ? 'holds' : 'lacks'} ${id} in ${scope}`;
    }
    return null;
  }
  /** A text of a row that a person lost, or a name after a removal, in any table; or null. */
  async findRemains(): Promise<string | null> {
    const rows = await this.#stored();
    for (const { db, user } of this.devices) {
      const isGone = this.oracle.gone.has(user);
      if (isGone) await purge(db);
      const held = rows.filter((row) => this.oracle.sees(user, row.scope) && row.fields !== '{}');
      const readable = held.map(({ id, fields }) =>
        [fields, ...(this.#wordsOf.get(id) ?? [])].join(),
      );
      const stored = await contentOf(db);
      for (const text of this.#readersOf.keys())
        if (stored.includes(text) && !readable.some((texts) => texts.includes(text)))
          return `${user} still stores ${text} of a row that they lost`;
      const name = this.people.find((other) => other !== user && stored.includes(other));
      if (isGone && name) return `${user} was removed and still stores ${name}`;
    }
    return null;
  }
  async close(): Promise<void> {
    for (const device of this.all()) await device.db.delete();
  }
  #stored() {
    return this.store.within(this.org, (tx) =>
      tx
        .selectFrom('row')
        .select(['id', 'scope', 'fields', 'deleted'])
        .where('org_id', '=', this.org)
        .execute(),
    );
  }
}
