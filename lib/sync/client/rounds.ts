import type { SyncState } from '../../store/index.ts';
import { ServerError } from './http.ts';
import {
  afterFailure,
  afterSuccess,
  alarmMinutes,
  backoff,
  type Failure,
  hurried,
  stronger,
  type Wish,
  waitOf,
} from './schedule.ts';

/** Whose data is synced, and where it is written down how that goes. */
export interface RoundAccount {
  load(): Promise<SyncState>;
  save(state: SyncState): Promise<void>;
  /** How many changes wait to be sent. */
  waiting(): Promise<number>;
}

export interface RoundsDeps<A extends RoundAccount, R> {
  now(): number;
  random(): number;
  /**
   * Who is signed in, in a session that counts; null: nobody. @throws where the database does not
   * open.
   */
  account(): Promise<A | null>;
  /** Push and pull. @throws ServerError */
  exchange(account: A): Promise<R>;
  /** What follows an exchange that worked; its failure is no failure of syncing. */
  exchanged(account: A, result: R): Promise<void>;
  /**
   * The server knows the session no more. @param removed its person was taken out of the
   * organisation.
   */
  signedOut(account: A, removed: boolean): Promise<void>;
  setAlarm(minutes: number): Promise<void>;
  log(what: string, error: unknown): void;
}

export interface Rounds {
  /** Asks for a round; during one, for one more after it. */
  want(wish: Wish): void;
  /** The network went: its coming back may cut one wait short. */
  networkLost(): void;
}

function failureOf(error: unknown): Failure {
  if (!(error instanceof ServerError)) return { code: 'server', retryAfter: null };
  return {
    code: error.code === 'removed' ? 'signedOut' : error.code,
    retryAfter: error.retryAfter,
  };
}

/**
 * One round at a time, none before the stored time of the next try (C3). The background may be
 * stopped at any step:
 * short waits are kept by a timer while it lives, and the alarm covers its death.
 */
export function createRounds<A extends RoundAccount, R>(deps: RoundsDeps<A, R>): Rounds {
  let wished: Wish | null = null;
  let running = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /**
   * Once for each time that the network went; what was before this background started is not known.
   */
  let mayHurry = true;
  /** Failures in a row on this device, before any server was asked. */
  let troubles = 0;

  function want(wish: Wish): void {
    wished = stronger(wished, wish);
    if (running) return;
    running = true;
    drain().catch((error: unknown) => deps.log('sync', error));
  }

  async function drain(): Promise<void> {
    while (wished !== null) {
      const wish = wished;
      wished = null;
      try {
        await grant(wish);
        troubles = 0;
      } catch (error) {
        // A locked or full disk may get better: nothing else would ask again.
        deps.log('sync', error);
        troubles += 1;
        later(backoff(troubles, deps.random()));
        alarm(1);
      }
    }
    running = false;
  }

  async function grant(wish: Wish): Promise<void> {
    const account = await deps.account();
    if (!account) return;
    alarm(alarmMinutes(await account.waiting()));
    const state = await stateFor(account, wish);
    const wait = wish === 'person' ? 0 : waitOf(state, deps.now());
    if (wait > 0) return later(wait);
    clearTimeout(timer);
    await attempt(account, state);
    alarm(alarmMinutes(await account.waiting()));
  }

  async function stateFor(account: A, wish: Wish): Promise<SyncState> {
    const state = await account.load();
    const sooner = wish === 'online' && mayHurry ? hurried(state, deps.now(), deps.random()) : null;
    if (sooner === null) return state;
    mayHurry = false;
    await account.save({ ...state, nextAttempt: sooner });
    return { ...state, nextAttempt: sooner };
  }

  async function attempt(account: A, before: SyncState): Promise<void> {
    let result: R;
    try {
      result = await deps.exchange(account);
    } catch (error) {
      return failed(account, before, error);
    }
    await account.save(afterSuccess(deps.now()));
    await deps
      .exchanged(account, result)
      .catch((error: unknown) => deps.log('after syncing', error));
  }

  async function failed(account: A, before: SyncState, error: unknown): Promise<void> {
    const state = afterFailure(before, failureOf(error), deps.now(), deps.random());
    await account.save(state);
    if (!(error instanceof ServerError)) deps.log('sync', error);
    if (state.problem === 'signedOut') {
      await deps.signedOut(account, error instanceof ServerError && error.code === 'removed');
    } else later(waitOf(state, deps.now()));
  }

  /** One retry waits at a time. */
  function later(ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => want('event'), ms);
  }

  /**
   * Without its alarm syncing still goes on while the background lives. It is not waited for: where
   * the browser never answers, as after a worker that was just stopped, the round goes on as well.
   */
  const alarm = (minutes: number): void => {
    deps.setAlarm(minutes).catch((error: unknown) => deps.log('sync alarm', error));
  };

  return {
    want,
    networkLost() {
      mayHurry = true;
    },
  };
}
