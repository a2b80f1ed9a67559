/**
 * Runs a job for a key once at a time: a wish that comes meanwhile is granted once, a moment
 * afterwards; nobody waits for that one, so its failure is reported. Jobs of different keys do not
 * wait for each other.
 */
export function singleFlight(
  job: (key: string) => Promise<void>,
  wait: (then: () => void) => void,
  report: (error: unknown) => void,
) {
  const running = new Map<string, Promise<void>>();
  const wanted = new Set<string>();

  return function run(key: string): Promise<void> {
    const under = running.get(key);
    if (under) {
      wanted.add(key);
      return under;
    }
    const mine = job(key).finally(() => {
      running.delete(key);
      if (wanted.delete(key)) wait(() => void run(key).catch(report));
    });
    running.set(key, mine);
    return mine;
  };
}
