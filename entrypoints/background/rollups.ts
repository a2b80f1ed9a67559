import { inTurn } from '../../lib/commands/inTurn.ts';
import { parseRefKey } from '../../lib/model/index.ts';
import { deviceZone } from '../../lib/platform/index.ts';
import { getMeta, LIMIT, type SidelineDb, seenVisits, summariesOf } from '../../lib/store/index.ts';
import {
  keepRepDay,
  keepSummary,
  lossesOf,
  putChanged,
  storeDerived,
} from '../../lib/store/write.ts';
import { answersOf } from '../../lib/view/org.ts';
import type { SharedData } from '../../lib/view/record.ts';
import {
  answeredSince,
  loadRollup,
  loadVisits,
  rollupOf,
  staleDeals,
} from '../../lib/view/rollups.ts';
import { summaryOf } from '../../lib/view/summary.ts';
import { nowFor } from '../../lib/view/viewer.ts';
import { account } from './account.ts';
import { recordView, sharedContext } from './view.ts';

/** Changes come in bursts (a pull, a reading, an answer): one roll-up follows each burst. */
const AFTER_MS = 400;

let timer: ReturnType<typeof setTimeout> | undefined;
let running: Promise<void> = Promise.resolve();

/** Schedules one roll-up of all deals; further calls within the delay are merged. */
export function rollUpSoon(): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    running = running.then(rollUp).catch((error) => console.error('roll-up', error));
  }, AFTER_MS);
}

/** A summary that was computed from older rows never replaces a newer one. */
const turns = inTurn();

/** Computes and stores the summary of one deal. */
export async function summariseDeal(key: string): Promise<void> {
  const { db } = await account();
  await turns(key, () => summariseIn(db, key));
}

async function summariseIn(db: SidelineDb, key: string, shared?: SharedData): Promise<void> {
  const ref = parseRefKey(key);
  if (ref?.object !== 'deal') return;
  const losses = await lossesOf(db);
  // Read before the summary: a visit that arrives in between makes it stale.
  const { version } = await seenVisits(db, key);
  const view = await recordView(db, ref, { shared });
  const summary = summaryOf(view);
  if (!summary) return;
  await storeDerived(db, losses, async () => {
    const today = view.facts?.rep?.today;
    // As pages see it before this summary changes: the day's questions stay where they are.
    if (summary.owner !== null && today) await keepRepDay(db, summary.owner, today);
    await keepSummary(db, summary, version);
  });
}

/** Rolls up all deals, in batches, so that pages do not wait for the last one. */
async function rollUp(): Promise<void> {
  const { db } = await account();
  const rules = (await getMeta(db, 'rules')) ?? 0;
  const shared = await sharedContext(db);
  const answered = answeredSince(await summariesOf(db, null), answersOf(shared.org.rows));
  const visits = await loadVisits(db);
  const isAll = rules !== ((await getMeta(db, 'rolledUp')) ?? 0);
  const others = isAll ? visits.summarised.keys() : answered;
  const stale = [...new Set([...staleDeals(visits), ...others])];
  const { me, user } = shared.viewer;
  for (let from = 0; from === 0 || from < stale.length; from += LIMIT) {
    for (const key of stale.slice(from, from + LIMIT))
      await turns(key, () => summariseIn(db, key, shared));
    const now = nowFor(me, Date.now(), deviceZone());
    const losses = await lossesOf(db);
    const rollup = rollupOf(await loadRollup(db, user), now);
    // Pages read these live, so only changed values are written.
    await storeDerived(db, losses, () => putChanged(db, { ...rollup }));
  }
  // A worker that ends before this starts again.
  if (isAll) await putChanged(db, { rolledUp: rules });
}
