import { parseScope } from '../../model/index.ts';
import type { PullResponse } from '../protocol.ts';
import { ServerError } from './http.ts';

/** The most pages of one round; each has up to 1,000 rows. */
export const MOST_PAGES = 2000;

/**
 * The server contradicts itself, by mistake or on purpose. Its data is not applied, and the round
 * ends; a later one tries again.
 */
export const implausible = (detail: string) => new ServerError('implausible', true, detail);

const versionOf = (cursor: string | undefined) => {
  const [epoch, version] = cursor?.split(':') ?? [];
  return { epoch, version: Number(version) };
};

/** Checks the pages of one round: a server must not keep a device busy without end. */
export class PageCheck {
  #pages = 0;
  readonly #most: number;
  #epochs = new Set<string>();
  #resets = new Map<string, number>();

  constructor(most: number) {
    this.#most = most;
  }

  /**
   * @param before the cursors that were sent.
   * @throws ServerError `implausible`
   */
  accept(before: Readonly<Record<string, string>>, response: PullResponse): void {
    this.#pages += 1;
    if (this.#pages > this.#most) throw implausible('too many pages');
    // Also a name like “constructor”, which every object seems to have.
    const isScope = (name: string) => parseScope(name) !== null;
    if (!Object.keys(response.cursors).every(isScope)) throw implausible('a cursor of no scope');
    this.#epochs.add(response.epoch);
    // One change: the server was restored during the round.
    if (this.#epochs.size > 2) throw implausible('its epoch keeps changing');
    for (const scope of response.reset) {
      const count = (this.#resets.get(scope) ?? 0) + 1;
      this.#resets.set(scope, count);
      // From the start once for a new epoch, once for a wrong sum, and once for a new reader.
      if (count > 3) throw implausible('it sends a scope from the start again and again');
    }
    if (response.more && !this.#moves(before, response)) throw implausible('its cursors stay');
  }

  #moves(before: Readonly<Record<string, string>>, response: PullResponse): boolean {
    let hasMoved = response.dropScopes.length > 0;
    for (const [scope, cursor] of Object.entries(response.cursors)) {
      const [old, next] = [versionOf(before[scope]), versionOf(cursor)];
      if (old.epoch !== next.epoch || response.reset.includes(scope)) hasMoved = true;
      else if (next.version < old.version) throw implausible('a cursor goes back');
      else if (cursor !== before[scope]) hasMoved = true;
    }
    return hasMoved;
  }
}
