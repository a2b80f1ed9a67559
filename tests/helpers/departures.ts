import { runBatch } from '../../server/people/departureJobs.ts';
import type { Store } from '../../server/store/store.ts';
import type { Tx } from '../../server/store/tables.ts';
import { moveBatch } from '../../server/sync/move.ts';

const ALL = 1_000_000;

/** Everything that is left of a departure, in the transaction of the caller. */
export async function runAtOnce(tx: Tx, org: string): Promise<void> {
  while ((await runBatch(tx, org, ALL)) === 'more');
}

/** Moves all rows of a scope to another one. */
export async function moveScope(
  store: Store,
  org: string,
  move: { from: string; to: string },
  at: number,
): Promise<void> {
  await store.within(org, (tx) => moveBatch(tx, org, move, { place: 0, size: ALL, at }));
}
