import { browser } from '#imports';
import { unawaited } from '../../lib/platform/unawaited.ts';
import { checkSignedOutData, isWiped } from '../../lib/sync/client/index.ts';
import { allSignedOut, forgetSignedOut, removeSignedOut, signedOutAskedAt } from './account.ts';
import { clientOf } from './sync.ts';

/**
 * Asks the server of each signed-out account whether its data on this device has to be deleted, and
 * completes deletions that were cut short.
 */
export async function checkSignedOut(now: number): Promise<void> {
  await checkSignedOutData(await allSignedOut(), now, {
    isWiped: ({ server, mark }) => isWiped(clientOf({ server, token: null }), mark),
    remove: removeSignedOut,
    asked: ({ name }, at) => signedOutAskedAt(name, at),
    forget: ({ name }) => forgetSignedOut(name),
  });
}

const ALARM = 'kept data';
const ALARM_MINUTES = 60;

/** Asks about the accounts that are signed out, and again each hour while there are any. */
export async function askAboutSignedOut(): Promise<void> {
  await checkSignedOut(Date.now());
  const isNeeded = (await allSignedOut()).length > 0;
  const isSet = (await browser.alarms.get(ALARM)) !== undefined;
  if (isNeeded && !isSet) await browser.alarms.create(ALARM, { periodInMinutes: ALARM_MINUTES });
  if (!isNeeded && isSet) await browser.alarms.clear(ALARM);
}

/** Asks when the background starts, and whenever an alarm wakes it. */
export function watchSignedOut(): void {
  const check = () => unawaited('signed-out data', askAboutSignedOut());
  browser.alarms.onAlarm.addListener(check);
  check();
}
