import type { ServerResponse } from 'node:http';
import { slowDown } from './refusals.ts';

/** What one reader may leave unread. */
export interface UnreadLimits {
  /** Bytes of answers that wait for the readers of one person or network. */
  bytes: number;
  /** A reader who takes nothing for this long is cut off, in ms. */
  idleMs: number;
}

/** Four answers to pulls, which are the longest. */
export const UNREAD_LIMITS: UnreadLimits = { bytes: 16 * 1024 * 1024, idleMs: 30_000 };

/** Seconds until a device tries again. */
const AGAIN = 5;

export interface Unread {
  /**
   * Begins the answer to a person or network.
   * @throws a refusal (429) if earlier answers to them are still unread.
   */
  begin(holder: string, answer: ServerResponse | undefined): void;
}

/**
 * Limits the bytes of answers that nobody reads: they are in the server’s memory until the reader
 * takes them. Exports are streams and have a limit of their own (limits/exports.ts).
 */
export function unreadAnswers({ bytes, idleMs }: UnreadLimits = UNREAD_LIMITS): Unread {
  const open = new Map<string, Set<ServerResponse>>();
  return {
    begin(holder, answer) {
      const own = open.get(holder) ?? new Set();
      let waiting = 0;
      for (const { writableLength } of own) waiting += writableLength;
      if (waiting > bytes) throw slowDown(AGAIN);
      if (!answer) return;
      open.set(holder, own.add(answer));
      // The answer is complete. Node ends a connection on which nothing moves for this long, and
      // sets another time when the next request begins.
      answer.once('prefinish', () => answer.req.socket.setTimeout(idleMs));
      answer.once('close', () => {
        own.delete(answer);
        if (own.size === 0 && open.get(holder) === own) open.delete(holder);
      });
    },
  };
}
