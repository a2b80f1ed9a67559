import * as z from 'zod/mini';
import type { Db, Tx } from '../store/tables.ts';
import { lockOrg } from '../sync/rows.ts';
import { doPart, type Job, Resume, Step } from './departureSteps.ts';

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

/** The departure under way in an organisation. */
export async function jobOf(tx: Tx, org: string): Promise<Job | null> {
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

export async function hasJob(db: Db | Tx, org: string): Promise<boolean> {
  const job = await db
    .selectFrom('departure_job')
    .select('id')
    .where('org_id', '=', org)
    .limit(1)
    .executeTakeFirst();
  return job !== undefined;
}
