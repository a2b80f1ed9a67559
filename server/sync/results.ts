import { StoredResult } from '../../lib/sync/protocol.ts';
import type { Tx } from '../store/tables.ts';
import { chunks } from './rows.ts';

/** The keys of the changes that were merged into some rows. */
export async function mergedInto(tx: Tx, org: string, rows: readonly string[]): Promise<string[]> {
  const revisions = await tx
    .selectFrom('revision')
    .select('mutation_id')
    .where('org_id', '=', org)
    .where('row_id', 'in', rows)
    .where('kind', '=', 'merged')
    .execute();
  return revisions.map(({ mutation_id: key }) => key);
}

/**
 * A merged text contains words of other people. Without it the answer is a conflict, after which
 * the device gets the present text by pulling.
 */
export function withoutText(result: StoredResult): StoredResult {
  if (result.kind !== 'merged') return result;
  const { version, rev } = result;
  return { kind: 'conflict', version, rev };
}

/** Takes the merged texts out of stored answers. @param keys of their changes. */
export async function forgetMerged(tx: Tx, org: string, keys: readonly string[]): Promise<void> {
  for (const chunk of chunks(keys)) {
    const answers = await tx
      .selectFrom('mutation_result')
      .select(['mutation_id', 'result'])
      .where('org_id', '=', org)
      .where('mutation_id', 'in', chunk)
      .where('result', 'like', '%"kind":"merged"%')
      .execute();
    for (const { mutation_id: key, result } of answers)
      await tx
        .updateTable('mutation_result')
        .set({ result: JSON.stringify(withoutText(StoredResult.parse(JSON.parse(result)))) })
        .where('org_id', '=', org)
        .where('mutation_id', '=', key)
        .execute();
  }
}
