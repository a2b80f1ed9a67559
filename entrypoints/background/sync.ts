import * as z from 'zod/mini';
import { browser } from '#imports';
import { Me, Member } from '../../lib/model/index.ts';
import { freshSync, getMeta, type SyncState } from '../../lib/store/index.ts';
import { letGo, putMeta } from '../../lib/store/write.ts';
import { backoff, connectLive, cycle, request, type ServerClient, ServerError } from '../../lib/sync/client/index.ts';
import { type Account, account, expireSession, ids } from './account.ts';
import { refreshAll } from './place.ts';
import { heard, presenceOver } from './presence.ts';
import { rollUpSoon } from './rollups.ts';

export const ALARM = 'sync';
const IDLE_MINUTES = 5;

let socket: { close(): void; key: string } | null = null;
/** One round at a time; a wish that comes during it is granted once afterwards. */
const round = { running: null as Promise<void> | null, wanted: false };

export function clientOf(session: { server: string; token: string | null }): ServerClient {
  return { server: session.server, token: session.token, fetch: (input, init) => fetch(input, init) };
}

async function note(who: Account, change: Partial<SyncState>): Promise<void> {
  const before = (await getMeta(who.db, 'sync')) ?? freshSync;
  await putMeta(who.db, 'sync', { ...before, ...change });
}

/** Syncs at once, or once more after the round that is under way. */
export function syncSoon(): void {
  round.wanted = true;
  round.running ??= rounds().finally(() => {
    round.running = null;
    if (round.wanted) syncSoon();
  });
}

async function rounds(): Promise<void> {
  while (round.wanted) {
    round.wanted = false;
    const who = await account();
    if (!who.session || who.session.expired) return;
    try {
      await schedule(); // a worker that is stopped halfway is woken again
      const { pulled, moved } = await cycle({ db: who.db, client: clientOf(who.session), now: () => Date.now(), ids });
      await note(who, { online: true, lastSync: Date.now(), since: null, problem: null, nextAttempt: null, failures: 0 });
      await connect(who);
      if (moved) await Promise.all([refreshMe(), refreshMembers()]).catch(() => {}); // somebody's team or manager changed
      if (pulled > 0) {
        rollUpSoon();
        await refreshAll();
      }
    } catch (error) {
      await gaveUp(who, error);
      return;
    }
  }
  await schedule();
}

async function gaveUp(who: Account, error: unknown): Promise<void> {
  const before = (await getMeta(who.db, 'sync')) ?? freshSync;
  const said = error instanceof ServerError ? error.code : 'server';
  if (said === 'removed') await letGo(who.db);
  const code = said === 'removed' ? 'signedOut' : said;
  if (code === 'signedOut' && who.session) {
    await expireSession(who.session.token);
    disconnect();
  }
  const failures = before.failures + 1;
  const wait = backoff(failures, Math.random());
  await note(who, {
    online: code !== 'unreachable',
    since: before.since ?? Date.now(),
    problem: code === 'unreachable' ? 'offline' : code === 'signedOut' ? 'signedOut' : 'server',
    failures,
    nextAttempt: Date.now() + wait,
  });
  if (!(error instanceof ServerError)) console.error('sync', error);
  // Short waits by a timer while the worker lives; the alarm covers its death.
  if (code !== 'signedOut') later(wait);
  await schedule();
}

/** Every minute while something waits, else every five (C3). */
async function schedule(): Promise<void> {
  const { db } = await account();
  const periodInMinutes = (await db.outbox.count()) > 0 ? 1 : IDLE_MINUTES;
  const alarm = await browser.alarms.get(ALARM);
  if (alarm?.periodInMinutes !== periodInMinutes) await browser.alarms.create(ALARM, { periodInMinutes });
}

let timer: ReturnType<typeof setTimeout> | undefined;
/** One retry waits at a time. */
function later(ms: number): void {
  clearTimeout(timer);
  timer = setTimeout(syncSoon, ms);
}

/** Failed connections in a row: a server that answers requests but no sockets is not asked over and over. */
let refusals = 0;

/** Opens the socket for the session, unless it is open already or the person has signed out meanwhile. */
async function connect(who: Account): Promise<void> {
  if (!who.session) return;
  const key = `${who.session.server} ${who.session.token}`;
  if (socket?.key === key) return;
  if ((await account()).session?.token !== who.session.token) return;
  socket?.close();
  const live = connectLive({
    server: who.session.server,
    token: who.session.token,
    WebSocket,
    onReady: (line) => presenceOver(line),
    onHere: (here) => void heard(here),
    onNews() {
      refusals = 0;
      syncSoon();
    },
    onClosed() {
      socket = null;
      presenceOver(null);
      refusals += 1;
      later(backoff(refusals, Math.random()));
    },
  });
  socket = { ...live, key };
}

export function disconnect(): void {
  socket?.close();
  socket = null;
  presenceOver(null);
}

/** Asks the server again who is signed in: names, team and manager may have changed. */
export async function refreshMe(): Promise<Me | null> {
  const who = await account();
  if (!who.session) return null;
  const { value } = await request(clientOf(who.session), 'GET', '/me', undefined, Me);
  await putMeta(who.db, 'me', value);
  return value;
}

/** Names of everyone in the organisation, so that notes can say who wrote them. */
export async function refreshMembers(): Promise<void> {
  const who = await account();
  if (!who.session) return;
  const { value } = await request(
    clientOf(who.session),
    'GET',
    '/org/members',
    undefined,
    z.object({ members: z.array(Member), former: z.optional(z.array(z.object({ id: z.string(), name: z.string() }))) }),
  );
  await putMeta(who.db, 'members', [...(value.former ?? []), ...value.members.map(({ id, name }) => ({ id, name }))]);
}
