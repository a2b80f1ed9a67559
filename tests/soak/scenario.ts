import { keyedId } from '../../lib/model/index.ts';
import { purge, putMeta } from '../../lib/store/write.ts';
import { insertUser } from '../../server/people/auth.ts';
import { recomputeMemberships } from '../../server/people/pairs.ts';
import type { Store } from '../../server/store/store.ts';
import { contentOf } from './content.ts';
import { LinkModel } from './linkModel.ts';
import { PermissionOracle } from './permissions.ts';
import { Device, makeOrg, random } from './simulation.ts';
import { WordPlaces } from './wordPlaces.ts';

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
  readonly links = new LinkModel(this.oracle);
  readonly places = new WordPlaces();
  readonly devices: Device[] = [];
  /** What the server did against the model, as soon as it did. */
  problem: string | null = null;
  /** How many hidden rows somebody tried to find. */
  guessed = 0;
  readonly #tokens = new Map<string, string>();
  /** The scope of each row, as the server had it at the last look. */
  readonly #scopeOf = new Map<string, string>();
  /** For each word, the people who could read it at some time. */
  readonly #readersOf = new Map<string, Set<string>>();
  /**
   * For each word, the scopes that it was written for. Those who read one of them later read the
   * word in the history (T5), until the row is deleted (T6).
   */
  readonly #scopesOf = new Map<string, Set<string>>();
  /** The words of each row, deleted or not. */
  readonly #wordsOf = new Map<string, Set<string>>();
  /** Who wrote each word. */
  readonly #authorOf = new Map<string, string>();
  /** Words in reports for somebody else, with who sent them. */
  readonly #reports = new Map<string, string>();
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
    oracle.admin = ada;
    await this.store.within(this.org, async (tx) => {
      for (const id of people)
        await insertUser(tx, {
          id,
          email: `${id}@example.test`,
          name: `Name of ${id}`,
          emailVerified: true,
          now: new Date(),
        });
      await tx.updateTable('member').set({ role: 'admin' }).where('user_id', '=', ada).execute();
    });
    for (const id of people) await this.signIn(id);
    for (const [user, team] of Object.entries(members)) oracle.teamOf.set(user, team);
    for (const [team, manager] of Object.entries(teams)) oracle.managerOf.set(team, manager);
    oracle.recordManagers();
    for (const [index, user] of people.entries())
      this.devices.push(await this.#newDevice(user, seed * 11 + index));
    const other = `o${this.#stamp}`;
    const [boss, rep, team] = [`boss-${other}`, `rep-${other}`, `t-${other}`];
    await makeOrg(this.store, other, { [team]: boss }, { [boss]: null, [rep]: team });
    this.#outside = await new Device(`v${this.#stamp}-out`, rep, seed).open(other);
  }
  async #newDevice(user: string, seed: number): Promise<Device> {
    const name = `v${this.#stamp}-${++this.#count}`;
    const device = await new Device(name, user, seed).open(this.org);
    const names = this.people.map((id) => ({ id, name: `Name of ${id}` }));
    await putMeta(device.db, 'members', names);
    return device;
  }
  /** A person signs in on their device. */
  async signIn(userId: string): Promise<void> {
    const [id, token] = [`s${this.#stamp}x${++this.#count}`, `token${this.#stamp}x${this.#count}`];
    const [now, later] = [new Date(), new Date(Date.now() + 86_400_000)].map((at) =>
      at.toISOString(),
    ) as [string, string];
    const times = { createdAt: now, updatedAt: now, expiresAt: later };
    const session = { id, userId, token, ...times, ipAddress: null, userAgent: null };
    await this.store.db.insertInto('session').values(session).execute();
    this.#tokens.set(userId, token);
  }
  tokenOf(user: string): string {
    const token = this.#tokens.get(user);
    if (token === undefined) throw new Error(`${user} is not signed in`);
    return token;
  }
  /** A person signs in again, on a device without data. What the old one received still counts. */
  async replaceDevice(old: Device): Promise<void> {
    const device = await this.#newDevice(old.user, this.#count);
    device.heard.push(...old.heard);
    this.devices[this.devices.indexOf(old)] = device;
    await this.signIn(old.user);
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
  /** The scope of a row as the server has it; null for a row that it does not have. */
  storedScope(row: string): string | null {
    return this.#scopeOf.get(row) ?? null;
  }
  /**
   * A new word of a person in a row.
   * @param scope of the row as the device knows it; `stored`: where the row is now.
   */
  canary(author: string, row: string, scope: string, stored: string | null = null): string {
    const text = `canary${this.#stamp}x${++this.#count}x`;
    this.places.write(text, author, row, stored === null ? [scope] : [scope, stored]);
    const readers = this.people.filter((user) => this.oracle.sees(user, scope));
    this.#readersOf.set(text, new Set(readers));
    this.#scopesOf.set(text, new Set([scope]));
    this.#wordsOf.set(row, (this.#wordsOf.get(row) ?? new Set()).add(text));
    this.#authorOf.set(text, author);
    return text;
  }
  /** A new word in a report for one person, which its sender knows and does not read again. */
  report(author: string, row: string, to: string): string {
    const word = this.canary(author, row, `u:${to}`);
    this.#reports.set(word, author);
    this.knows(author, word);
    return word;
  }
  /** True if a text has a word that this person never could read, and cannot in the history. */
  hasHidden(user: string, text: string): boolean {
    return [...this.#readersOf].some(
      ([word, seenBy]) =>
        text.includes(word) && !seenBy.has(user) && !this.#isInHistory(user, word),
    );
  }
  /** A person received a history: its words are known, as far as the person may read them there. */
  heardHistory(user: string, text: string): void {
    for (const [word, seenBy] of this.#readersOf)
      if (text.includes(word) && this.#isInHistory(user, word)) seenBy.add(user);
  }
  #isInHistory(user: string, word: string): boolean {
    return [...(this.#scopesOf.get(word) ?? [])].some((scope) => this.oracle.sees(user, scope));
  }
  /** A person knows a word because of writing it. */
  knows(user: string, word: string): void {
    this.#readersOf.get(word)?.add(user);
  }
  /** Compares the server's rows with the model, and records the present readers of each word. */
  async recordReaders(): Promise<void> {
    const rows = (await this.#stored()).filter(({ deleted }) => !deleted);
    const links = rows.filter(({ collection }) => collection === 'crmIdentity');
    this.problem ??=
      this.places.compare(rows) ??
      this.links.compare(links.map(({ fields }) => JSON.parse(fields)));
    const before = [...this.#scopeOf.keys()];
    this.#scopeOf.clear();
    for (const row of rows) {
      this.#scopeOf.set(row.id, row.scope);
      // All words, because a keyed row has another id after a handover.
      for (const [text, seenBy] of this.#readersOf)
        if (row.fields.includes(text)) {
          this.#scopesOf.get(text)?.add(row.scope);
          for (const user of this.people) if (this.oracle.sees(user, row.scope)) seenBy.add(user);
        }
    }
    const deleted = before.filter((row) => !this.#scopeOf.has(row));
    for (const row of deleted)
      for (const word of this.#wordsOf.get(row) ?? []) this.#scopesOf.get(word)?.clear();
  }
  /** True if a person can read that another one read earlier versions of something about a deal. */
  async isLogged(reader: string, person: string, rowId: string): Promise<boolean> {
    const rows = await this.#stored();
    const { refKey } = JSON.parse(rows.find(({ id }) => id === rowId)?.fields ?? '{}');
    return rows.some(({ collection, scope, author, fields }) => {
      if (collection !== 'opening' || scope !== `u:${person}` || author !== reader) return false;
      const entry = JSON.parse(fields);
      return entry.how === 'history' && entry.refKey === (refKey ?? '');
    });
  }
  /** Changes memberships, and records who may read what then. */
  async change(work: Parameters<Store['within']>[1]): Promise<void> {
    await this.store.within(this.org, async (tx) => {
      await work(tx);
      await recomputeMemberships(tx, this.org, 3);
    });
    this.oracle.recordManagers();
    this.links.peopleChanged();
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
  /** A word that an erased person wrote and that the server still has, or null. */
  async findErased(): Promise<string | null> {
    const { org } = this;
    const words = this.places.erasedWords();
    if (words.length === 0) return null;
    const rows = await this.#stored();
    const isOthersNote = new Set(
      rows
        .filter(({ collection, author }) => collection === 'note' && !this.places.isErased(author))
        .map(({ id }) => id),
    );
    const revisions = await this.store.within(org, (tx) =>
      tx
        .selectFrom('revision')
        .select(['row_id as id', 'text', 'merged'])
        .where('org_id', '=', org)
        .execute(),
    );
    // Words that were merged into the note of somebody else stay in it.
    const texts = [
      ...rows.map(({ id, fields }) => ({ id, text: fields })),
      ...revisions.map(({ id, text, merged }) => ({ id, text: `${text} ${merged}` })),
    ].filter(({ id }) => !isOthersNote.has(id));
    for (const word of words) {
      const left = texts.find(({ text }) => text.includes(word));
      if (left) return `${word} of an erased person is still in ${left.id}`;
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
      const readable = rows
        .filter((row) => this.oracle.sees(user, row.scope))
        .map(({ id, fields }) => {
          const words = [...(this.#wordsOf.get(id) ?? [])];
          // Of a row that was erased with somebody else a person has what they sent into it
          // themselves: it would be sent again to a server that was restored.
          const isErased = fields === '{}';
          const own = words.filter((word) => !isErased || this.#authorOf.get(word) === user);
          return [fields, ...own].join();
        });
      const stored = await contentOf(db);
      // A device keeps for a week what it sent, for a server that is restored: also a report that
      // was for somebody else.
      const isOwnReport = (text: string) => this.#reports.get(text) === user;
      for (const text of this.#readersOf.keys())
        if (
          stored.includes(text) &&
          !isOwnReport(text) &&
          !readable.some((texts) => texts.includes(text))
        )
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
        .select(['id', 'collection', 'scope', 'author', 'fields', 'deleted'])
        .where('org_id', '=', this.org)
        .execute(),
    );
  }
}
