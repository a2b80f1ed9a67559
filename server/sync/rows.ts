import type { Selectable } from 'kysely';
import { addToSum, emptySum, isKeyedId, type ScopeSum } from '../../lib/model/index.ts';
import { addErasedRows, removeErasedRows } from '../store/erased.ts';
import { insertMany } from '../store/insert.ts';
import type { Tables, Tx } from '../store/tables.ts';
import { keyWithoutScope } from './keyWithoutScope.ts';
import { numberOf } from './series.ts';
import type { Dated, Stored } from './stored.ts';

/**
 * Keeps the parameters of a statement below the limits of SQLite (32,766) and PostgreSQL (65,535).
 */
const CHUNK = 500;

export function chunks<T>(items: readonly T[], size = CHUNK): T[][] {
  const result: T[][] = [];
  for (let at = 0; at < items.length; at += size) result.push(items.slice(at, at + size));
  return result;
}

export function storedOf(row: Selectable<Tables['row']>): Stored {
  return {
    id: row.id,
    collection: row.collection,
    scope: row.scope,
    deleted: row.deleted === 1,
    fields: JSON.parse(row.fields) as Record<string, unknown>,
    version: row.version,
    rev: row.rev,
    author: row.author,
    parent: row.parent,
    schema: row.schema,
  };
}

export const datedOf = (row: Selectable<Tables['row']>): Dated => ({
  ...storedOf(row),
  at: row.at,
});

/**
 * Rows by id, and the children of some rows: those that may move with them. What somebody other
 * than the user deleted stays where it is, however much there is of it.
 */
export async function loadRows(
  tx: Tx,
  org: string,
  ids: readonly string[],
  parents: { of: readonly string[]; user: string } | null = null,
): Promise<Map<string, Stored>> {
  const byId = new Map<string, Stored>();
  for (const chunk of chunks(ids))
    for (const row of await tx
      .selectFrom('row')
      .selectAll()
      .where('org_id', '=', org)
      .where('id', 'in', chunk)
      .execute())
      byId.set(row.id, storedOf(row));
  for (const chunk of chunks(parents?.of ?? []))
    for (const row of await tx
      .selectFrom('row')
      .selectAll()
      .where('org_id', '=', org)
      .where('parent', 'in', chunk)
      .where((is) => is.or([is('deleted', '=', 0), is('author', '=', parents?.user ?? '')]))
      .execute())
      if (!byId.has(row.id)) byId.set(row.id, storedOf(row));
  return byId;
}

export interface Locked {
  /** The first new change takes the version after this one. */
  orgVersion: number;
  people: number;
  epoch: string;
}

/**
 * Raises the organisation's version by `count`, which locks its row. Every commit of the
 * organisation takes this lock, so versions become visible in order and no pull can miss one. Taken
 * as late as possible (P3, docs/decisions/versions.md).
 */
export async function lockOrg(tx: Tx, org: string, count: number): Promise<Locked> {
  const increased = await tx
    .updateTable('org')
    .set((eb) => ({ version: eb('version', '+', count) }))
    .where('id', '=', org)
    .returning(['version', 'people', 'epoch'])
    .executeTakeFirstOrThrow();
  return {
    orgVersion: increased.version - count,
    people: increased.people,
    epoch: increased.epoch,
  };
}

/** A row before and after a change; `before` is null for a new row. */
export interface RowChange {
  before: Pick<Stored, 'scope' | 'version' | 'deleted'> | null;
  after: Stored;
  /** When a person wrote its content, if that is not now; Unix ms. */
  at?: number;
}

/**
 * Writes rows with their versions, records departures from scopes (D4) and deletions (for a
 * restore), and updates the sums of scopes (L3). The caller holds the lock.
 */
