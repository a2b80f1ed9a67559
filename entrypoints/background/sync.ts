import { browser } from '#imports';
import type { Me } from '../../lib/model/index.ts';
import {
  createAlarm,
  createSync,
  pullMe,
  pullMembers,
  type ServerClient,
} from '../../lib/sync/client/index.ts';
import { account, expireSession, ids } from './account.ts';
import { presenceOver, presentUsersChanged } from './presence.ts';
import { rollUpSoon } from './rollups.ts';
import { refreshAll } from './tabDisplay.ts';

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
  expire: expireSession,
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

/** Registers the listeners for alarms, network changes and sleep. */
export function watchNetwork(): void {
  sync.watchSleep();
  browser.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name === ALARM) sync.soon();
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
