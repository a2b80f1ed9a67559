import { setTimeout as sleep } from 'node:timers/promises';
import type { Store } from '../store/store.ts';
import type { Db, Tx } from '../store/tables.ts';
import { lockOrg } from '../sync/rows.ts';
import { hasJob, jobOf, runBatch } from './departureJobs.ts';
import type { Step } from './departureSteps.ts';
import { raisePeople } from './pairs.ts';

// Runs departures batch by batch to their end: beside other requests, after a response, and after
// a kill. What one is, and its batches, are in departureJobs.ts.

/** A departure that an error stopped, at one of its steps. */
export interface Stopped {
  org: string;
  /** Null: it is not known. */
  step: Step['do'] | null;
  error: unknown;
}

/** How a departure is cut, and who hears of what comes after a response. */
export interface Batches {
  /** Rows that one transaction changes, about. */
  size: number;
  /** Between two transactions: other requests come first. */
  pause(): Promise<void>;
  /** Ends when a response waits no longer for the last batch. */
  patience(): Promise<void>;
  /** Hears of an error that nobody else gets to know. */
  stopped(departure: Stopped): void;
  /** Gets a departure that may go on after its response. It never fails. */
  goesOn(departure: Promise<void>): void;
}

/**
 * A batch of 50 keyed rows takes about 10 ms of the processor (`npm run bench -- departure`). A
 * device waits 25 s for a response.
 */
export const usualBatches: Batches = {
  size: 50,
  pause: () => sleep(5),
  patience: () => sleep(15_000, undefined, { ref: false }),
  stopped: () => {},
  goesOn: () => {},
};

/** What a departure needs of the store. */
export type DepartureStore = Pick<Store, 'within'>;

/** What it needs of the server to run to its end. */
interface DepartureDeps {
  store: Pick<Store, 'within' | 'forget'>;
  poke(org: string, version: number): void;
  batches?: Batches | undefined;
}

/**
 * Finishes what is left of departures in an organisation, batch by batch.
 * @returns the organisation's version; null if nothing was left.
 */
export async function finishDepartures(
  store: DepartureStore,
  org: string,
  { size, pause }: Batches = usualBatches,
): Promise<number | null> {
  for (;;) {
    const done = await store.within(org, async (tx) => {
      if (!(await hasJob(tx, org))) return null;
      const state = await runBatch(tx, org, size);
      // Who read the pair until its rows had moved loses it now, which devices learn by a pull.
      const isEnded = state === 'ended';
      return { isEnded, version: isEnded ? await raisePeople(tx, org) : null };
    });
    if (done?.isEnded !== false) return done?.version ?? null;
    await pause();
  }
}

/** The step at which a departure stopped. */
async function stoppedAt(store: DepartureStore, org: string, error: unknown): Promise<Stopped> {
  const job = await store.within(org, (tx) => jobOf(tx, org)).catch(() => null);
  return { org, step: job?.steps[0]?.do ?? null, error };
}

/**
 * Finishes a departure after its first transaction, and notifies the devices. If that takes long,
 * it goes on after the response. It never fails: what the person asked for is done, and what an
 * error leaves is continued by the next start, within the hour, or before another departure.
 */
export async function finishInTime(
  { store, poke, batches = usualBatches }: DepartureDeps,
  org: string,
): Promise<void> {
  const finishing = finishDepartures(store, org, batches)
    .then(async (version) => {
      if (version !== null) poke(org, version);
      await store.forget();
    })
    .catch(async (error: unknown) => batches.stopped(await stoppedAt(store, org, error)));
  batches.goesOn(finishing);
  await Promise.race([finishing, batches.patience()]);
}

/** An earlier departure is not finished yet: the same request can succeed later. */
export class DepartureBusyError extends Error {}

/**
 * Runs the first transaction of a departure, with as much of its batches as fits in it, once no
 * earlier departure of the organisation is left: its rows might move again.
 * @returns what `begin` returns, and the organisation's version afterwards.
 * @throws DepartureBusyError if that takes too long: nothing was done.
 */
export async function depart<T>(
  store: DepartureStore,
  org: string,
  batches: Batches,
  begin: (tx: Tx) => Promise<T>,
): Promise<{ value: T; version: number }> {
  let isLate = false;
  void batches.patience().then(() => {
    isLate = true;
  });
  const pause = async () => {
    if (isLate) throw new DepartureBusyError('an earlier departure is not finished');
    await batches.pause();
  };
  for (;;) {
    await finishDepartures(store, org, { ...batches, pause });
    const begun = await store.within(org, async (tx) => {
      await lockOrg(tx, org, 0);
      if (await hasJob(tx, org)) return null;
      const value = await begin(tx);
      await runBatch(tx, org, batches.size);
      return { value, version: (await lockOrg(tx, org, 0)).orgVersion };
    });
    if (begun) return begun;
  }
}

/**
 * Finishes what a kill or an error left, in every organisation: what stops one stops no other.
 * @returns what stopped again.
 */
export async function resumeDepartures({
  store,
  db,
  poke,
  batches = usualBatches,
}: DepartureDeps & { db: Db }): Promise<Stopped[]> {
  const jobs = await db.selectFrom('departure_job').select('org_id').distinct().execute();
  const stopped: Stopped[] = [];
  for (const { org_id: org } of jobs)
    try {
      const version = await finishDepartures(store, org, batches);
      if (version !== null) poke(org, version);
    } catch (error) {
      stopped.push(await stoppedAt(store, org, error));
    }
  if (jobs.length > 0) await store.forget();
  return stopped;
}
