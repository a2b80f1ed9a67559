/** After the panel was covered or faint, input is ignored for this long. */
export const AFTER_COVER_MS = 500;

/**
 * Whether input reaches the panel: a page must not lay something over it, or make it faint, and let
 * a person click what they cannot see. Before the first report nothing reaches it.
 */
export class InSight {
  #isCovered: boolean | null = null;
  #since = Number.NEGATIVE_INFINITY;

  /** @param now ms; the panel is covered from now on, or in sight. */
  report(isCovered: boolean, now: number): void {
    if (this.#isCovered && !isCovered) this.#since = now;
    this.#isCovered = isCovered;
  }
  accepts(now: number): boolean {
    return this.#isCovered === false && now - this.#since >= AFTER_COVER_MS;
  }
}