export async function writeRows(
  tx: Tx,
  org: string,
  changes: readonly RowChange[],
  at: number,
): Promise<void> {
  await insertMany(
    tx,
    'row',
    changes.map(({ after, at: changed = at }) => ({
      org_id: org,
      id: after.id,
      collection: after.collection,
      scope: after.scope,
      version: after.version,
      rev: after.rev,
      deleted: after.deleted ? 1 : 0,
      fields: JSON.stringify(after.fields),
      schema: after.schema,
      author: after.author,
      parent: after.parent,
      at: changed,
      ...numberOf(after),
      subject: keyWithoutScope(org, after),
    })),
    'row',
    (insert) =>
      insert.onConflict((conflict) =>
        conflict.columns(['org_id', 'id']).doUpdateSet((eb) => ({
          scope: eb.ref('excluded.scope'),
          version: eb.ref('excluded.version'),
          rev: eb.ref('excluded.rev'),
          deleted: eb.ref('excluded.deleted'),
          fields: eb.ref('excluded.fields'),
          schema: eb.ref('excluded.schema'),
          // A deleted keyed row that is created again gets a new author.
          author: eb.ref('excluded.author'),
          at: eb.ref('excluded.at'),
          series: eb.ref('excluded.series'),
          number: eb.ref('excluded.number'),
          subject: eb.ref('excluded.subject'),
        })),
      ),
  );
  const left = changes.filter(
    ({ before, after }) => before !== null && before.scope !== after.scope,
  );
  await insertMany(
    tx,
    'departure',
    left.map(({ before, after }) => ({
      org_id: org,
      scope: before?.scope ?? '',
      collection: after.collection,
      row_id: after.id,
      version: after.version,
      at,
    })),
  );
  await listDeletions(tx, org, changes, at);
  await updateSums(tx, org, changes);
}

/** Lists deleted rows, and takes a key off the list that is in use again. */
async function listDeletions(
  tx: Tx,
  org: string,
  changes: readonly RowChange[],
  at: number,
): Promise<void> {
  const idsOf = (wanted: (change: RowChange) => boolean) =>
    changes.filter(wanted).map(({ after }) => after.id);
  const isNew = ({ before, after }: RowChange) =>
    !after.deleted && (before ? before.deleted : isKeyedId(after.id));
  const isGone = ({ before, after }: RowChange) => before?.deleted === false && after.deleted;
  for (const ids of chunks(idsOf(isNew))) await removeErasedRows(tx, org, ids);
  await addErasedRows(tx, org, idsOf(isGone), at);
}

async function updateSums(tx: Tx, org: string, changes: readonly RowChange[]): Promise<void> {
  const touched = [
    ...new Set(
      changes.flatMap(({ before, after }) =>
        before ? [before.scope, after.scope] : [after.scope],
      ),
    ),
  ];
  const sums = new Map<string, ScopeSum>();
  for (const chunk of chunks(touched))
    for (const row of await tx
      .selectFrom('scope_sum')
      .select(['scope', 'count', 'hash'])
      .where('org_id', '=', org)
      .where('scope', 'in', chunk)
      .execute())
      sums.set(row.scope, row);
  for (const { before, after } of changes) {
    if (before && !before.deleted)
      sums.set(
        before.scope,
        addToSum(sums.get(before.scope) ?? emptySum, after.id, before.version, -1),
      );
    if (!after.deleted)
      sums.set(
        after.scope,
        addToSum(sums.get(after.scope) ?? emptySum, after.id, after.version, 1),
      );
  }
  const values = touched.map((scope) => ({
    org_id: org,
    scope,
    count: sums.get(scope)?.count ?? 0,
    hash: sums.get(scope)?.hash ?? 0,
  }));
  for (const chunk of chunks(values))
    await tx
      .insertInto('scope_sum')
      .values(chunk)
      .onConflict((conflict) =>
        conflict.columns(['org_id', 'scope']).doUpdateSet((eb) => ({
          count: eb.ref('excluded.count'),
          hash: eb.ref('excluded.hash'),
        })),
      )
      .execute();
}
