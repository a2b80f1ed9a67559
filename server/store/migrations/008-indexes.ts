import { sql } from 'kysely';
import type { Tx } from '../tables.ts';

/**
 * Indexes for what read a whole organisation or scope: the daily retention, under the lock of the
 * organisation, and each push of an hourly row.
 */
export async function up(tx: Tx): Promise<void> {
  const { schema } = tx;
  await schema
    .createIndex('row_deleted')
    .on('row')
    .columns(['org_id', 'at'])
    .where(sql<boolean>`deleted = 1`)
    .execute();
  await schema
    .createIndex('row_hourly')
    .on('row')
    .columns(['org_id', 'scope', 'author', 'at'])
    .where(sql<boolean>`collection = 'opening'`)
    .execute();
  await schema
    .createIndex('revision_fields')
    .on('revision')
    .columns(['org_id', 'row_id'])
    .where(sql<boolean>`kind = 'fields'`)
    .execute();
  await schema.createIndex('departure_at').on('departure').columns(['org_id', 'at']).execute();
}
