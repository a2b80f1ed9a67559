import type { Limiter, Limiters } from './limiter.ts';

/** Rows that one person may write, at once and in a day. */
export interface RowRates {
  rows: number;
  rowsDay: number;
}

/** “At once”: within this time. */
const AT_ONCE = 600;
const MINUTE = 60;
const DAY = 86_400;
/** kB of pushes for each row that may be written: most rows are far shorter. */
const KB_A_ROW = 4;
/** Any single push fits, packed and unpacked. */
const LEAST_KB = 24 * 1024;
/** Pairs of equal words (`PUSH_PAIRS`); 300,000 take about a second. */
const PAIRS_A_MINUTE = 600_000;

/** What a push may cost at most, known before anything is computed. */
export interface Asked {
  rows: number;
  bytes: number;
}

/** What it did cost. */
export interface Spent {
  rows: number;
  pairs: number;
}

export interface PushBudget {
  /** Takes from the budget of a person. @returns seconds to wait, or 0. */
  take(person: string, asked: Asked): Promise<number>;
  /** Corrects what was taken. */
  correct(person: string, asked: Asked, spent: Spent): Promise<void>;
}

/**
 * Limits what one person may cost the others by pushing: rows, bytes, and compared words. A change
 * that the server had decided before is not counted again.
 */
export function createPushBudget(limiters: Limiters, { rows, rowsDay }: RowRates): PushBudget {
  const rowLimits = [
    limiters('rows', { points: rows, seconds: AT_ONCE }),
    limiters('rows-day', { points: rowsDay, seconds: DAY }),
  ];
  const kbFor = (count: number) => Math.max(LEAST_KB, count * KB_A_ROW);
  const byteLimits = [
    limiters('kb', { points: kbFor(rows), seconds: AT_ONCE }),
    limiters('kb-day', { points: kbFor(rowsDay), seconds: DAY }),
  ];
  const pairs = limiters('pairs', { points: PAIRS_A_MINUTE, seconds: MINUTE });
  const add = async (list: readonly Limiter[], person: string, points: number) => {
    if (points !== 0) for (const limit of list) await limit.add(person, points);
  };
  return {
    async take(person, asked) {
      const compared = await pairs.read(person);
      if (compared.taken >= PAIRS_A_MINUTE) return compared.seconds;
      const parts = [
        ...rowLimits.map((limit) => ({ limit, points: asked.rows })),
        ...byteLimits.map((limit) => ({ limit, points: Math.ceil(asked.bytes / 1024) })),
      ];
      for (const [index, { limit, points }] of parts.entries()) {
        const wait = await limit.take(person, points);
        if (wait === 0) continue;
        // A refused push costs nothing, so that a smaller one may pass.
        for (const taken of parts.slice(0, index + 1)) await taken.limit.add(person, -taken.points);
        return wait;
      }
      return 0;
    },
    async correct(person, asked, spent) {
      await add(rowLimits, person, spent.rows - asked.rows);
      await add([pairs], person, spent.pairs);
    },
  };
}
