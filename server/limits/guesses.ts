import type { Db } from '../store/tables.ts';
import type { Limiters } from './limiter.ts';
import { networkOf } from './network.ts';

const DAY = 86_400;
/** Wrong guesses that need no wait. */
const FREE = 5;
const LONGEST_WAIT = 900;
/** How long a network is familiar after a sign-in; timers of Node end after 24 days. */
const FAMILIAR_SECONDS = 20 * DAY;
/** Older sessions of one account are not looked at. */
const MOST_SESSIONS = 100;

/** Seconds until the next guess, after a number of wrong ones within a day. */
export function waitAfter(wrong: number): number {
  return wrong < FREE ? 0 : Math.min(LONGEST_WAIT, 2 ** (wrong - FREE));
}

/** `none`: nothing was guessed, for example because the request was invalid. */
export type Outcome = 'right' | 'wrong' | 'none';

/** A guess before it is judged. */
export interface Guess {
  /** Seconds to wait, or 0: only then may it be judged. */
  wait: number;
  judged(outcome: Outcome): Promise<void>;
}

export interface Guesses {
  /** A password for an account, existing or not. */
  signIn(email: string, network: string): Promise<Guess>;
  /** Another secret. @param from who guesses: a network, or a session. */
  secret(kind: string, from: string): Promise<Guess>;
  /** A person proved otherwise that the account is theirs. */
  trust(email: string, network: string): Promise<void>;
}

/**
 * Waits that double. A guess counts as wrong until it is judged, so that many guesses at the same
 * moment are no way around.
 */
function delays(limiters: Limiters, name: string) {
  const wrong = limiters(`${name}-wrong`, { points: 1_000_000, seconds: DAY });
  const gate = limiters(`${name}-gate`, { points: 1, seconds: LONGEST_WAIT });
  return {
    /** @returns seconds to wait, or 0. */
    async begin(key: string): Promise<number> {
      const closed = await gate.read(key);
      if (closed.taken > 0) return closed.seconds;
      const count = await wrong.add(key, 1);
      if (count < FREE) return 0;
      // One step: of several guesses at once, one passes.
      const wait = await gate.take(key, 1, waitAfter(count));
      if (wait > 0) await wrong.add(key, -1);
      return wait;
    },
    async withdraw(key: string): Promise<void> {
      await wrong.add(key, -1);
    },
    async forget(key: string): Promise<void> {
      await wrong.forget(key);
      await gate.forget(key);
    },
  };
}

/** Delays guesses of passwords and codes (docs/decisions/limits.md). */
export function createGuesses(limiters: Limiters, db: Db, now: () => number): Guesses {
  const here = delays(limiters, 'signin');
  const elsewhere = delays(limiters, 'account');
  const secrets = delays(limiters, 'secret');
  const familiar = limiters('familiar', { points: 1_000_000, seconds: FAMILIAR_SECONDS });
  const accountOf = (email: string) => email.trim().toLowerCase().slice(0, 254);
  const pairOf = (account: string, network: string) => `${account} ${network}`;

  /** True if the account was signed in to from this network before. */
  async function isFamiliar(account: string, network: string): Promise<boolean> {
    if ((await familiar.read(pairOf(account, network))).taken > 0) return true;
    const sessions = await db
      .selectFrom('session')
      .innerJoin('user', 'user.id', 'session.userId')
      .select('session.ipAddress')
      .where('user.email', '=', account)
      .where('session.expiresAt', '>', new Date(now()).toISOString())
      .orderBy('session.expiresAt', 'desc')
      .limit(MOST_SESSIONS)
      .execute();
    return sessions.some(({ ipAddress }) => networkOf(ipAddress ?? '') === network);
  }

  return {
    async signIn(email, network) {
      const account = accountOf(email);
      const pair = pairOf(account, network);
      const isStranger = !(await isFamiliar(account, network));
      const wait = await here.begin(pair);
      if (wait > 0) return { wait, judged: async () => {} };
      // Strangers share one delay for each account. A familiar network is not in it, so strangers
      // cannot lock anybody out there.
      const ofAccount = isStranger ? await elsewhere.begin(account) : 0;
      if (ofAccount > 0) await here.withdraw(pair);
      return {
        wait: ofAccount,
        async judged(outcome) {
          if (outcome === 'wrong') return;
          if (isStranger) await elsewhere.withdraw(account);
          if (outcome === 'none') return here.withdraw(pair);
          await here.forget(pair);
          await familiar.add(pair, 1);
        },
      };
    },
    async secret(kind, from) {
      const key = `${kind} ${from}`;
      return {
        wait: await secrets.begin(key),
        async judged(outcome) {
          if (outcome === 'right') await secrets.forget(key);
          if (outcome === 'none') await secrets.withdraw(key);
        },
      };
    },
    async trust(email, network) {
      await familiar.add(pairOf(accountOf(email), network), 1);
    },
  };
}
