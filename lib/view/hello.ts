/** What the answer to a frame's greeting was made from, before the greeting came. */
export interface PreparedHello {
  nonce: string;
  /** The number of voided pictures when it was made. */
  voids: number;
  /** When it was made, in the time of `performance`, which no clock changes. */
  at: number;
}

/**
 * A frame greets within seconds, unless it is opened later: then its picture may be too old, and
 * its colours may have changed.
 */
const READY_MS = 10_000;

/**
 * Whether an answer that was made before still holds: for this greeting, of the record on screen,
 * and without a picture that may not be painted any more.
 */
export function stillHolds(
  made: PreparedHello,
  now: { nonce: string | null; voids: number; at: number; isOnScreen: boolean },
): boolean {
  const isRecent = now.at - made.at < READY_MS;
  return made.nonce === now.nonce && made.voids === now.voids && isRecent && now.isOnScreen;
}
