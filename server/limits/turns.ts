/**
 * One piece of work at a time for each key; the others wait for their turn.
 * @param most of one key, with the one that runs.
 * @returns a function that runs work in turn; null if too many wait already.
 */
export function createTurns(
  most: number,
): <T>(key: string, work: () => Promise<T>) => Promise<T> | null {
  const queues = new Map<string, { count: number; last: Promise<unknown> }>();
  return (key, work) => {
    const queue = queues.get(key) ?? { count: 0, last: Promise.resolve() };
    if (queue.count >= most) return null;
    queue.count += 1;
    const result = queue.last.then(work);
    queue.last = result
      .catch(() => {})
      .then(() => {
        queue.count -= 1;
        if (queue.count === 0) queues.delete(key);
      });
    queues.set(key, queue);
    return result;
  };
}
