import { PostgresAdapter, sql } from 'kysely';
import type { Tx } from '../tables.ts';

const PAGE = 200;
/** The only collection with numbers so far. */
const COLLECTION = 'playbookVersion';

/** The columns of a version, as `server/sync/series.ts` makes them. */
function numberOf(scope: string, { playbook, version }: Record<string, unknown>) {
  return typeof playbook === 'string' && Number.isSafeInteger(version)
    ? { series: JSON.stringify([COLLECTION, scope, playbook]), number: Number(version) }
    : { series: null, number: null };
}

/**
 * The number of a numbered row, beside its fields: finding the numbers in use read and parsed every
 * version of every playbook.
 */
export async function up(tx: Tx): Promise<void> {
  await tx.schema.alterTable('row').addColumn('series', 'text').execute();
  await tx.schema.alterTable('row').addColumn('number', 'bigint').execute();
  await tx.schema
    .createIndex('row_series')
    .on('row')
    .columns(['org_id', 'series', 'number'])
    .where('series', 'is not', null)
    .execute();
  const isPostgres = tx.getExecutor().adapter instanceof PostgresAdapter;
  for (const { id: org } of await tx.selectFrom('org').select('id').execute()) {
    // With row-level security, rows are visible only after their organisation is set.
    if (isPostgres) await sql`select set_config('sideline.org', ${org}, true)`.execute(tx);
    await fill(tx, org);
  }
}

async function fill(tx: Tx, org: string): Promise<void> {
  for (let after = ''; ; ) {
    const rows = await tx
      .selectFrom('row')
      .select(['id', 'scope', 'fields'])
      .where('org_id', '=', org)
      .where('collection', '=', COLLECTION)
      .where('id', '>', after)
      .orderBy('id')
      .limit(PAGE)
      .execute();
    for (const row of rows)
      await tx
        .updateTable('row')
        .set(numberOf(row.scope, JSON.parse(row.fields) as Record<string, unknown>))
        .where('org_id', '=', org)
        .where('id', '=', row.id)
        .execute();
    if (rows.length < PAGE) return;
    after = rows.at(-1)?.id ?? '';
  }
}
