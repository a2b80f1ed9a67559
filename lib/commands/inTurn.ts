/**
 * Runs jobs of the same key one after the other, each also after a failure of the one before. Jobs
 * of different keys run in parallel.
 */
export function inTurn() {
  const last = new Map<string, Promise<void>>();

  return function run(key: string, job: () => Promise<void>): Promise<void> {
    const before = last.get(key) ?? Promise.resolve();
    const turn = before.catch(() => {}).then(job);
    last.set(key, turn);
    return turn.finally(() => {
      if (last.get(key) === turn) last.delete(key);
    });
  };
}
