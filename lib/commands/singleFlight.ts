/**
 * Runs one job at a time per key. Requests during a job lead to one more run a moment after it,
 * which nobody awaits, so that its failure is reported. Jobs of different keys run in parallel.
 */
export function singleFlight(
  job: (key: string) => Promise<void>,
  wait: (then: () => void) => void,
  report: (error: unknown) => void,
) {
  const running = new Map<string, Promise<void>>();
  const requested = new Set<string>();

  return function run(key: string): Promise<void> {
    const current = running.get(key);
    if (current) {
      requested.add(key);
      return current;
    }
    const started = job(key).finally(() => {
      running.delete(key);
      if (requested.delete(key)) wait(() => void run(key).catch(report));
    });
    running.set(key, started);
    return started;
  };
}
