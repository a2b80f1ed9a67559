import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import { childrenOf } from '../../lib/model/index.ts';
import type { Tables, Tx } from '../store/tables.ts';
import { datedOf } from './rows.ts';
import type { Dated } from './stored.ts';

// Rows in batches, each for a transaction of its own. They come in the order of their versions, so
// that what a person changes meanwhile comes again, and nothing is missed.

/** Rows to look through in one query: reading them takes a few milliseconds. */
export const WINDOW = 1000;

/**
 * Where a batch ended: the version of its last row. Of a note with many children also which one
 * moved last.
 */
export type BatchEnd = number | { after: number; note: string; child: number };

/** The rows of a batch, and where the next one begins; null after the last one. */
export interface Batch<P extends BatchEnd = BatchEnd> {
  rows: Dated[];
  next: P | null;
}

export type Condition = (eb: ExpressionBuilder<Tables, 'row'>) => Expression<SqlBool>;

/** Rows of a scope. @param condition that the rows meet besides. */
export async function rowsOfScope(
  tx: Tx,
  org: string,
  scope: string,
  condition: Condition,
  { after, size }: { after: number; size: number },
): Promise<Batch<number>> {
  const rows = await tx
    .selectFrom('row')
    .selectAll()
    .where('org_id', '=', org)
    .where('scope', '=', scope)
    .where('version', '>', after)
    .where(condition)
    .orderBy('version')
    .limit(size)
    .execute();
  return { rows: rows.map(datedOf), next: rows.length < size ? null : (rows.at(-1)?.version ?? 0) };
}

/** Rows of any scope. One batch looks at WINDOW rows at most, however few of them it wants. */
export async function rowsOfOrg(
  tx: Tx,
  org: string,
  condition: Condition,
  { after, size }: { after: number; size: number },
): Promise<Batch<number>> {
  const end = await tx
    .selectFrom('row')
    .select('version')
    .where('org_id', '=', org)
    .where('version', '>', after)
    .orderBy('version')
    .offset(WINDOW - 1)
    .limit(1)
    .executeTakeFirst();
  const rows = await tx
    .selectFrom('row')
    .selectAll()
    .where('org_id', '=', org)
    .where('version', '>', after)
    .$if(end !== undefined, (query) => query.where('version', '<=', end?.version ?? 0))
    .where(condition)
    .orderBy('version')
    .limit(size)
    .execute();
  const isFull = rows.length === size;
  return {
    rows: rows.map(datedOf),
    next: isFull ? (rows.at(-1)?.version ?? 0) : (end?.version ?? null),
  };
}

const isNote = ({ collection }: Dated) => childrenOf(collection).length > 0;

/** Selects the live rows of a scope. */
const liveIn = (tx: Tx, org: string, scope: string) =>
  tx
    .selectFrom('row')
    .selectAll()
    .where('org_id', '=', org)
    .where('scope', '=', scope)
    .where('deleted', '=', 0);

/** The live children of notes in a scope. */
async function childrenIn(
  tx: Tx,
  org: string,
  scope: string,
  notes: readonly string[],
  { after, size }: { after: number; size: number },
): Promise<Dated[]> {
  if (notes.length === 0) return [];
  const rows = await liveIn(tx, org, scope)
    .where('parent', 'in', notes)
    .where('version', '>', after)
    .orderBy('version')
    .limit(size)
    .execute();
  return rows.map(datedOf);
}

/** The live rows of a scope with these ids. */
async function rowsIn(tx: Tx, org: string, scope: string, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const rows = await liveIn(tx, org, scope).where('id', 'in', ids).execute();
  return rows.map(datedOf);
}

/**
 * Live rows of a scope, each note together with all its children. Of a note with more children than
 * a batch has room for, the children come first: nobody gets a note without its replies.
 * @param only the rows that are wanted.
 */
export async function familiesOfScope(
  tx: Tx,
  org: string,
  { scope, only }: { scope: string; only: (row: Dated) => boolean },
  { place, size }: { place: BatchEnd; size: number },
): Promise<Batch> {
  const wanted = ({ rows, next }: Batch): Batch => ({ rows: rows.filter(only), next });
  if (typeof place !== 'number') return wanted(await restOfFamily(tx, org, scope, place, size));
  const isLive: Condition = (eb) => eb('deleted', '=', 0);
  const found = await rowsOfScope(tx, org, scope, isLive, { after: place, size });
  const rows = found.rows.filter(only);
  const noteOf = (row: Dated) => row.parent ?? (isNote(row) ? row.id : null);
  const notes = [...new Set(rows.flatMap((row) => noteOf(row) ?? []))];
  const children = await childrenIn(tx, org, scope, notes, { after: 0, size: 2 * size });
  if (children.length < 2 * size) {
    const parents = await rowsIn(tx, org, scope, notes);
    const all = new Map([...rows, ...children, ...parents].map((row) => [row.id, row]));
    return wanted({ rows: [...all.values()], next: found.next });
  }
  // Too many for one batch: the rows before the first note, or that note alone.
  const index = rows.findIndex((row) => noteOf(row) !== null);
  const before = rows.slice(0, index);
  const [note, last] = [rows[index], before.at(-1)];
  if (last) return { rows: before, next: last.version };
  const family = { after: place, note: (note && noteOf(note)) ?? '', child: 0 };
  return wanted(await restOfFamily(tx, org, scope, family, size));
}

/** Further children of one note, and after the last ones the note. */
async function restOfFamily(
  tx: Tx,
  org: string,
  scope: string,
  { after, note, child }: Exclude<BatchEnd, number>,
  size: number,
): Promise<Batch> {
  const children = await childrenIn(tx, org, scope, [note], { after: child, size });
  const last = children.at(-1);
  if (last && children.length === size)
    return { rows: children, next: { after, note, child: last.version } };
  return { rows: [...children, ...(await rowsIn(tx, org, scope, [note]))], next: after };
}
