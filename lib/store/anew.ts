import Dexie, { RangeSet } from 'dexie';

/**
 * Has every page of ours run its live queries again. For the start of the background: the one
 * before may have been stopped after a transaction was committed and before Dexie told the pages,
 * which would show the older state until something else changes.
 */
export function pagesReadAnew(): void {
  // As Dexie itself does for a page that comes back from the back/forward cache.
  Dexie.on.storagemutated.fire({ all: new RangeSet(Number.NEGATIVE_INFINITY, [[]]) });
}
