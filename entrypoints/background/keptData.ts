import { browser } from '#imports';
import { unawaited } from '../../lib/platform/unawaited.ts';
import { checkKeptData, isWiped, wipeMark } from '../../lib/sync/client/index.ts';
import {
  allKept,
  forgetKept,
  keptAskedAt,
  rememberKept,
  removeKept,
  type Session,
} from './account.ts';
import { clientOf } from './sync.ts';

/** The person signs out of this session and keeps its data: a wipe still has to reach it. */
export async function keepData(session: Session, now: number): Promise<void> {
  await rememberKept(session, { mark: await wipeMark(session.token), since: now });
}

/** Asks the servers about data that was kept. */
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
