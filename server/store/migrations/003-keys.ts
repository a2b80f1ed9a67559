import { PostgresAdapter, sql } from 'kysely';
import {
  addToSum,
  emptySum,
  keyedId,
  MIN_INSTANT,
  type ScopeSum,
} from '../../../lib/model/index.ts';
import type { Tx } from '../tables.ts';
import { mendDays } from './003-days.ts';

/** Collections that were series before this migration, with the fields of their new key. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  coachingSettings: [],
  profile: ['member'],
  stageMap: ['playbook', 'crm', 'tenant'],
  checkItem: ['refKey', 'playbook', 'item'],
  dealPlaybook: ['refKey'],
  typedFact: ['refKey', 'field'],
  vote: ['suggestion', 'author'],
  crmIdentity: ['crm', 'tenant', 'crmUserId'],
  promptShown: ['refKey', 'fingerprint'],
};
/** Fields that contain an instant. */
const INSTANTS = ['at', 'last', 'before'];
/** The private self-check, which is stored only on its device from now on. */
const PRIVATE = 'selfView';

type Fields = Record<string, unknown>;

interface Row {
  id: string;
  collection: string;
  scope: string;
  version: number;
  author: string;
  fields: Fields;
}

/** Makes one row of each series, deletes private self-checks, and corrects invalid days. */
export async function up(tx: Tx, now: number): Promise<void> {
  for (const { id: org } of await tx.selectFrom('org').select('id').execute()) {
    // With row-level security, rows are visible only after their organisation is set.
    const isPostgres = tx.getExecutor().adapter instanceof PostgresAdapter;
    if (isPostgres) await sql`select set_config('sideline.org', ${org}, true)`.execute(tx);
    await mendDays(tx, org);
    await keyRows(tx, org, now);
    await recomputeSums(tx, org);
  }
}

async function keyRows(tx: Tx, org: string, now: number): Promise<void> {
  const rows = await seriesOf(tx, org);
  await deletePrivate(tx, org);
  if (rows.length === 0) return;
  const { version: head } = await tx
    .selectFrom('org')
    .select('version')
    .where('id', '=', org)
    .executeTakeFirstOrThrow();
  let version = Number(head);
  for (const { id } of rows)
    await tx
      .updateTable('row')
      .set({ deleted: 1, fields: '{}', version: ++version, at: now })
      .where('org_id', '=', org)
      .where('id', '=', id)
      .execute();
  const members = await tx
    .selectFrom('member')
    .select('user_id')
    .where('org_id', '=', org)
    .execute();
  const present = new Set(members.map((member) => member.user_id));
  // Only its author can change a CRM identity, so that of a former member would block it for good.
  const counted = rows.filter((row) => row.collection !== 'crmIdentity' || present.has(row.author));
  const winner = (series: readonly Row[]) => series.at(-1)?.version ?? 0;
  // In the order in which the server received the rows that count, also between two scopes.
  const inOrder = [...byKey(org, counted)].sort(([, a], [, b]) => winner(a) - winner(b));
  for (const [id, series] of inOrder) {
    await write(tx, org, id, series, ++version, now);
    await keepHistory(tx, org, id, series);
  }
  await tx.updateTable('org').set({ version }).where('id', '=', org).execute();
}

/** Rows of series that are not deleted, in the order in which the server received them. */
async function seriesOf(tx: Tx, org: string): Promise<Row[]> {
  const names = [...Object.keys(KEYS), 'promptOutcome', PRIVATE];
  const rows = await tx
    .selectFrom('row')
    .select(['id', 'collection', 'scope', 'version', 'author', 'fields'])
    .where('org_id', '=', org)
    .where('deleted', '=', 0)
    .where('collection', 'in', names)
    .orderBy('version')
    .execute();
  const parsed = rows.map((row) => ({ ...row, fields: JSON.parse(row.fields) as Fields }));
  // Of the outcomes of a question, only `shown` is a series.
  return parsed.filter(
    ({ collection, fields }) => collection !== 'promptOutcome' || fields.outcome === 'shown',
  );
}

