import { sql } from 'kysely';
import { type CollectionName, isCollection } from '../../lib/model/index.ts';
import { deleteOldNotices } from '../people/notices.ts';
import { REMOVED } from '../people/removal.ts';
import { deleteExpiredSessions } from '../people/sessions.ts';
import { REMEMBERED_MS, WIPED } from '../people/wipe.ts';
import { ConfigError } from '../shared/errors.ts';
import { ERASED_TABLE } from '../store/erased.ts';
import type { Store } from '../store/store.ts';
import type { Tx } from '../store/tables.ts';
import { eraseSome } from '../sync/bulk.ts';
import { MOST_VERSIONS } from '../sync/history.ts';
import { forgetMerged } from '../sync/results.ts';
import { chunks, lockOrg } from '../sync/rows.ts';

const DAY_MS = 86_400_000;
/**
 * How long results of mutations are stored, so that a device can ask again (D4). Counted from the
 * device's last request, however long it is away.
 */
const KEEP_RESULTS_MS = 30 * DAY_MS;
/**
 * How long tombstones and records of gone rows are stored. A device away longer pulls its scopes
 * again (L5).
 */
export const KEEP_TOMBSTONES_MS = 90 * DAY_MS;

/**
 * How long the list of erasures contains a deleted row: a backup that is restored is not older.
 * People stay in it.
 */
const KEEP_ERASED_ROWS_MS = 400 * DAY_MS;

/** Days that rows of a collection are stored after their last change. Other rows stay for good. */
export type Retention = Partial<Record<CollectionName, number>>;

/** Reads `promptOutcome=365,note=1095`. @throws ConfigError */
export function readRetention(text: string | undefined): Retention {
  const result: Retention = {};
  for (const part of (text ?? '').split(',').filter((item) => item.trim() !== '')) {
    const [name = '', days = ''] = part.split('=').map((side) => side.trim());
    if (!isCollection(name))
      throw new ConfigError(
        `SIDELINE_RETENTION contains “${name}”, which is not a collection. ` +
          'docs/sync.md lists the collections.',
      );
    if (!/^[1-9]\d{0,4}$/.test(days))
      throw new ConfigError(
        `SIDELINE_RETENTION contains “${part.trim()}”. ` +
          'It should be a collection and a number of days, like note=1095.',
      );
    result[name] = Number(days);
  }
  return result;
}

/** Tombstones that one transaction deletes: pushes wait meanwhile. */
const TOMBSTONES_AT_ONCE = 500;

/** Tombstones from before a time. The value is in the text, which needs it to use the index. */
const tombstones = (tx: Tx, org: string, before: number) =>
  tx
    .selectFrom('row')
    .where('org_id', '=', org)
    .where('deleted', '=', sql.lit(1))
    .where('at', '<', before);

/**
 * Raises the floor to the last tombstone and record of a gone row that every device had time to
 * pull, and deletes these records (L5).
 */
async function raiseFloor(tx: Tx, org: string, before: number): Promise<number> {
  const { orgVersion } = await lockOrg(tx, org, 0);
  const last = await tombstones(tx, org, before)
    .select((eb) => eb.fn.max('version').as('version'))
    .executeTakeFirst();
  const left = await tx
    .selectFrom('departure')
    .select((eb) => eb.fn.max('version').as('version'))
    .where('org_id', '=', org)
    .where('at', '<', before)
    .executeTakeFirst();
  const floor = Math.min(orgVersion, Math.max(last?.version ?? 0, left?.version ?? 0));
  if (floor === 0) return 0;
  await tx.deleteFrom('departure').where('org_id', '=', org).where('at', '<', before).execute();
  await tx
    .updateTable('org')
    .set({ floor })
    .where('id', '=', org)
    .where('floor', '<', floor)
    .execute();
  return floor;
}

/** Deletes some tombstones below the floor. @returns whether there may be more. */
async function deleteTombstones(
  tx: Tx,
  org: string,
  floor: number,
  before: number,
): Promise<boolean> {
  // Nobody restores a row between reading and deleting.
  await lockOrg(tx, org, 0);
  const old = await tombstones(tx, org, before)
    .select('id')
    .where('version', '<=', floor)
    .limit(TOMBSTONES_AT_ONCE)
    .execute();
  for (const ids of chunks(old.map((row) => row.id))) {
    await tx.deleteFrom('revision').where('org_id', '=', org).where('row_id', 'in', ids).execute();
    await tx.deleteFrom('row').where('org_id', '=', org).where('id', 'in', ids).execute();
  }
  return old.length === TOMBSTONES_AT_ONCE;
}

/**
 * Deletes results that no device asks for any more. A device that did not receive the last response
 * sends the change again, even after months: the results of its last pushes stay until its next
 * request. Merged texts contain other people's words and are deleted anyway: the device gets the
 * present text by pulling.
 */
