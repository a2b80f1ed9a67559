import { sql } from 'kysely';
import type { Tx } from '../tables.ts';

/**
 * Presence of each process by itself, since a person may be connected to several. Indexes for what
 * read a whole organisation or scope: the daily retention, under the lock of the organisation, each
 * push of an hourly row, and what ends the sessions or links of a person. Where an index has a
 * condition, statements repeat it word for word, since SQLite compares the texts.
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
    .where(sql<boolean>`collection in ('opening')`)
    .execute();
  await schema
    .createIndex('revision_fields')
    .on('revision')
    .columns(['org_id', 'row_id'])
    .where(sql<boolean>`kind = 'fields'`)
    .execute();
  await schema.createIndex('once_expires').on('once').column('expires_at').execute();
  await schema
    .createIndex('once_session')
    .on('once')
    .column('data')
    .where(sql<boolean>`kind in ('ended', 'wiped')`)
    .execute();
  for (const column of ['user_id', 'made_by'] as const)
    await schema
      .createIndex(`once_${column}`)
      .on('once')
      .column(column)
      .where(column, 'is not', null)
      .execute();
  await schema.createIndex('departure_at').on('departure').columns(['org_id', 'at']).execute();
  // Each process has its own rows of a person. What was there is out of date after a start.
  await schema.dropTable('presence').execute();
  await schema
    .createTable('presence')
    .addColumn('org_id', 'text', (c) => c.notNull())
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('process', 'text', (c) => c.notNull())
    .addColumn('ref_key', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('presence_of_process', ['org_id', 'user_id', 'process', 'ref_key'])
    .execute();
}
