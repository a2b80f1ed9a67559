import { setImmediate as otherRequests } from 'node:timers/promises';
import type { Store } from '../store/store.ts';

/** Pieces of work at a time: SQLite answers one query after the other anyway. */
const AT_ONCE = { sqlite: 1, postgres: 4 } as const;

type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * A few pieces of work at a time, and other requests in between: a query of SQLite holds the event
 * loop, so a query for each of a thousand sockets would keep everybody waiting for seconds.
 * @returns a function that does work when it is its turn.
 */
export function workQueue(kind: Store['kind']): InTurn {
  const waiting: (() => Promise<void>)[] = [];
  let running = 0;
  async function run(): Promise<void> {
    running += 1;
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      await next();
      await otherRequests();
    }
    running -= 1;
  }
  return (work) =>
    new Promise((done, fail) => {
      waiting.push(() => work().then(done, fail));
      if (running < AT_ONCE[kind]) void run();
    });
}

/** Does something to an item when it is its turn, once if several ask for it meanwhile. */
export function onceInTurn<T>(inTurn: InTurn, work: (item: T) => Promise<void>) {
  const waiting = new Set<T>();
  return async (item: T): Promise<void> => {
    if (waiting.has(item)) return;
    waiting.add(item);
    await inTurn(() => {
      waiting.delete(item);
      return work(item);
    });
  };
}
