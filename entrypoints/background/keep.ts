import { keepReading } from '../../lib/commands/keepReading.ts';
import { warmWords } from '../../lib/commands/texts.ts';
import { type CrmRecord, refKey } from '../../lib/model/index.ts';
import { inSlices } from '../../lib/platform/slices.ts';
import { unawaited } from '../../lib/platform/unawaited.ts';
import { account, ids } from './account.ts';
import { pageRead } from './pictures.ts';
import { rollUpSoon, summariseDeal } from './rollups.ts';

/** After the first reading of this worker, ms: its panel is drawn, and somebody reads it. */
const WARM_AFTER_MS = 5000;
let isWarm = false;

/** The next record may have new texts. A worker that reads no record makes no word list. */
function warmSoon(): void {
  if (isWarm) return;
  isWarm = true;
  setTimeout(() => unawaited('words', warmWords(inSlices())), WARM_AFTER_MS);
}

/** Stores a reading of a record, then updates the summary of the deal. */
export async function keep(record: CrmRecord, href: string | null): Promise<void> {
  const report = (error: unknown) => console.error('snapshot', error);
  unawaited('picture', pageRead(href, record.viewer.crmUserId));
  const yieldToOthers = inSlices();
  const deps = { now: Date.now(), ids, href, report, yieldToOthers };
  await keepReading((await account()).db, record, deps);
  warmSoon();
  if (record.kind !== 'deal' || record.reading.filling) return;
  // Not awaited: the panel can show the record meanwhile.
  unawaited('summary', summariseDeal(refKey(record.ref)).then(rollUpSoon));
}
