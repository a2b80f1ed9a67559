import { browser } from '#imports';
import { compileAll } from '../../lib/coaching/authored/index.ts';
import type { Side } from '../../lib/coaching/index.ts';
import type { RecordRef } from '../../lib/model/index.ts';
import { deviceZone } from '../../lib/platform/index.ts';
import { getSetting } from '../../lib/settings/index.ts';
import type { SidelineDb } from '../../lib/store/index.ts';
import { loadRecord, loadShared } from '../../lib/view/load.ts';
import { orgView } from '../../lib/view/org.ts';
import { type RecordView, type SharedData, viewOf } from '../../lib/view/record.ts';
import { typedParser } from '../../lib/view/typed.ts';
import { nowFor } from '../../lib/view/viewer.ts';

/** The viewer and everything that all records share; read once for many records. */
export async function sharedContext(db: SidelineDb): Promise<SharedData> {
  const [{ viewer, links, org }, learning] = await Promise.all([
    loadShared(db),
    getSetting('learning'),
  ]);
  return { viewer, links, org: orgView(org, compileAll(org.rows.prompts), learning) };
}

/** The view of one record, as its panel shows it. @param side the one chosen in its tab. */
export async function recordView(
  db: SidelineDb,
  ref: RecordRef,
  { shared, side = null }: { shared?: SharedData | undefined; side?: Side | null } = {},
): Promise<RecordView> {
  const [record, context] = await Promise.all([loadRecord(db, ref), shared ?? sharedContext(db)]);
  const now = nowFor(context.viewer.me, Date.now(), deviceZone());
  const parse = typedParser(browser.i18n.getUILanguage(), now);
  return viewOf(record, context, now, parse, true, side);
}
