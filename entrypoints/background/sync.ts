import * as z from 'zod/mini';
import { browser } from '#imports';
import type { Me } from '../../lib/model/index.ts';
import { unawaited } from '../../lib/platform/unawaited.ts';
import { purge } from '../../lib/store/write.ts';
import {
  checkLockedSession,
  createAlarm,
  createSync,
  isAskDue,
  pullMe,
  pullMembers,
  request,
  type ServerClient,
} from '../../lib/sync/client/index.ts';
import { account, expireSession, ids, lockedAskedAt, removeAccount } from './account.ts';
import { presenceOver, presentUsersChanged } from './presence.ts';
import { rollUpSoon } from './rollups.ts';
import { accountChanged, refreshAll } from './tabDisplay.ts';

const ALARM = 'sync';
const send: typeof fetch = (input, init) => fetch(input, init);

export function clientOf({
  server,
  token,
}: {
  server: string;
  token: string | null;
}): ServerClient {
  return { server, token, fetch: send };
}

const sync = createSync({
  now: () => Date.now(),
  random: () => Math.random(),
  ids,
  fetch: send,
  WebSocket: globalThis.WebSocket,
  account,
  async expire(token) {
    await expireSession(token);
    // What is locked has no numbers: neither on a page's tab nor on the toolbar button.
    unawaited('tabs', refreshAll());
  },
  wipe,
  setAlarm: createAlarm({
    period: async () => (await browser.alarms.get(ALARM))?.periodInMinutes,
    create: (periodInMinutes) => browser.alarms.create(ALARM, { periodInMinutes }),
  }),
  async onPulled() {
    rollUpSoon();
    await refreshAll();
  },
  onHere: presentUsersChanged,
  onConnection: presenceOver,
  log: (what, error) => console.error(what, error),
});

export const {
  soon: syncSoon,
  now: syncNow,
  started: syncAtStart,
  pageOpened,
  pageInSight,
  sessionChanged,
} = sync;

/** An administrator had the data of this session's account deleted: everything of it goes. */
export async function wipe(token: string): Promise<void> {
  const { session } = await account();
  if (session?.token !== token) return;
  await removeAccount(session);
  sync.sessionChanged();
  await accountChanged();
}

/** See `checkLockedSession`. */
export async function checkLocked(now = Date.now()): Promise<void> {
  const { db, session } = await account();
  if (!session?.expired) return;
  await checkLockedSession({
    ask: () => request(clientOf(session), 'GET', '/me', undefined, z.unknown()),
    wipe: () => wipe(session.token),
    purge: () => purge(db),
    asked: () => lockedAskedAt(session.token, now),
  });
}

/** Asks at a start, since alarms may not have survived: once an hour, as workers start often. */
export async function checkLockedAtStart(now: number): Promise<void> {
  const { session } = await account();
  if (session?.expired && isAskDue(session.askedAt ?? 0, now)) await checkLocked(now);
}

/** Registers the listeners for alarms, network changes and sleep. */
export function watchNetwork(): void {
  sync.watchSleep();
  unawaited('locked session', checkLockedAtStart(Date.now()));
  browser.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name !== ALARM) return;
    sync.soon();
    unawaited('locked session', checkLocked());
  });
  self.addEventListener('offline', sync.networkLost);
  self.addEventListener('online', sync.networkBack);
}

/** Loads the signed-in user and organisation again, after a request that changed them. */
export async function refreshMe(): Promise<Me | null> {
  const { db, session } = await account();
  return session ? pullMe(db, clientOf(session)) : null;
}

export async function refreshMembers(): Promise<void> {
  const { db, session } = await account();
  if (session) await pullMembers(db, clientOf(session));
}
