import type { Limiters } from '../limits/limiter.ts';
import { createTurns } from '../limits/turns.ts';
import { slowDown } from './refusals.ts';

/** Pulls and histories of one person that may wait for each other: a device sends one at a time. */
const MOST_READS = 8;
/** kB that one person may read in ten minutes: many first syncs of a large team. */
export const READ_KB = 256 * 1024;
const READ_SECONDS = 600;

/**
 * Runs one read at a time of each person, so that one person waits for themselves and not others
 * for them.
 * @param work reads, and returns JSON.
 * @param send makes the answer, which belongs to the turn: packing it costs time too.
 */
export type Reads = <T>(
  person: string,
  work: () => Promise<string>,
  send: (json: string) => Promise<T>,
) => Promise<T>;

/** @param limiters of this process: a shared count would cost a write for each pull. */
export function createReads(limiters: Limiters): Reads {
  const inTurn = createTurns(MOST_READS);
  const kb = limiters('read-kb', { points: READ_KB, seconds: READ_SECONDS });
  return async (person, work, send) => {
    const answer = inTurn(person, async () => {
      const before = await kb.read(person);
      if (before.taken >= READ_KB) throw slowDown(before.seconds);
      const json = await work();
      await kb.add(person, Math.ceil(json.length / 1024));
      return send(json);
    });
    if (!answer) throw slowDown(1);
    return answer;
  };
}
