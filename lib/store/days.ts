import type { Transaction } from 'dexie';
import { collectionsWithDays, withRealDay } from '../model/index.ts';
import type { Acknowledged, Outgoing, Row } from './tables.ts';

function repaired<T extends { collection: string; patch: Outgoing['patch'] }>(change: T): T | null {
  const patch = withRealDay(change.collection, change.patch);
  return patch && { ...change, patch };
}

/**
 * Repairs days of 0.1.0 that are in no calendar, in rows and in unsent changes, as the server does.
 */
export async function repairDays(tx: Transaction): Promise<void> {
  const rows: Row[] = await tx
    .table('rows')
    .where('collection')
    .anyOf(collectionsWithDays)
    .toArray();
  const changed = rows.flatMap((row): Row[] => {
    const fields = withRealDay(row.collection, row.fields);
    const copied = row.serverCopy && withRealDay(row.collection, row.serverCopy.fields);
    if (!fields && !copied) return [];
    return [
      {
        ...row,
        fields: fields ?? row.fields,
        serverCopy: row.serverCopy && {
          ...row.serverCopy,
          fields: copied ?? row.serverCopy.fields,
        },
      },
    ];
  });
  await tx.table('rows').bulkPut(changed);
  const outbox: Outgoing[] = await tx.table('outbox').toArray();
  await tx.table('outbox').bulkPut(outbox.flatMap((change) => repaired(change) ?? []));
  const acknowledged: Acknowledged[] = await tx.table('acknowledged').toArray();
  for (const { mutations, ...entry } of acknowledged)
    if (mutations.some(repaired))
      await tx
        .table('acknowledged')
        .put({ ...entry, mutations: mutations.map((change) => repaired(change) ?? change) });
}
