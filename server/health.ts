import type { Db } from './store/tables.ts';

const FRESH_MS = 1000;

/**
 * Checks the database, once in a second however often it is asked.
 * @param now a clock that only goes forward, ms.
 * @throws if it fails
 */
export function healthCheck(db: Db, now: () => number): () => Promise<void> {
  let checkedAt = Number.NEGATIVE_INFINITY;
  let result: Promise<unknown> = Promise.resolve();
  return async () => {
    if (now() - checkedAt >= FRESH_MS) {
      checkedAt = now();
      result = db.selectFrom('migration').select('id').limit(1).execute();
    }
    await result;
  };
}
