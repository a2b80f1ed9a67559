import { browser } from '#imports';
import { unawaited } from '../../lib/platform/unawaited.ts';
import { checkKeptData, isWiped } from '../../lib/sync/client/index.ts';
import { allKept, forgetKept, keptAskedAt, removeKept } from './account.ts';
import { clientOf } from './sync.ts';

/** Asks the servers about data that was kept, and completes removals that were cut short. */
export async function checkKept(now: number): Promise<void> {
  await checkKeptData(await allKept(), now, {
    isWiped: ({ server, mark }) => isWiped(clientOf({ server, token: null }), mark),
    remove: removeKept,
    asked: ({ name }, at) => keptAskedAt(name, at),
    forget: ({ name }) => forgetKept(name),
  });
}

/** Asks when the background starts and whenever an alarm wakes it. */
export function watchKept(): void {
  const check = () => unawaited('kept data', checkKept(Date.now()));
  browser.alarms.onAlarm.addListener(check);
  check();
}
