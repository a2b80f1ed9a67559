import { sql } from 'kysely';
import type { Tx } from '../store/tables.ts';
import { type Batch, type Condition, rowsOfOrg, WINDOW } from './batch.ts';
import { erased, writeNext } from './bulk.ts';
import { forgetMerged } from './results.ts';
import type { Dated } from './stored.ts';

// The parts of the erasure of a person, in batches; keyed rows of several people are in erase.ts.

/** Earlier texts to delete for each row of a batch. */
const MOST_HISTORY = 5;

/** A person whose words are erased. */
export interface ErasedPerson {
  user: string;
  /** Version of the organisation when the erasure began. */
  head: number;
}

/** True for a row that was not erased since the erasure began. */
export const isLeft =
  ({ head }: ErasedPerson): Condition =>
  (eb) =>
    eb.or([eb('version', '<=', head), eb('deleted', '=', 0), eb('fields', '<>', '{}')]);

/** Deletes rows with their history. @returns false if history is left, and so are the rows. */
export async function eraseBatch(
  tx: Tx,
  org: string,
  rows: readonly Dated[],
  { size, at }: { size: number; at: number },
): Promise<boolean> {
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return true;
  const history = await tx
    .selectFrom('revision')
    .select(['row_id', 'mutation_id', 'kind'])
    .where('org_id', '=', org)
    .where('row_id', 'in', ids)
    .orderBy('row_id')
    .orderBy('mutation_id')
    .limit(MOST_HISTORY * size)
    .execute();
  await forgetMerged(
    tx,
    org,
    history.filter(({ kind }) => kind === 'merged').map(({ mutation_id: key }) => key),
  );
  const last = history.at(-1);
  const isAll = history.length < MOST_HISTORY * size;
  if (last)
    await tx
      .deleteFrom('revision')
      .where('org_id', '=', org)
      .where('row_id', 'in', ids)
      .$if(!isAll, (query) => query.where(isUpTo([last.row_id, last.mutation_id])))
      .execute();
  if (!isAll) return false;
  const changes = rows.map((row) => ({ before: row, after: erased(row) }));
  await writeNext(tx, org, changes, at);
  return true;
}

/** Rows of collections that a person wrote. */
export function rowsBy(
  tx: Tx,
  org: string,
  person: ErasedPerson,
  names: { only: readonly string[] } | { except: readonly string[] },
  { place, size }: { place: number; size: number },
): Promise<Batch<number>> {
  const isTheirs: Condition = (eb) =>
    eb.and([
      isLeft(person)(eb),
      eb('author', '=', person.user),
      'only' in names
        ? eb('collection', 'in', names.only)
        : eb('collection', 'not in', names.except),
    ]);
  return rowsOfOrg(tx, org, isTheirs, { after: place, size });
}

/** The key of a revision: its row and its change. */
export type RevisionKey = [row: string, change: string];

const isAfter = ([row, change]: RevisionKey) =>
  sql<boolean>`(row_id, mutation_id) > (${row}, ${change})`;
const isUpTo = ([row, change]: RevisionKey) =>
  sql<boolean>`(row_id, mutation_id) <= (${row}, ${change})`;

/** The last one of the next WINDOW revisions; null if fewer are left. */
async function endOfWindow(tx: Tx, org: string, after: RevisionKey): Promise<RevisionKey | null> {
  const end = await tx
    .selectFrom('revision')
    .select(['row_id', 'mutation_id'])
    .where('org_id', '=', org)
    .where(isAfter(after))
    .orderBy('row_id')
    .orderBy('mutation_id')
    .offset(WINDOW - 1)
    .limit(1)
    .executeTakeFirst();
  return end ? [end.row_id, end.mutation_id] : null;
}

/**
 * Takes the merged texts out of the answers to changes of rows in which the person has a text.
 * Before the person’s texts go: they tell which rows these are.
 */
export async function forgetAnswers(
  tx: Tx,
  org: string,
  user: string,
  after: RevisionKey,
): Promise<RevisionKey | null> {
  const end = await endOfWindow(tx, org, after);
  const merged = await tx
    .selectFrom('revision')
    .select('mutation_id')
    .where('org_id', '=', org)
    .where(isAfter(after))
    .$if(end !== null, (query) => query.where(isUpTo(end ?? after)))
    .where('kind', '=', 'merged')
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('revision as own')
          .select('own.row_id')
          .where('own.org_id', '=', org)
          .whereRef('own.row_id', '=', 'revision.row_id')
          .where('own.author', '=', user)
          .where('own.kind', '!=', 'fields'),
      ),
    )
    .execute();
  await forgetMerged(
    tx,
    org,
    merged.map(({ mutation_id: key }) => key),
  );
  return end;
}

/** Deletes the person’s texts and values in the history of rows. */
export async function eraseRevisions(
  tx: Tx,
  org: string,
  user: string,
  after: RevisionKey,
): Promise<RevisionKey | null> {
  const end = await endOfWindow(tx, org, after);
  await tx
    .deleteFrom('revision')
    .where('org_id', '=', org)
    .where(isAfter(after))
    .$if(end !== null, (query) => query.where(isUpTo(end ?? after)))
    .where('author', '=', user)
    .execute();
  return end;
}

/**
 * Deletes the person’s versions beside the texts of others. Words that were merged into a text stay
 * in it.
 */
export async function eraseConflicts(
  tx: Tx,
  org: string,
  user: string,
  { place, size, at }: { place: number; size: number; at: number },
): Promise<Batch<number>> {
  const isTheirs = (conflict: unknown) =>
    (conflict as { author?: unknown } | null)?.author === user;
  const hasTheirs: Condition = (eb) =>
    eb.and([eb('fields', 'like', '%"conflicts":[{%'), eb('fields', 'like', `%${user}%`)]);
  const { rows, next } = await rowsOfOrg(tx, org, hasTheirs, { after: place, size });
  const changes = rows.flatMap((row) => {
    const { conflicts } = row.fields;
    if (!Array.isArray(conflicts) || !conflicts.some(isTheirs)) return [];
    const left = conflicts.filter((conflict) => !isTheirs(conflict));
    return [{ before: row, after: { ...row, fields: { ...row.fields, conflicts: left } } }];
  });
  await writeNext(tx, org, changes, at);
  return { rows, next };
}

/** Deletes the results of the person’s changes. @param after key of the last one that was seen. */
export async function forgetResults(
  tx: Tx,
  org: string,
  user: string,
  after: string,
): Promise<string | null> {
  const results = tx
    .selectFrom('mutation_result')
    .select('mutation_id')
    .where('org_id', '=', org)
    .where('mutation_id', '>', after);
  const end = await results
    .orderBy('mutation_id')
    .offset(WINDOW - 1)
    .limit(1)
    .executeTakeFirst();
  await tx
    .deleteFrom('mutation_result')
    .where('org_id', '=', org)
    .where('mutation_id', '>', after)
    .$if(end !== undefined, (query) => query.where('mutation_id', '<=', end?.mutation_id ?? ''))
    .where('mutation_id', 'like', `${user}:%`)
    .execute();
  return end?.mutation_id ?? null;
}
