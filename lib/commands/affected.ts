import { ALL_RECORDS, keysOf } from '../model/index.ts';
import type { Row, SidelineDb } from '../store/index.ts';
import { isSummarised, summaryKeysOf } from '../store/write.ts';

/** What shows or contains rows that changed. */
export interface Affected {
  /** Browser tabs with a record that the rows concern. */
  tabs: number[];
  /** Keys of the deals whose summaries are computed from them. */
  deals: string[];
}

/**
 * Tabs and summaries that use some rows. Rows without a record, like thresholds and authored
 * questions, concern every record; rows of 0.1.0 may have another key than their record has today.
 */
export async function affectedBy(
  db: SidelineDb,
  rows: readonly Pick<Row, 'collection' | 'refKey'>[],
): Promise<Affected> {
  const keys = new Set(rows.map((row) => row.refKey));
  const concernsAll = keys.has('') || keys.has(ALL_RECORDS);
  const views = (await db.views.toArray()).filter((view) => view.ref !== null);
  const shown = views.filter(
    ({ refKey }) => concernsAll || keysOf(refKey ?? '').some((key) => keys.has(key)),
  );
  const stale = rows.filter((row) => isSummarised(row, 'record')).map((row) => row.refKey);
  return {
    tabs: shown.map((view) => view.tabId),
    deals: await summaryKeysOf(db, [...new Set(stale)]),
  };
}
