import Dexie, { RangeSet } from 'dexie';

/**
 * Makes every extension page run its live queries again. Called when the background starts: the
 * previous one may have been stopped after a transaction was committed and before Dexie notified
 * the pages, which would show the older state until the next change.
 */
export function rerunLiveQueries(): void {
  // Dexie does the same for a page that returns from the back/forward cache.
  Dexie.on.storagemutated.fire({ all: new RangeSet(Number.NEGATIVE_INFINITY, [[]]) });
}
