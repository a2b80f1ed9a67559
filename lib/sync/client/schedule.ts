import type { SyncState } from '../../store/index.ts';

const MAX_BACKOFF_MS = 300_000;
/** The longest wait that a server may ask a device for. */
const MAX_RETRY_AFTER_MS = 3_600_000;
const LONGEST_WAIT_MS = MAX_RETRY_AFTER_MS + MAX_BACKOFF_MS;
/** Spreads the requests of one office, whose devices return online at the same time. */
const ONLINE_JITTER_MS = 2000;

/**
 * Why a round is requested. A person's request never waits; `online`: the network came back.
 */
export type RoundReason = 'event' | 'online' | 'person';
const RANK: Record<RoundReason, number> = { event: 0, online: 1, person: 2 };

export interface Failure {
  code: string;
  /** The server's Retry-After, ms. */
  retryAfter: number | null;
}

/** The stronger of two reasons: one round serves both. */
export function stronger(a: RoundReason | null, b: RoundReason): RoundReason {
  return a !== null && RANK[a] > RANK[b] ? a : b;
}

/**
 * Wait after `failures` failures in a row, with full jitter: random between 0 and a cap, which is
 * 2 s after the first failure and doubles up to 5 minutes.
 * @param random 0 ≤ random < 1.
 * @returns ms.
 */
export function backoff(failures: number, random: number): number {
  // AWS Architecture Blog, “Exponential Backoff And Jitter” (2015): full jitter spreads the load
  // best.
  return Math.round(random * Math.min(MAX_BACKOFF_MS, 1000 * 2 ** Math.min(failures, 20)));
}

/**
 * Wait after `failures` failures in a row, the last with this Retry-After. All devices get the same
 * Retry-After: the added jitter keeps them from coming back together.
 * @returns ms, at most LONGEST_WAIT_MS: a longer one would count as a clock that was set back.
 */
export function waitAfter(retryAfter: number | null, failures: number, random: number): number {
  return Math.min(retryAfter ?? 0, MAX_RETRY_AFTER_MS) + backoff(failures, random);
}

/** How long the next attempt still has to wait (C3), ms; 0: it is due. */
export function waitOf({ nextAttempt }: SyncState, now: number): number {
  const wait = nextAttempt === null ? 0 : nextAttempt - now;
  // A longer wait is impossible: the device's clock was set back since.
  return wait > LONGEST_WAIT_MS ? 0 : Math.max(0, wait);
}

/**
 * Cuts a wait short when the network is back, where the server could not be reached. A wait that a
 * server asked for stays.
 * @returns the new time of the next attempt, or null where nothing changes.
 */
export function earlierAttempt(state: SyncState, now: number, random: number): number | null {
  const at = now + Math.round(random * ONLINE_JITTER_MS);
  return state.problem === 'offline' && waitOf(state, now) > at - now ? at : null;
}

function problemOf(code: string): SyncState['problem'] {
  if (code === 'unreachable') return 'offline';
  const own: readonly string[] = ['signedOut', 'slowDown', 'full', 'implausible'];
  return own.includes(code) ? (code as SyncState['problem']) : 'server';
}

/** The sync state after a completed round. */
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

/** The sync state after a failed round. */
export function afterFailure(
  before: SyncState,
  { code, retryAfter }: Failure,
  now: number,
  random: number,
): SyncState {
  const failures = before.failures + 1;
  // Retries are useless until one side is updated, or the server is repaired: the alarm's period is
  // soon enough.
  if (code === 'older' || code === 'newer' || code === 'implausible')
    return {
      online: true,
      lastSync: before.lastSync,
      since: before.since ?? now,
      problem: code,
      nextAttempt: now + MAX_BACKOFF_MS,
      failures,
    };
  const wait = waitAfter(retryAfter, failures, random);
  return {
    online: code !== 'unreachable',
    lastSync: before.lastSync,
    since: before.since ?? now,
    problem: problemOf(code),
    // When signed out, only the person can continue.
    nextAttempt: code === 'signedOut' ? null : now + wait,
    failures,
  };
}

/**
 * The alarm's period in minutes (C3): the alarm wakes a stopped background, and the stored time
 * decides whether an attempt is due.
 */
export function alarmMinutes(waiting: number): number {
  return waiting > 0 ? 1 : 5;
}
