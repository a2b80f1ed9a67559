import { expect } from 'vitest';
import { collections, isCollection, isKeyedId } from '../../lib/model/index.ts';
import { enter, keptTables, type Line, pageOf } from '../../server/ops/tables.ts';
import type { Store } from '../../server/store/store.ts';
import { keptServer, loadKeptServer } from './kept.ts';
import { closedAfterEach } from './scratch.ts';
import type { StoreKind } from './server.ts';

/** For the tests of one file: servers with the data of 0.1.0, closed after each test. */
export function keptServers() {
  const closing = closedAfterEach();
  const load = async (kind: StoreKind, owner?: 'postgres' | 'plain') => {
    const server = await loadKeptServer(kind, owner);
    closing.push(() => server.close());
    return server;
  };
  return { closing, load };
}

/** All rows of the tables in a backup, in the order of their keys. */
export async function contents(store: Store): Promise<Record<string, Line[]>> {
  const orgs = await store.db.selectFrom('org').select('id').orderBy('id').execute();
  const found: Record<string, Line[]> = {};
  for (const table of keptTables) {
    found[table.name] = [];
    for (const org of table.tenantScoped ? orgs.map(({ id }) => id) : [null]) {
      const rows = await store.db.transaction().execute(async (tx) => {
        if (org !== null) await enter(tx, store.kind, org);
        return pageOf(tx, table, org, null, 10_000);
      });
      found[table.name]?.push(...rows);
    }
  }
  return found;
}

/** The data of a 0.1.0 server. */
export const kept = keptServer();

/** The number of occurrences of each name, in the order of the names. */
export function count(list: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of [...list].sort()) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

export function keptRows(collection: string) {
  const rows = (kept.tables.row ?? []).filter((row) => row.collection === collection);
  return rows.map(({ scope, author, deleted, fields }) => ({
    scope: String(scope),
    author: String(author),
    deleted: deleted === 1,
    fields: JSON.parse(String(fields)) as Line & { conflicts?: unknown[] },
  }));
}

export interface StoredRow {
  org_id: string;
  id: string;
  collection: string;
  scope: string;
  version: unknown;
  author: string;
  deleted: number;
  fields: Line;
}
export const rowsOf = (tables: Record<string, Line[]>) =>
  (tables.row ?? []).map(
    (row) => ({ ...row, fields: JSON.parse(String(row.fields)) }) as unknown as StoredRow,
  );

/** Rows that 0.1.0 stored several times for one key, and the keyed rows that replace them. */
export function isSeries({ collection, fields }: StoredRow): boolean {
  if (collection === 'selfView' || fields.outcome === 'shown') return true;
  return isCollection(collection) && collections[collection].key !== null;
}

/** Tables without the rows that a restore drops. */
function withoutEnded(tables: Record<string, Line[]>): Record<string, Line[]> {
  return Object.fromEntries(
    keptTables.map(({ name, ends }) => [
      name,
      (tables[name] ?? []).filter((row) => ends?.(row) !== true),
    ]),
  );
}

/** Expects all rows of 0.1.0 unchanged, except series and the numbers derived from them. */
export function expectKept(found: Record<string, Line[]>, isRestored = false): void {
  const series = new Set(
    rowsOf(kept.tables)
      .filter(isSeries)
      .map(({ id }) => id),
  );
  const revisions = (kept.tables.revision ?? []).filter(({ row_id }) => series.has(String(row_id)));
  const ofSeries = new Set(revisions.map(({ mutation_id }) => mutation_id));
  const compared = (all: Record<string, Line[]>): Record<string, Line[] | undefined> => {
    const tables = isRestored ? withoutEnded(all) : all;
    return {
      ...tables,
      org: tables.org?.map(({ epoch: _, version: __, ...org }) => org),
      // The migrations to 006 and 007 add series and number of numbered rows, and subjects.
      row: tables.row
        ?.filter((row) => !series.has(String(row.id)) && !isKeyedId(String(row.id)))
        .map(({ series: _, number: __, subject: ___, ...row }) =>
          // A start moves access log entries to the people concerned (`renewRows`).
          row.collection === 'opening' ? { ...row, scope: '', version: 0 } : row,
        ),
      departure: tables.departure?.filter(({ collection }) => collection !== 'opening'),
      // The migration to 009 adds the version of each change.
      revision: tables.revision
        ?.filter(({ mutation_id }) => !ofSeries.has(mutation_id))
        .map(({ version: _, ...revision }) => revision),
      // The migration to 005 adds the inviter, and unmarks addresses that nobody verified.
      invitation: tables.invitation?.map(({ invited_by: _, ...invitation }) => invitation),
      user: tables.user?.map(({ emailVerified: _, ...user }) => user),
      scope_sum: [],
    };
  };
  const [now, before] = [compared(found), compared(kept.tables)];
  for (const table of Object.keys(kept.tables)) expect(now[table], table).toEqual(before[table]);
}
