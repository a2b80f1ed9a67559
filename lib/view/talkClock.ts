/** How much of its time a talk has taken. Nobody stores it. */
export interface TalkClock {
  /** Whole minutes since it began. */
  minutes: number;
  /** The minutes that it usually takes. */
  of: number;
  /** 0 to 1. */
  share: number;
  /** Longer than usual. */
  isOver: boolean;
}

const MINUTE_MS = 60_000;
/** One that began so long ago was left open; nobody is in it any more. */
const LONGEST_MS = 4 * 60 * MINUTE_MS;

/**
 * The clock of a talk; null for one that has not begun, or began hours ago. The other device’s
 * clock may be ahead of this one: then no minute has passed. Pure.
 */
export function talkClock(began: number | null, of: number, ms: number): TalkClock | null {
  if (began === null || !(of > 0)) return null;
  const past = Math.max(0, ms - began);
  if (past > Math.max(LONGEST_MS, 2 * of * MINUTE_MS)) return null;
  const minutes = Math.floor(past / MINUTE_MS);
  return { minutes, of, share: Math.min(1, past / (of * MINUTE_MS)), isOver: minutes > of };
}
