/** After the panel was covered, faint or hidden, input is ignored for this long. */
export const AFTER_COVER_MS = 500;

/**
 * Covered: something is over the panel, or it is faint. Hidden: not drawn at all, for example while
 * the panel is collapsed to its tab.
 */
export type Sight = 'inSight' | 'covered' | 'hidden';

/**
 * Whether input reaches the panel: a page must not lay something over it, or make it faint, and let
 * a person click what they cannot see. Before the first report nothing reaches it.
 */
export class InSight {
  #sight: Sight | null = null;
  #backInSightAt = Number.NEGATIVE_INFINITY;

  /** @param now ms; the panel has this sight since then. */
  report(sight: Sight, now: number): void {
    if (this.#sight !== null && this.#sight !== 'inSight' && sight === 'inSight')
      this.#backInSightAt = now;
    this.#sight = sight;
  }
  /** In how many ms input is accepted, if the panel stays in sight; null while it is not. */
  acceptsIn(now: number): number | null {
    return this.#sight === 'inSight'
      ? Math.max(0, this.#backInSightAt + AFTER_COVER_MS - now)
      : null;
  }
  accepts(now: number): boolean {
    return this.acceptsIn(now) === 0;
  }
  /** Something is over the panel, so the reason is shown to a person whose input is ignored. */
  get isCovered(): boolean {
    return this.#sight === 'covered';
  }
}
