import { browser } from '#imports';
import { unawaited } from '../../lib/platform/unawaited.ts';
import { checkKeptData, isWiped } from '../../lib/sync/client/index.ts';
import { allKept, forgetKept, keptAskedAt, removeKept } from './account.ts';
import { clientOf } from './sync.ts';

/**
 * Asks the server of each signed-out account whether its data on this device has to be deleted, and
 * completes deletions that were cut short.
 */
export async function checkKept(now: number): Promise<void> {
  await checkKeptData(await allKept(), now, {
    isWiped: ({ server, mark }) => isWiped(clientOf({ server, token: null }), mark),
    remove: removeKept,
    asked: ({ name }, at) => keptAskedAt(name, at),
    forget: ({ name }) => forgetKept(name),
  });
}

const ALARM = 'kept data';
const ALARM_MINUTES = 60;

/** Asks about the accounts that are signed out, and again each hour while there are any. */
export async function askAboutKept(): Promise<void> {
  await checkKept(Date.now());
  const isNeeded = (await allKept()).length > 0;
  const isSet = (await browser.alarms.get(ALARM)) !== undefined;
  if (isNeeded && !isSet) await browser.alarms.create(ALARM, { periodInMinutes: ALARM_MINUTES });
  if (!isNeeded && isSet) await browser.alarms.clear(ALARM);
}

/** Asks when the background starts, and whenever an alarm wakes it. */
export function watchKept(): void {
  const check = () => unawaited('kept data', askAboutKept());
  browser.alarms.onAlarm.addListener(check);
  check();
}
