import type { Tx } from '../tables.ts';

/**
 * Who made a link, notices to people about their account, and which addresses are verified.
 * Links that were made before have no maker; they work until they expire, at most a week.
 */
export async function up(tx: Tx): Promise<void> {
  await tx.schema.alterTable('invitation').addColumn('invited_by', 'text').execute();
  await tx.schema.alterTable('once').addColumn('user_id', 'text').execute();
  await tx.schema.alterTable('once').addColumn('made_by', 'text').execute();
  await tx.schema
    .createTable('notice')
    .addColumn('org_id', 'text', (c) => c.notNull())
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('by_id', 'text')
    .addColumn('by_name', 'text')
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('seen_at', 'bigint')
    .addPrimaryKeyConstraint('notice_key', ['org_id', 'user_id', 'id'])
    .execute();
  // Earlier versions marked every address as verified. Only a provider had verified some.
  await tx
    .updateTable('user')
    .set({ emailVerified: false })
    .where('id', 'not in', (linked) =>
      linked.selectFrom('account').select('userId').where('providerId', '<>', 'credential'),
    )
    .execute();
}
