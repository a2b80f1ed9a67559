import * as z from 'zod/mini';
import {
  childrenOf,
  collectionNames,
  collections,
  scopes,
  staysWithPair,
} from '../../lib/model/index.ts';
import type { Tx } from '../store/tables.ts';
import { rowsOfScope } from '../sync/batch.ts';
import { addRow } from '../sync/bulk.ts';
import { eraseStatements } from '../sync/erase.ts';
import {
  eraseBatch,
  eraseConflicts,
  eraseRevisions,
  forgetAnswers,
  forgetResults,
  rowsBy,
} from '../sync/erasure.ts';
import { moveBatch } from '../sync/move.ts';

/** Collections that belong to the company: questions, playbooks, thresholds. */
const COMPANY = collectionNames.filter((name) => collections[name].erased === 'kept');
/** Keyed collections, whose rows several people write: only the person's changes are erased. */
const KEYED = collectionNames.filter(
  (name) => collections[name].key !== null && !COMPANY.includes(name),
);
/**
 * Collections deleted at every removal, in every scope: an identity in a CRM would keep the next
 * person from using the same CRM user, and absences are nobody's business any more.
 */
export const DELETED = collectionNames.filter((name) => collections[name].leaves);

const user = z.string();
const scope = z.string();
const step = <const T extends string, S extends z.core.$ZodShape>(name: T, shape: S) =>
  z.object({ do: z.literal(name), ...shape });

/** One part of a departure. It contains ids and no words. */
export const Step = z.discriminatedUnion('do', [
  /** Deletes what ends with its author: the rest, if there is more than a batch of it. */
  step('eraseLeaving', { user }),
  /** Deletes the rows of a scope that nobody reads any more. */
  step('eraseScope', { scope }),
  /** Moves all rows of a scope. */
  step('moveScope', { from: scope, to: scope }),
  /**
   * Moves those that the rep's next manager gets, and then says so in that pair. It ends early if
   * the former manager is the present one again.
   */
  step('handOver', { rep: user, from: user, to: user, by: user }),
  step('eraseRows', { user }),
  step('eraseStatements', { user }),
  step('forgetAnswers', { user }),
  step('eraseRevisions', { user }),
  step('eraseConflicts', { user }),
  step('forgetResults', { user }),
]);
export type Step = z.infer<typeof Step>;

/** Where a step continues: after a version, in a note, after a revision, after a result. */
export const Resume = z.union([
  z.int(),
  z.object({ after: z.int(), note: z.string(), child: z.int() }),
  z.tuple([z.string(), z.string()]),
  z.string(),
]);
export type Resume = z.infer<typeof Resume>;

/** A departure under way. */
export interface Job {
  id: string;
  /** Time of the departure, Unix ms, and the organisation's version then. */
  at: number;
  head: number;
  /** The steps that are left, and where the first one continues; null: at its beginning. */
  steps: readonly Step[];
  place: Resume | null;
  /** What was moved so far. */
  moved: { rows: number; notes: number };
}

/** What was done of a step. */
interface PartDone {
  /** Null: the step is finished. */
  next: Resume | null;
  /** How much of a batch it was, in rows. */
  cost: number;
  moved: { rows: number; notes: number };
}

/** Looking through a window takes about as long as changing so many rows. */
const WINDOW_COST = 10;
const NOTHING = { rows: 0, notes: 0 };
const partDone = (next: Resume | null, cost: number = WINDOW_COST): PartDone => ({
  ...{ next, cost },
  moved: NOTHING,
});

/** Does a part of a step, of about `size` rows. */
export async function doPart(
  tx: Tx,
  org: string,
  job: Job,
  step: Step,
  size: number,
): Promise<PartDone> {
  const { at, head } = job;
  const version = typeof job.place === 'number' ? job.place : 0;
  const revision: [string, string] = Array.isArray(job.place) ? job.place : ['', ''];
  const here = { place: version, size, at };
  switch (step.do) {
    case 'eraseLeaving':
    case 'eraseRows': {
      const names =
        step.do === 'eraseRows' ? { except: [...COMPANY, ...KEYED] } : { only: DELETED };
      const { rows, next } = await rowsBy(tx, org, { user: step.user, head }, names, here);
      const isDone = await eraseBatch(tx, org, rows, here);
      return partDone(isDone ? next : version, WINDOW_COST + rows.length);
    }
    case 'eraseScope': {
      const { rows, next } = await rowsOfScope(
        tx,
        org,
        step.scope,
        (eb) => eb('version', '<=', head),
        { after: version, size },
      );
      const isDone = await eraseBatch(tx, org, rows, here);
      return partDone(isDone ? next : version, 1 + rows.length);
    }
    case 'moveScope':
      return movePart(tx, org, job, step, size);
    case 'handOver': {
      const [from, to] = [scopes.pair(step.from, step.rep), scopes.pair(step.to, step.rep)];
      const only = (row: Parameters<typeof staysWithPair>[0]) => !staysWithPair(row);
      // What the two share again stays with them.
      const isOver = await isPair(tx, org, step.from, step.rep);
      const done = isOver ? partDone(null) : await movePart(tx, org, job, { from, to, only }, size);
      if (done.next === null) await sayHandedOver(tx, org, job, step, done.moved);
      return done;
    }
    case 'eraseStatements': {
      const person = { user: step.user, head };
      const { rows, next } = await eraseStatements(tx, org, person, KEYED, here);
      return partDone(next, WINDOW_COST + rows.length);
    }
    case 'forgetAnswers':
      return partDone(await forgetAnswers(tx, org, step.user, revision));
    case 'eraseRevisions':
      return partDone(await eraseRevisions(tx, org, step.user, revision));
    case 'eraseConflicts': {
      const { rows, next } = await eraseConflicts(tx, org, step.user, here);
      return partDone(next, WINDOW_COST + rows.length);
    }
    case 'forgetResults': {
      const after = typeof job.place === 'string' ? job.place : '';
      return partDone(await forgetResults(tx, org, step.user, after));
    }
  }
}

/** True if a former pair became the present one again. */
async function isPair(tx: Tx, org: string, manager: string, rep: string): Promise<boolean> {
  const pair = await tx
    .selectFrom('pairing')
    .select('until')
    .where('org_id', '=', org)
    .where('manager', '=', manager)
    .where('rep', '=', rep)
    .executeTakeFirst();
  return pair?.until === null;
}

async function movePart(
  tx: Tx,
  org: string,
  { place, at }: Job,
  move: Parameters<typeof moveBatch>[2],
  size: number,
): Promise<PartDone> {
  const start = typeof place === 'string' || Array.isArray(place) || place === null ? 0 : place;
  const { rows, next } = await moveBatch(tx, org, move, { place: start, size, at });
  const notes = rows.filter((row) => childrenOf(row.collection).length > 0).length;
  return { next, cost: 1 + rows.length, moved: { rows: rows.length, notes } };
}

/** The rep and the new manager see who did it, when, and how many notes, once all are there. */
async function sayHandedOver(
  tx: Tx,
  org: string,
  { id, at, moved }: Job,
  { rep, from, to, by }: Extract<Step, { do: 'handOver' }>,
  last: { rows: number; notes: number },
): Promise<void> {
  if (moved.rows + last.rows === 0) return;
  const notes = moved.notes + last.notes;
  const fields = { refKey: '', rep, from, to, author: by, at, notes };
  const scope = scopes.pair(to, rep);
  await addRow(tx, org, { id, collection: 'handover', scope, fields, author: by }, at);
}