async function deleteAnswers(tx: Tx, org: string, before: number): Promise<void> {
  await tx
    .deleteFrom('mutation_result')
    .where('org_id', '=', org)
    .where('at', '<', before)
    .where('client_id', 'not in', (clients) =>
      clients
        .selectFrom('client')
        .select('id')
        .where('org_id', '=', org)
        .where('seen_at', '<', before + DAY_MS),
    )
    .execute();
  const merged = await tx
    .selectFrom('mutation_result')
    .select('mutation_id')
    .where('org_id', '=', org)
    .where('at', '<', before)
    .where('result', 'like', '%"kind":"merged"%')
    .execute();
  await forgetMerged(
    tx,
    org,
    merged.map(({ mutation_id: key }) => key),
  );
}

/**
 * Deletes field revisions that are no longer shown: the history of a setting that is saved every
 * day would grow without limit. Text revisions stay, since later texts are merged against them.
 */
async function deleteFieldRevisions(tx: Tx, org: string, before: number): Promise<void> {
  const fields = tx
    .selectFrom('revision')
    .where('org_id', '=', org)
    .where('kind', '=', sql.lit('fields'));
  const many = await fields
    .select('row_id')
    .groupBy('row_id')
    .having((eb) => eb.fn.countAll(), '>', MOST_VERSIONS)
    .execute();
  for (const { row_id: row } of many) {
    const last = await fields
      .select('at')
      .where('row_id', '=', row)
      .orderBy('at', 'desc')
      .offset(MOST_VERSIONS)
      .limit(1)
      .executeTakeFirst();
    if (!last) continue;
    const until = Math.min(last.at, before);
    await tx
      .deleteFrom('revision')
      .where('org_id', '=', org)
      .where('row_id', '=', row)
      .where('kind', '=', 'fields')
      .where('at', '<', until)
      .execute();
  }
}

/**
 * Every hour: deletes counts of limits whose window is over, and one-time tokens that nobody used.
 * Strangers make tokens too, at the start of a sign-in with a provider.
 */
export async function deleteExpired({ db }: Pick<Store, 'db'>, now: number): Promise<void> {
  await db.deleteFrom('limit_count').where('expire', '<', now).execute();
  await db.deleteFrom('once').where('expires_at', '<', now).execute();
}

/** Deletes the presence of processes that ended: each start has rows of its own. */
async function deletePresence(tx: Tx, org: string, before: number): Promise<void> {
  await tx.deleteFrom('presence').where('org_id', '=', org).where('at', '<', before).execute();
}

/** The steps of one organisation: none depends on another, and each transaction is short. */
function stepsOf(store: Store, org: string, now: number, retention: Retention) {
  const within = <T>(work: (tx: Tx) => Promise<T>) => store.within(org, work);
  const erase = async (collection: string, days: number) => {
    const which = { collections: [collection], before: now - days * DAY_MS };
    for (let after: string | null = ''; after !== null; ) {
      const from: string = after;
      after = await within((tx) => eraseSome(tx, org, which, from, now));
    }
  };
  const compact = async (before: number) => {
    const floor = await within((tx) => raiseFloor(tx, org, before));
    for (let isMore = floor > 0; isMore; )
      isMore = await within((tx) => deleteTombstones(tx, org, floor, before));
  };
  return [
    ...Object.entries(retention).map(
      ([name, days]) =>
        () =>
          erase(name, days),
    ),
    () => compact(now - KEEP_TOMBSTONES_MS),
    () => within((tx) => deleteAnswers(tx, org, now - KEEP_RESULTS_MS)),
    () => within((tx) => deleteFieldRevisions(tx, org, now - KEEP_RESULTS_MS)),
    () => within((tx) => deleteOldNotices(tx, org, now)),
    () => within((tx) => deletePresence(tx, org, now - DAY_MS)),
  ];
}

/**
 * The daily retention job: deletes what is over. Other requests come in between the steps, and a
 * step that fails stops no other.
 * @throws AggregateError at the end, with the failures.
 */
export async function runRetention(store: Store, now: number, retention: Retention): Promise<void> {
  const { db } = store;
  const orgs = await db.selectFrom('org').select('id').execute();
  const steps: (() => Promise<unknown>)[] = [
    ...orgs.flatMap(({ id }) => stepsOf(store, id, now, retention)),
    () => deleteExpiredSessions(db, now),
    () =>
      db
        .deleteFrom('invitation')
        .where('expires_at', '<', now - KEEP_RESULTS_MS)
        .execute(),
    () =>
      db
        .deleteFrom(ERASED_TABLE)
        .where('kind', '=', 'row')
        .where('at', '<', now - KEEP_ERASED_ROWS_MS)
        .execute(),
    () =>
      db
        .deleteFrom(ERASED_TABLE)
        .where('kind', 'in', [WIPED, REMOVED])
        .where('at', '<', now - REMEMBERED_MS)
        .execute(),
    () => store.forget(),
    () => deleteExpired(store, now),
  ];
  const failures: unknown[] = [];
  for (const step of steps) await step().catch((error: unknown) => failures.push(error));
  if (failures.length > 0)
    throw new AggregateError(failures, failures.map(String).join('; ').slice(0, 1000));
}