const nameOf = ({ collection }: Row) =>
  collection === 'promptOutcome' ? 'promptShown' : collection;

/** The rows of each key, by the id of the new row. */
function byKey(org: string, rows: readonly Row[]): Map<string, Row[]> {
  const bySeries = new Map<string, Row[]>();
  for (const row of rows) {
    const name = nameOf(row);
    const key = KEYS[name];
    // Only its user may read which questions were shown.
    if (key === undefined || (name === 'promptShown' && !row.scope.startsWith('u:'))) continue;
    const values = key.map((field) => row.fields[field]);
    const id = keyedId(org, row.scope, name, values);
    const series = bySeries.get(id);
    if (series) series.push(row);
    else bySeries.set(id, [row]);
  }
  return bySeries;
}

/** Writes one row for a series: the row that the server received last counts, whatever its time. */
async function write(
  tx: Tx,
  org: string,
  id: string,
  series: readonly Row[],
  version: number,
  now: number,
): Promise<void> {
  const last = series.at(-1);
  if (!last) return;
  const values = {
    org_id: org,
    id,
    collection: nameOf(last),
    scope: last.scope,
    version,
    rev: 1,
    deleted: 0,
    fields: JSON.stringify(fieldsOf(last, now)),
    schema: 1,
    author: last.author,
    parent: null,
    at: now,
  };
  // Writers chose ids until now: a row with the id of a key is overwritten.
  await tx
    .insertInto('row')
    .values(values)
    .onConflict((conflict) => conflict.columns(['org_id', 'id']).doUpdateSet(values))
    .execute();
}

function fieldsOf(row: Row, now: number): Fields {
  const { outcome, reason, ...rest } = row.fields;
  const fields: Fields = nameOf(row) === 'promptShown' ? shownOf(rest) : { ...row.fields };
  for (const name of INSTANTS) {
    const value = fields[name];
    if (typeof value === 'number') fields[name] = Math.min(Math.max(value, MIN_INSTANT), now);
  }
  const empty = row.collection === 'crmIdentity' ? { refKey: '' } : {};
  return { ...empty, ...fields, editedBy: null };
}

/** A row without a count of days counts for the day on which it was written. */
function shownOf(fields: Fields): Fields {
  return {
    ...fields,
    days: fields.days ?? 1,
    last: fields.last ?? fields.at,
    before: fields.before ?? null,
  };
}

/** Assigns the history of a series to its new row. */
async function keepHistory(tx: Tx, org: string, id: string, series: readonly Row[]): Promise<void> {
  for (const { id: old } of series)
    await tx
      .updateTable('revision')
      .set({ row_id: id })
      .where('org_id', '=', org)
      .where('row_id', '=', old)
      .execute();
}

async function deletePrivate(tx: Tx, org: string): Promise<void> {
  const rows = tx
    .selectFrom('row')
    .select('id')
    .where('org_id', '=', org)
    .where('collection', '=', PRIVATE);
  await tx.deleteFrom('revision').where('org_id', '=', org).where('row_id', 'in', rows).execute();
  await tx
    .updateTable('row')
    .set({ fields: '{}' })
    .where('org_id', '=', org)
    .where('collection', '=', PRIVATE)
    .execute();
}

/** Computes the sum of each scope again. */
async function recomputeSums(tx: Tx, org: string): Promise<void> {
  const sums = new Map<string, ScopeSum>();
  const rows = await tx
    .selectFrom('row')
    .select(['id', 'scope', 'version'])
    .where('org_id', '=', org)
    .where('deleted', '=', 0)
    .execute();
  for (const { id, scope, version } of rows) {
    sums.set(scope, addToSum(sums.get(scope) ?? emptySum, id, Number(version), 1));
  }
  await tx.deleteFrom('scope_sum').where('org_id', '=', org).execute();
  for (const [scope, sum] of sums)
    await tx
      .insertInto('scope_sum')
      .values({ org_id: org, scope, ...sum })
      .execute();
}
