import { collectionsWithDays, withRealDay } from '../../../lib/model/index.ts';
import type { Tx } from '../tables.ts';

/**
 * Corrects invalid calendar days, which 0.1.0 accepted: rows with one could be neither shown nor
 * changed. Deleted rows too, since they may be restored. Each row gets a new version, so that
 * devices pull it.
 */
export async function mendDays(tx: Tx, org: string): Promise<void> {
  const rows = await tx
    .selectFrom('row')
    .select(['id', 'collection', 'fields'])
    .where('org_id', '=', org)
    .where('collection', 'in', collectionsWithDays)
    .orderBy('version')
    .execute();
  const { version: head } = await tx
    .selectFrom('org')
    .select('version')
    .where('id', '=', org)
    .executeTakeFirstOrThrow();
  let version = Number(head);
  for (const { id, collection, fields: text } of rows) {
    const fields = withRealDay(collection, JSON.parse(text) as Record<string, unknown>);
    if (fields)
      await tx
        .updateTable('row')
        .set({ fields: JSON.stringify(fields), version: ++version })
        .where('org_id', '=', org)
        .where('id', '=', id)
        .execute();
  }
  await tx.updateTable('org').set({ version }).where('id', '=', org).execute();
}
