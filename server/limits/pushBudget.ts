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

/** What a push did cost. */
export interface Spent {
  rows: number;
  pairs: number;
}

export interface PushBudget {
  /**
   * Takes the bytes of a body before it is parsed, whatever becomes of it.
   * @returns seconds to wait, or 0.
   */
  takeBytes(person: string, bytes: number): Promise<number>;
  /** Takes rows from the budget of a person, before anything is computed. @returns the same. */
  takeRows(person: string, rows: number): Promise<number>;
  /** Corrects what was taken. */
  correct(person: string, rows: number, spent: Spent): Promise<void>;
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
  const takeAll = async (list: readonly Limiter[], person: string, points: number) => {
    for (const [index, limit] of list.entries()) {
      const wait = await limit.take(person, points);
      if (wait === 0) continue;
      // What is refused costs nothing, so that something smaller may pass.
      await add(list.slice(0, index + 1), person, -points);
      return wait;
    }
    return 0;
  };
  return {
    takeBytes: (person, bytes) => takeAll(byteLimits, person, Math.ceil(bytes / 1024)),
    async takeRows(person, count) {
      const compared = await pairs.read(person);
      if (compared.taken >= PAIRS_A_MINUTE) return compared.seconds;
      return takeAll(rowLimits, person, count);
    },
    async correct(person, taken, spent) {
      await add(rowLimits, person, spent.rows - taken);
      await add([pairs], person, spent.pairs);
    },
  };
}
