import type { Tx } from '../store/tables.ts';
import { chunks, lockOrg, storedOf, writeRows } from './rows.ts';
import type { Dated, Stored } from './stored.ts';

/** Which rows: of one scope, of one author, of some collections or all but some, older than a moment; deleted ones as well where `all` says so. */
export interface Which {
  scope?: string;
  author?: string;
  /** Written first or last by this person, as keyed rows say it; some others may come along. */
  writer?: string;
  collections?: readonly string[];
  except?: readonly string[];
  all?: boolean;
  /** Last changed before this, Unix ms. */
  before?: number;
}

const PAGE = 1000;

async function page(
  tx: Tx,
  org: string,
  { scope, author, writer, collections, except, all, before }: Which,
  after: string,
): Promise<Dated[]> {
  let query = tx.selectFrom('row').selectAll().where('org_id', '=', org).where('id', '>', after);
  if (!all) query = query.where('deleted', '=', 0);
  if (except !== undefined) query = query.where('collection', 'not in', except);
  if (scope !== undefined) query = query.where('scope', '=', scope);
  if (author !== undefined) query = query.where('author', '=', author);
  if (collections !== undefined) query = query.where('collection', 'in', collections);
  if (writer !== undefined)
    query = query.where((is) =>
      is.or([is('author', '=', writer), is('fields', 'like', `%"editedBy":"${writer}"%`)]),
    );
  if (before !== undefined) query = query.where('at', '<', before);
  return (await query.orderBy('id').limit(PAGE).execute()).map((row) => ({
    ...storedOf(row),
    at: row.at,
  }));
}

/** A row before and after, its version still to come. */
export interface Rewritten {
  before: Stored | null;
  after: Stored;
  /** When somebody said what it says, where that is not now; Unix ms. */
  at?: number;
}

/**
 * Changes many rows at once on the server's own account: a handover, a removal, retention. Each takes a version, so every device learns of it.
 * @returns how many notes, and how many rows in all, were changed.
 */
export async function rewrite(
  tx: Tx,
  org: string,
  which: Which,
  change: (rows: readonly Dated[]) => Rewritten[] | Promise<Rewritten[]>,
  at: number,
): Promise<{ notes: number; rows: number }> {
  const done = { notes: 0, rows: 0 };
  let after = '';
  // First of all: what is read from here on is what is written over (on PostgreSQL somebody may be in between).
  await lockOrg(tx, org, 0);
  for (;;) {
    const rows = await page(tx, org, which, after);
    if (rows.length === 0) return done;
    const changes = await change(rows);
    const { head } = await lockOrg(tx, org, changes.length);
    const written = changes.map((item, index) => ({
      ...item,
      after: { ...item.after, version: head + index + 1 },
    }));
    await writeRows(tx, org, written, at);
    done.notes += rows.filter((row) => row.collection === 'note').length;
    done.rows += rows.length;
    after = rows.at(-1)?.id ?? '';
  }
}

export const erased = (row: Stored): Stored => ({ ...row, deleted: true, fields: {} });

/** Deletes rows with all that they held: fields, and every earlier text. What stays is that there was a row. */
export async function eraseRows(
  tx: Tx,
  org: string,
  which: Which,
  at: number,
): Promise<{ notes: number; rows: number }> {
  const ids: string[] = [];
  const erase = (rows: readonly Stored[]) => {
    ids.push(...rows.map(({ id }) => id));
    return rows.map((row) => ({ before: row, after: erased(row) }));
  };
  const done = await rewrite(tx, org, which, erase, at);
  for (const some of chunks(ids))
    await tx.deleteFrom('revision').where('org_id', '=', org).where('row_id', 'in', some).execute();
  return done;
}

/** Deletes what a person wrote in rows of others: their versions of the texts, and those that stand as conflicts. Words that were merged into a head stay in it. */
export async function eraseWords(tx: Tx, org: string, user: string, at: number): Promise<void> {
  await tx.deleteFrom('revision').where('org_id', '=', org).where('author', '=', user).execute();
  const rows = await tx
    .selectFrom('row')
    .selectAll()
    .where('org_id', '=', org)
    .where('fields', 'like', '%"conflicts":[{%')
    .where('fields', 'like', `%${user}%`)
    .execute();
  const theirs = (conflict: unknown) => (conflict as { author?: unknown } | null)?.author === user;
  const touched = rows
    .map(storedOf)
    .filter(({ fields }) => Array.isArray(fields.conflicts) && fields.conflicts.some(theirs));
  if (touched.length === 0) return;
  const { head } = await lockOrg(tx, org, touched.length);
  await writeRows(
    tx,
    org,
    touched.map((row, index) => {
      const conflicts = (row.fields.conflicts as unknown[]).filter((conflict) => !theirs(conflict));
      return {
        before: row,
        after: { ...row, fields: { ...row.fields, conflicts }, version: head + index + 1 },
      };
    }),
    at,
  );
}

/** Adds a row on the server's own account. */
export async function addRow(
  tx: Tx,
  org: string,
  row: Pick<Stored, 'id' | 'collection' | 'scope' | 'fields' | 'author'>,
  at: number,
): Promise<void> {
  const { head } = await lockOrg(tx, org, 1);
  await writeRows(
    tx,
    org,
    [
      {
        before: null,
        after: { ...row, deleted: false, rev: 1, version: head + 1, parent: null, schema: 1 },
      },
    ],
    at,
  );
}
