import { createRollups } from '../../lib/commands/rollups.ts';
import { deviceZone } from '../../lib/platform/index.ts';
import { inSlices } from '../../lib/platform/slices.ts';
import { account } from './account.ts';
import { recordView, sharedContext } from './view.ts';

/** Changes come in bursts (a pull, a reading, an answer): one roll-up follows each burst. */
const AFTER_MS = 400;

const rollups = createRollups({
  shared: sharedContext,
  recordView: (db, ref, shared) => recordView(db, ref, { shared }),
  now: () => Date.now(),
  deviceZone,
  yieldToOthers: inSlices(),
});
let timer: ReturnType<typeof setTimeout> | undefined;
let running: Promise<void> = Promise.resolve();

const rollUp = async () => rollups.rollUp((await account()).db);

/** Schedules one roll-up of all deals; further calls within the delay are merged. */
export function rollUpSoon(): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    running = running.then(rollUp).catch((error) => console.error('roll-up', error));
  }, AFTER_MS);
}

/** Computes and stores the summary of one deal. */
export async function summariseDeal(key: string): Promise<void> {
  await rollups.summarise((await account()).db, key);
}
