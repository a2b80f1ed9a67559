import type { Tx } from '../tables.ts';

/**
 * The version of the organisation with each change in the history. All changes of one push have one
 * time, and the id of a change is from a device's clock: neither tells which was first. 0 for what
 * is stored already: of that, time and id are all that is known, and it comes first.
 */
export async function up(tx: Tx): Promise<void> {
  await tx.schema
    .alterTable('revision')
    .addColumn('version', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute();
}
