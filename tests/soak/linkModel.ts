import type { PermissionOracle } from './permissions.ts';

interface Link {
  user: string;
  confirmedBy: string | null;
}

/** Who is linked to which CRM user, and what that shares; independent of the product (D11). */
export class LinkModel {
  readonly #links = new Map<string, Link>();
  readonly #oracle: PermissionOracle;
  constructor(oracle: PermissionOracle) {
    this.#oracle = oracle;
  }
  /** Says “I am this CRM user”. The first claim holds; an administrator's is confirmed at once. */
  claim(crmUser: string, user: string): void {
    const link = this.#links.get(crmUser);
    if (link && link.user !== user) return;
    const confirmedBy = this.#oracle.isAdmin(user) ? user : (link?.confirmedBy ?? null);
    this.#links.set(crmUser, { user, confirmedBy });
  }
  /** @param member the person whom the link is confirmed for. */
  confirm(crmUser: string, member: string, by: string): void {
    const link = this.#links.get(crmUser);
    // An administrator who agrees to a link that was not there yet makes it.
    if (by === member && this.#oracle.isAdmin(by)) this.claim(crmUser, by);
    if (link?.user === member && this.#decides(by, member)) link.confirmedBy = by;
  }
  remove(crmUser: string, by: string): void {
    const link = this.#links.get(crmUser);
    if (link && (link.user === by || this.#decides(by, link.user))) this.#links.delete(crmUser);
  }
  leave(user: string): void {
    for (const [crmUser, link] of this.#links) if (link.user === user) this.#links.delete(crmUser);
  }
  /** After a change of people: what somebody agreed to counts while they may agree. */
  peopleChanged(): void {
    for (const link of this.#links.values())
      if (link.confirmedBy !== null && !this.#decides(link.confirmedBy, link.user))
        link.confirmedBy = null;
  }
  /** The CRM users that somebody is linked to. */
  linked(): string[] {
    return [...this.#links.keys()];
  }
  /** The scope in which a person's device shares the deals of a CRM user. */
  shares(crmUser: string, user: string): string {
    const link = this.#links.get(crmUser);
    const rep = link?.confirmedBy ? link.user : null;
    const manager = rep === null ? null : this.#oracle.presentManager(rep);
    const isOfPair = rep !== null && manager !== null && (user === rep || user === manager);
    return isOfPair ? `p:${manager}:${rep}` : `u:${user}`;
  }
  /** @param stored the links that the server has. @returns the first difference, or null. */
  compare(stored: readonly { crmUserId: string; userId: string; confirmedBy: unknown }[]) {
    const described = (crmUser: string, link: Link | undefined) =>
      `${crmUser} is ${link?.user ?? 'nobody'}, confirmed by ${link?.confirmedBy ?? 'nobody'}`;
    const found = new Map(
      stored.map(({ crmUserId, userId, confirmedBy }) => [
        crmUserId,
        { user: userId, confirmedBy: typeof confirmedBy === 'string' ? confirmedBy : null },
      ]),
    );
    for (const crmUser of new Set([...found.keys(), ...this.#links.keys()])) {
      const [here, there] = [this.#links.get(crmUser), found.get(crmUser)];
      if (described(crmUser, here) !== described(crmUser, there))
        return `the server says that ${described(crmUser, there)}, but ${described(crmUser, here)}`;
    }
    return null;
  }
  /** Administrators, and the manager of the member's pair. */
  #decides(by: string, member: string): boolean {
    const isManager = by !== member && this.#oracle.presentManager(member) === by;
    return this.#oracle.isAdmin(by) || isManager;
  }
}
