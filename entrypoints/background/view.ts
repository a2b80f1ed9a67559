import { browser } from '#imports';
import { compileAll } from '../../lib/coaching/authored/index.ts';
import type { RecordRef } from '../../lib/model/index.ts';
import { deviceZone } from '../../lib/platform/index.ts';
import { getSetting } from '../../lib/settings/index.ts';
import type { SidelineDb } from '../../lib/store/index.ts';
import { loadRecord, loadShared } from '../../lib/view/load.ts';
import { orgView } from '../../lib/view/org.ts';
import { type RecordView, type SharedData, viewOf } from '../../lib/view/record.ts';
import { typedParser } from '../../lib/view/typed.ts';
import { nowFor } from '../../lib/view/viewer.ts';

/** Who looks, and what is the same for every record; read once for many records. */
export async function given(db: SidelineDb): Promise<SharedData> {
  const [{ viewer, links, org }, learning] = await Promise.all([
    loadShared(db),
    getSetting('learning'),
  ]);
  return { viewer, links, org: orgView(org, compileAll(org.rows.prompts), learning) };
}

/** One record as its panel shows it. */
export async function recordView(
  db: SidelineDb,
  ref: RecordRef,
  shared?: SharedData,
): Promise<RecordView> {
  const [read, around] = await Promise.all([loadRecord(db, ref), shared ?? given(db)]);
  const now = nowFor(around.viewer.me, Date.now(), deviceZone());
  return viewOf(read, around, now, typedParser(browser.i18n.getUILanguage(), now));
}
