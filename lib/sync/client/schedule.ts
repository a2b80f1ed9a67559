import type { SyncState } from '../../store/index.ts';

const MAX_BACKOFF_MS = 300_000;
/** A server may ask for quiet; it may not silence a device for longer than this. */
const MAX_RETRY_AFTER_MS = 3_600_000;
const LONGEST_WAIT_MS = MAX_RETRY_AFTER_MS + MAX_BACKOFF_MS;
/** Devices of one office come back online together. */
const ONLINE_JITTER_MS = 2000;

/** Why a round is wanted. A person's own wish goes at once; `online`: the network came back. */
export type Wish = 'event' | 'online' | 'person';
const RANK: Record<Wish, number> = { event: 0, online: 1, person: 2 };

export interface Failure {
  code: string;
  /** What the server asked for with Retry-After, ms. */
  retryAfter: number | null;
}

/** The wish that stands for both. */
export function stronger(a: Wish | null, b: Wish): Wish {
  return a !== null && RANK[a] > RANK[b] ? a : b;
}

/**
 * Wait before try number `failures` (1 is the first failure): full jitter, 1 s doubling to 5
 * minutes.
 * @param random 0 ≤ random < 1. @returns ms.
 */
export function backoff(failures: number, random: number): number {
  // AWS Architecture Blog, “Exponential Backoff And Jitter” (2015): full jitter spreads the load
  // best.
  return Math.round(random * Math.min(MAX_BACKOFF_MS, 1000 * 2 ** Math.min(failures, 20)));
}

/** How long the next try still has to wait (C3), ms; 0: it is due. */
export function waitOf({ nextAttempt }: SyncState, now: number): number {
  const wait = nextAttempt === null ? 0 : nextAttempt - now;
  // No wait is that long: the device's clock was set back since it was written.
  return wait > LONGEST_WAIT_MS ? 0 : Math.max(0, wait);
}

/**
 * The network is back: a wait for a server that could not be reached is cut short. What a server
 * that answered
 * asked for stays. @returns the new time of the next try, or null where nothing changes.
 */
export function hurried(state: SyncState, now: number, random: number): number | null {
  const at = now + Math.round(random * ONLINE_JITTER_MS);
  return state.problem === 'offline' && waitOf(state, now) > at - now ? at : null;
}

/** How syncing stands after a round that came to its end. */
export function afterSuccess(now: number): SyncState {
  return {
    online: true,
    lastSync: now,
    since: null,
    problem: null,
    nextAttempt: null,
    failures: 0,
  };
}

/** How syncing stands after a round that failed. */
export function afterFailure(
  before: SyncState,
  { code, retryAfter }: Failure,
  now: number,
  random: number,
): SyncState {
  const failures = before.failures + 1;
  // Asking again changes nothing until somebody updates a side: the alarm's period is soon enough.
  if (code === 'older' || code === 'newer')
    return {
      online: true,
      lastSync: before.lastSync,
      since: before.since ?? now,
      problem: code,
      nextAttempt: now + MAX_BACKOFF_MS,
      failures,
    };
  // Everybody is given the same Retry-After: our own jitter on top keeps them from coming back
  // together.
  const wait = Math.min(retryAfter ?? 0, MAX_RETRY_AFTER_MS) + backoff(failures, random);
  return {
    online: code !== 'unreachable',
    lastSync: before.lastSync,
    since: before.since ?? now,
    problem: code === 'unreachable' ? 'offline' : code === 'signedOut' ? 'signedOut' : 'server',
    // Signed out there is nothing to wait for but the person.
    nextAttempt: code === 'signedOut' ? null : now + wait,
    failures,
  };
}

/**
 * The alarm's period (C3): it wakes a background that was stopped, and the stored time decides
 * whether it may try.
 */
export function alarmMinutes(waiting: number): number {
  return waiting > 0 ? 1 : 5;
}
