/** After the panel appeared, or was covered, faint or hidden, presses are ignored for this long. */
export const AFTER_COVER_MS = 500;

/**
 * How much of the panel a person sees. `inSight`: all. `covered`: something is over it, or the page
 * made it faint. `hidden`: nothing, for example while it is collapsed to its tab.
 */
export type Sight = 'inSight' | 'covered' | 'hidden';

/**
 * Whether input reaches the panel: a page must not lay something over it, or make it faint, and let
 * a person click what they cannot see. Before the first report nothing reaches it. In a new panel
 * keys count from the first report on, because a page cannot give a new frame the focus; presses
 * wait, because a page can have a new frame made under the pointer.
 */
export class InSight {
  #sight: Sight | null = null;
  #inSightAt = Number.NEGATIVE_INFINITY;
  /** Until the panel is first in sight or covered. */
  #isNew = true;
  #takesKeysAtOnce = false;

  /** @param now ms; the panel has this sight since then. */
  report(sight: Sight, now: number): void {
    if (this.#sight !== 'inSight' && sight === 'inSight') {
      this.#inSightAt = now;
      this.#takesKeysAtOnce = this.#isNew;
    }
    if (sight !== 'hidden') this.#isNew = false;
    this.#sight = sight;
  }
  /** In how many ms presses count, if the panel stays in sight; null while it is not. */
  acceptsIn(now: number): number | null {
    return this.#sight === 'inSight' ? Math.max(0, this.#inSightAt + AFTER_COVER_MS - now) : null;
  }
  accepts(now: number, what: 'press' | 'key'): boolean {
    if (what === 'key' && this.#sight === 'inSight' && this.#takesKeysAtOnce) return true;
    return this.acceptsIn(now) === 0;
  }
  /** Covered or faint: a person whose input is ignored is shown the reason. */
  get isCovered(): boolean {
    return this.#sight === 'covered';
  }
}
