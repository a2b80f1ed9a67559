import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod/mini';
import type { Store } from '../store/store.ts';
import type { Db, Tx } from '../store/tables.ts';
import { lockOrg } from '../sync/rows.ts';
import { doPart, type Job, Resume, Step } from './departureSteps.ts';
import { raisePeople } from './pairs.ts';

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

/** A departure to begin: its steps, and who reads the rows of a pair until they have moved. */
interface Departure extends Pick<Job, 'id' | 'at' | 'steps'> {
  pair: { manager: string; rep: string } | null;
}

/** Records a departure in the transaction that ends a membership or begins a handover. */
export async function addJob(
  tx: Tx,
  org: string,
  { id, at, steps, pair }: Departure,
): Promise<void> {
  const { orgVersion } = await lockOrg(tx, org, 0);
  await tx
    .insertInto('departure_job')
    .values({
      org_id: org,
      id,
      at,
      head: orgVersion,
      manager: pair?.manager ?? null,
      rep: pair?.rep ?? null,
      steps: JSON.stringify(steps),
      place: null,
      moved_rows: 0,
      moved_notes: 0,
    })
    .execute();
}

async function jobOf(tx: Tx, org: string): Promise<Job | null> {
  const row = await tx
    .selectFrom('departure_job')
    .selectAll()
    .where('org_id', '=', org)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  return {
    id: row.id,
    at: row.at,
    head: row.head,
    steps: z.array(Step).parse(JSON.parse(row.steps)),
    place: row.place === null ? null : Resume.parse(JSON.parse(row.place)),
    moved: { rows: row.moved_rows, notes: row.moved_notes },
  };
}

/**
 * Does one batch of the organisation's departure, in the transaction of the caller. Where it
 * stopped is written in the same transaction, so that a kill loses and repeats nothing.
 */
export async function runBatch(
  tx: Tx,
  org: string,
  size: number,
): Promise<'none' | 'more' | 'ended'> {
  // Locked first: two processes take turns.
  await lockOrg(tx, org, 0);
  let job: Job | null = await jobOf(tx, org);
  if (!job) return 'none';
  const { id } = job;
  // A small rest of a batch begins nothing: a note with its replies needs room.
  for (let left = size; 2 * left >= size; ) {
    const [step, ...later] = job.steps;
    if (!step) break;
    const { next, cost, moved } = await doPart(tx, org, job, step, left);
    left -= Math.max(1, cost);
    const sum: Job['moved'] = {
      rows: job.moved.rows + moved.rows,
      notes: job.moved.notes + moved.notes,
    };
    job = { ...job, steps: next === null ? later : job.steps, place: next, moved: sum };
  }
  if (job.steps.length === 0) {
    await tx.deleteFrom('departure_job').where('org_id', '=', org).where('id', '=', id).execute();
    return 'ended';
  }
  await tx
    .updateTable('departure_job')
    .set({
      steps: JSON.stringify(job.steps),
      place: job.place === null ? null : JSON.stringify(job.place),
      moved_rows: job.moved.rows,
      moved_notes: job.moved.notes,
    })
    .where('org_id', '=', org)
    .where('id', '=', id)
    .execute();
  return 'more';
}

/** The notes that a departure under way moved so far. */
export async function movedSoFar(tx: Tx, org: string, id: string): Promise<number> {
  const job = await tx
    .selectFrom('departure_job')
    .select('moved_notes')
    .where('org_id', '=', org)
    .where('id', '=', id)
    .executeTakeFirst();
  return job?.moved_notes ?? 0;
}

async function hasJob(db: Db | Tx, org: string): Promise<boolean> {
  const job = await db
    .selectFrom('departure_job')
    .select('id')
    .where('org_id', '=', org)
    .limit(1)
    .executeTakeFirst();
  return job !== undefined;
}

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
