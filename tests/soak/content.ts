import { parseRefKey } from '../../lib/model/index.ts';
import { getMeta, type SidelineDb, seenVisits } from '../../lib/store/index.ts';
import { invalidationsOf, keepSummary, putChanged, storeDerived } from '../../lib/store/write.ts';
import { loadRecord, loadShared } from '../../lib/view/load.ts';
import { orgView } from '../../lib/view/org.ts';
import { viewOf } from '../../lib/view/record.ts';
import { loadRollup, loadVisits, rollupOf, staleDeals } from '../../lib/view/rollups.ts';
import { summaryOf } from '../../lib/view/summary.ts';

/** Summarises the deals of a device and rolls them up, like the background after a pull. */
export async function rollUp(db: SidelineDb, ms: number): Promise<void> {
  const now = { ms, timeZone: 'UTC' };
  const invalidations = await invalidationsOf(db);
  const { viewer, links, org } = await loadShared(db);
  const shared = { viewer, links, org: orgView(org, [], false) };
  for (const key of staleDeals(await loadVisits(db))) {
    const ref = parseRefKey(key);
    const view = ref && viewOf(await loadRecord(db, ref), shared, now, (() => null) as never);
    const { version } = await seenVisits(db, key);
    const summary = view && summaryOf(view);
    if (summary) await storeDerived(db, invalidations, () => keepSummary(db, summary, version));
  }
  const user = (await getMeta(db, 'me'))?.user.id ?? '';
  const rollup = await rollupOf(await loadRollup(db, user), now);
  await storeDerived(db, invalidations, () => putChanged(db, { ...rollup }));
}

/** Tables of a person's own unsent texts, which stay on the device. */
const UNSENT = ['outbox', 'refused', 'drafts'];

/** Everything in all tables of a device, except unsent texts of its person. */
export async function contentOf(db: SidelineDb): Promise<string> {
  const tables = db.tables.filter(({ name }) => !UNSENT.includes(name));
  const contents = await Promise.all(tables.map((table) => table.toArray()));
  return JSON.stringify(contents.map((rows) => rows.filter((row) => !row.pending)));
}
