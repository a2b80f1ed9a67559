import type { SyncState } from '../../store/index.ts';
import { isQuota } from '../../store/write.ts';
import { ServerError } from './http.ts';
import {
  afterFailure,
  afterSuccess,
  alarmMinutes,
  backoff,
  earlierAttempt,
  type Failure,
  type RoundReason,
  stronger,
  waitAfter,
  waitOf,
} from './schedule.ts';

/** The account that is synced, with the stored state of its syncing. */
export interface RoundAccount {
  load(): Promise<SyncState>;
  save(state: SyncState): Promise<void>;
  /** How many changes wait to be sent. */
  waiting(): Promise<number>;
}

/**
 * Why a session ended. `removed`: its person was removed from the organisation. `wiped`: an
 * administrator had the account's data deleted on this person's devices.
 */
export type EndReason = 'signedOut' | 'removed' | 'wiped';

function endReason(error: unknown): EndReason {
  const code = error instanceof ServerError ? error.code : '';
  return code === 'removed' || code === 'wiped' ? code : 'signedOut';
}

export interface RoundsDeps<A extends RoundAccount, R> {
  now(): number;
  random(): number;
  /**
   * The account of the person signed in with a valid session; null: nobody. `locked`: the session
   * has ended, and its data is here.
   * @throws where the database does not open.
   */
  account(): Promise<A | 'locked' | null>;
  /** Push and pull. @throws ServerError */
  exchange(account: A): Promise<R>;
  /** Called after a successful exchange; its failure is not a failure of syncing. */
  exchanged(account: A, result: R): Promise<void>;
  /** Whether the session of this account's round is still the stored one. */
  isCurrent(account: A): Promise<boolean>;
  /** The server has ended the session. After `wiped` the account's database does not exist. */
  signedOut(account: A, reason: EndReason): Promise<void>;
  setAlarm(minutes: number): Promise<void>;
  log(what: string, error: unknown): void;
}

export interface Rounds {
  /** Requests a round; while one runs, another one after it. */
  request(reason: RoundReason): void;
  /** The network was lost: its return may cut one wait short. */
  networkLost(): void;
}

function failureOf(error: unknown): Failure {
  if (!(error instanceof ServerError))
    return { code: isQuota(error) ? 'full' : 'server', retryAfter: null };
  return {
    code: endReason(error) === 'signedOut' ? error.code : 'signedOut',
    retryAfter: error.retryAfter,
  };
}

/**
 * Runs one round at a time, none before the stored time of the next attempt (C3). The background
 * may be stopped at any step: a timer ends short waits while it runs, and the alarm starts it again
 * when it was stopped.
 */
export function createRounds<A extends RoundAccount, R>(deps: RoundsDeps<A, R>): Rounds {
  let requested: RoundReason | null = null;
  let running = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /**
   * One shorter wait per loss of the network; one at the start, since earlier losses are unknown.
   */
  let mayShortenWait = true;
  /** Failures in a row on this device, before any request to the server. */
  let localFailures = 0;

  function request(reason: RoundReason): void {
    requested = stronger(requested, reason);
    if (running) return;
    running = true;
    drain().catch((error: unknown) => deps.log('sync', error));
  }

  async function drain(): Promise<void> {
    while (requested !== null) {
      const reason = requested;
      requested = null;
      try {
        await serve(reason);
        localFailures = 0;
      } catch (error) {
        // A locked or full disk may recover, and nothing else would try again.
        deps.log('sync', error);
        localFailures += 1;
        retryIn(backoff(localFailures, deps.random()));
        alarm(1);
      }
    }
    running = false;
  }

  async function serve(reason: RoundReason): Promise<void> {
    const account = await deps.account();
    if (!account) return;
    // It also asks whether the data has to go, and may not have survived a restart.
    if (account === 'locked') return alarm(alarmMinutes(0));
    alarm(alarmMinutes(await account.waiting()));
    const state = await stateFor(account, reason);
    const wait = reason === 'person' ? 0 : waitOf(state, deps.now());
    if (wait > 0) return retryIn(wait);
    clearTimeout(timer);
    if ((await attempt(account, state)) === 'wiped') return;
    alarm(alarmMinutes(await account.waiting()));
  }

  async function stateFor(account: A, reason: RoundReason): Promise<SyncState> {
    const state = await account.load();
    if (reason !== 'online' || !mayShortenWait) return state;
    const sooner = earlierAttempt(state, deps.now(), deps.random());
    if (sooner === null) return state;
    mayShortenWait = false;
    await account.save({ ...state, nextAttempt: sooner });
    return { ...state, nextAttempt: sooner };
  }

  async function attempt(account: A, before: SyncState): Promise<'wiped' | null> {
    let result: R;
    try {
      result = await deps.exchange(account);
    } catch (error) {
      return failed(account, before, error);
    }
    await account.save(afterSuccess(deps.now()));
    try {
      await deps.exchanged(account, result);
    } catch (error) {
      deps.log('after a sync round', error);
      await obeyWait(account, error);
    }
    return null;
  }

  /** A wait that the server asked for after a round delays the next round. */
  async function obeyWait(account: A, error: unknown): Promise<void> {
    const ms = error instanceof ServerError ? error.retryAfter : null;
    if (ms === null) return;
    const wait = waitAfter(ms, 1, deps.random());
    const state = { ...(await account.load()), nextAttempt: deps.now() + wait };
    await account.save(state);
    retryIn(waitOf(state, deps.now()));
  }

  async function failed(account: A, before: SyncState, error: unknown): Promise<'wiped' | null> {
    const state = afterFailure(before, failureOf(error), deps.now(), deps.random());
    // A new password replaces the token in the same database, which pages would show as locked.
    if (state.problem === 'signedOut' && !(await deps.isCurrent(account))) {
      request('event');
      return null;
    }
    await account.save(state);
    if (!(error instanceof ServerError)) deps.log('sync', error);
    if (state.problem !== 'signedOut') {
      retryIn(waitOf(state, deps.now()));
      return null;
    }
    const reason = endReason(error);
    await deps.signedOut(account, reason);
    return reason === 'wiped' ? reason : null;
  }

  /** Replaces an earlier timer. */
  function retryIn(ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => request('event'), ms);
  }

  /**
   * Sets the alarm without waiting for it: the browser may never answer, as after a worker was just
   * stopped. Without an alarm syncing still works while the background runs.
   */
  const alarm = (minutes: number): void => {
    deps.setAlarm(minutes).catch((error: unknown) => deps.log('sync alarm', error));
  };

  return {
    request,
    networkLost() {
      mayShortenWait = true;
    },
  };
}
