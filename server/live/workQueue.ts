import { setImmediate as otherRequests } from 'node:timers/promises';

/**
 * A few pieces of work at a time, and other requests in between: a query of SQLite holds the event
 * loop, so a query for each of a thousand sockets would keep everybody waiting for seconds.
 * @param atOnce pieces at a time.
 * @returns a function that does work when it is its turn.
 */
export function workQueue(atOnce: number): <T>(work: () => Promise<T>) => Promise<T> {
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
      if (running < atOnce) void run();
    });
}
