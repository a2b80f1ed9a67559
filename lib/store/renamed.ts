import type { Transaction } from 'dexie';

type Fields = Record<string, unknown>;

function rename(fields: Fields, from: string, to: string): void {
  if (!(from in fields)) return;
  fields[to] = fields[from];
  delete fields[from];
}

/** Renames stored fields that had other names up to version 4. */
export async function renameFields(tx: Transaction): Promise<void> {
  const rows = tx.table('rows').toCollection();
  await rows.modify((row: Fields) => rename(row, 'shadow', 'serverCopy'));
  const summaries = tx.table('summaries').toCollection();
  await summaries.modify((summary: Fields) => {
    rename(summary, 'half', 'midLife');
    rename(summary, 'raised', 'triggered');
  });
  const meta = tx.table('meta');
  const model = await meta.get('outlook');
  if (!model) return;
  await meta.put({ ...model, key: 'winProbability' });
  await meta.delete('outlook');
}
