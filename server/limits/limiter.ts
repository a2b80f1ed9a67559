import { createHash } from 'node:crypto';
import { CompiledQuery } from 'kysely';
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  type RateLimiterRes,
} from 'rate-limiter-flexible';
import type { Store } from '../store/store.ts';

/** Points that a key may take in each window. */
export interface Rule {
  points: number;
  seconds: number;
}

export interface Limiter {
  /**
   * Takes points, even if too many were taken already.
   * @param seconds another length for the window that begins now.
   * @returns the seconds to wait, or 0.
   */
  take(key: string, points?: number, seconds?: number): Promise<number>;
  /** Adds points, or gives them back if negative. @returns the points taken in this window. */
  add(key: string, points: number): Promise<number>;
  /** Without taking anything: points taken in this window, and seconds until it ends. */
  read(key: string): Promise<{ taken: number; seconds: number }>;
  forget(key: string): Promise<void>;
}

/** Creates a limiter; limiters with the same name share what was taken. */
export type Limiters = (name: string, rule: Rule) => Limiter;

/** The most keys that one limiter remembers in memory; beyond, it forgets those of the past. */
const MOST_KEYS = 20_000;

const secondsOf = ({ msBeforeNext }: RateLimiterRes) => Math.max(1, Math.ceil(msBeforeNext / 1000));

/** @param written called with each key that the limiter stores. */
function limiterOf(limiter: RateLimiterAbstract, written: (key: string) => void): Limiter {
  return {
    async take(key, points = 1, seconds) {
      written(key);
      const options = seconds === undefined ? {} : { customDuration: seconds };
      try {
        await limiter.consume(key, points, options);
        return 0;
      } catch (refused) {
        if (refused instanceof Error) throw refused;
        return secondsOf(refused as RateLimiterRes);
      }
    },
    async add(key, points) {
      written(key);
      const { consumedPoints } = await limiter.penalty(key, points);
      return consumedPoints;
    },
    async read(key) {
      const now = await limiter.get(key);
      const isOver = now === null || now.msBeforeNext <= 0;
      return isOver
        ? { taken: 0, seconds: 0 }
        : { taken: now.consumedPoints, seconds: secondsOf(now) };
    },
    async forget(key) {
      await limiter.delete(key);
    },
  };
}

/**
 * Keeps the number of keys of a limiter in memory below a limit: the key that was used least
 * recently is forgotten first. The library itself forgets keys only when their window ends.
 */
function bounded(limiter: RateLimiterMemory, most: number): (key: string) => void {
  const keys = new Set<string>();
  return (key) => {
    keys.delete(key);
    keys.add(key);
    const [oldest] = keys;
    if (oldest === undefined || keys.size <= most) return;
    keys.delete(oldest);
    void limiter.delete(oldest);
  };
}

/** Limiters of one process, in its memory. */
export function memoryLimiters(most = MOST_KEYS): Limiters {
  return (name, { points, seconds }) => {
    const limiter = new RateLimiterMemory({ keyPrefix: name, points, duration: seconds });
    return limiterOf(limiter, bounded(limiter, most));
  };
}

/** The library's limiter with hashed keys: they contain addresses of people and of networks. */
class HashedLimiter extends RateLimiterPostgres {
  override getKey(key: string | number): string {
    const hash = createHash('sha256').update(String(key)).digest('base64url');
    return super.getKey(hash);
  }
}

/** Limiters that all processes on one database share. */
function sharedLimiters({ db }: Store): Limiters {
  // In the form of `pg`, with the role and the connections of our own queries.
  const query = async ({ text, values = [] }: { text: string; values?: unknown[] }) => {
    const { rows } = await db.executeQuery(CompiledQuery.raw(text, values));
    return { rows, rowCount: rows.length };
  };
  return (name, { points, seconds }) => {
    const limiter = new HashedLimiter({
      storeClient: { query },
      storeType: 'client',
      tableName: 'limit_count',
      tableCreated: true,
      keyPrefix: name,
      points,
      duration: seconds,
      // `deleteExpired` deletes them: a timer of each limiter would outlive the server.
      clearExpiredByTimeout: false,
    });
    return limiterOf(limiter, () => {});
  };
}

/** Limiters for a store: shared between processes where there may be several. */
export function limitersFor(store: Store): Limiters {
  return store.kind === 'postgres' ? sharedLimiters(store) : memoryLimiters();
}
