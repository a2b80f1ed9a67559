import { browser } from '#imports';
import { inBackground } from '../../lib/platform/background.ts';
import { isWiped, ServerError, wipeMark } from '../../lib/sync/client/index.ts';
import {
  allKept,
  forgetKept,
  keptAskedAt,
  rememberKept,
  removeKept,
  type Session,
} from './account.ts';
import { clientOf } from './sync.ts';

/** Between two questions about the same data. */
const ASK_MS = 3_600_000;
/** As long as the server remembers a session that ended. */
const REMEMBERED_MS = 90 * 24 * ASK_MS;

/** The person signs out of this session and keeps its data: a wipe still has to reach it. */
export async function keepData(session: Session, now: number): Promise<void> {
  await rememberKept(session, { mark: await wipeMark(session.token), since: now });
}

/** Asks each server whether data that was kept when signing out has to be deleted. */
export async function checkKept(now: number): Promise<void> {
  for (const kept of await allKept()) {
    if (now - kept.since > REMEMBERED_MS) await forgetKept(kept.name);
    // A clock that was set back asks too.
    else if (Math.abs(now - kept.askedAt) >= ASK_MS) {
      try {
        const client = clientOf({ server: kept.server, token: null });
        if (await isWiped(client, kept.mark)) await removeKept(kept);
        else await keptAskedAt(kept.name, now);
      } catch (error) {
        // Offline: soon again. An older server does not know the question.
        if (error instanceof ServerError && error.code !== 'unreachable')
          await keptAskedAt(kept.name, now);
      }
    }
  }
}

/** Asks when the background starts and whenever an alarm wakes it. */
export function watchKept(): void {
  const check = () => inBackground('kept data', checkKept(Date.now()));
  browser.alarms.onAlarm.addListener(check);
  check();
}
