import { PostgresAdapter, sql } from 'kysely';
import { keyedId, ruleOf } from '../../../lib/model/index.ts';
import type { Tx } from '../tables.ts';

const PAGE = 500;

/**
 * Removals and handovers that are under way, and the key of a keyed row beside its fields: which of
 * the rows of one key counts was found by reading every row of its collection.
 */
export async function up(tx: Tx): Promise<void> {
  await tx.schema
    .createTable('departure_job')
    .addColumn('org_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('head', 'bigint', (c) => c.notNull())
    .addColumn('manager', 'text')
    .addColumn('rep', 'text')
    .addColumn('steps', 'text', (c) => c.notNull())
    .addColumn('place', 'text')
    .addColumn('moved_rows', 'bigint', (c) => c.notNull())
    .addColumn('moved_notes', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('departure_job_key', ['org_id', 'id'])
    .execute();
  await tx.schema.alterTable('row').addColumn('subject', 'text').execute();
  const isPostgres = tx.getExecutor().adapter instanceof PostgresAdapter;
  for (const { id: org } of await tx.selectFrom('org').select('id').execute()) {
    // With row-level security, rows are visible only after their organisation is set.
    if (isPostgres) await sql`select set_config('sideline.org', ${org}, true)`.execute(tx);
    await fill(tx, org);
  }
  await tx.schema
    .createIndex('row_subject')
    .on('row')
    .columns(['org_id', 'subject'])
    .where('subject', 'is not', null)
    .execute();
}

/**
 * The key of a row in any scope, as `server/sync/keyWithoutScope.ts` makes it; null without one. By
 * the present rules and not by those of this migration: the server compares it only with keys that
 * it makes by them. A version that changes the key of a collection fills this column again.
 */
function subjectOf(org: string, collection: string, fields: Record<string, unknown>) {
  const key = ruleOf(collection)?.key;
  if (!key || Object.keys(fields).length === 0) return null;
  return keyedId(
    org,
    '',
    collection,
    key.map((field) => fields[field]),
  );
}

async function fill(tx: Tx, org: string): Promise<void> {
  for (let after = ''; ; ) {
    const rows = await tx
      .selectFrom('row')
      .select(['id', 'collection', 'fields'])
      .where('org_id', '=', org)
      .where('id', '>', after)
      .orderBy('id')
      .limit(PAGE)
      .execute();
    for (const { id, collection, fields } of rows) {
      const subject = subjectOf(org, collection, JSON.parse(fields) as Record<string, unknown>);
      if (subject !== null)
        await tx
          .updateTable('row')
          .set({ subject })
          .where('org_id', '=', org)
          .where('id', '=', id)
          .execute();
    }
    if (rows.length < PAGE) return;
    after = rows.at(-1)?.id ?? '';
  }
}
