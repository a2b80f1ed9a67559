/** The parts of the browser's alarm API that are used here. Periods are minutes. */
export interface AlarmDeps {
  /** The period of the alarm that is set; undefined where none is. */
  period(): Promise<number | undefined>;
  create(period: number): Promise<void>;
}

/**
 * The longest wait for an earlier call. A browser may never answer, as after a worker was just
 * stopped; one that answers takes less.
 */
const CALL_TIMEOUT_MS = 5000;

/**
 * Sets the alarm, one browser call after the other, so that the last request wins.
 * @returns a function whose promise resolves once the alarm has the period.
 */
export function createAlarm({ period, create }: AlarmDeps): (minutes: number) => Promise<void> {
  let requested = 0;
  let last: Promise<void> = Promise.resolve();

  async function set(): Promise<void> {
    // Creating it again would restart its period. A late answer sets the period requested by then.
    if ((await period()) !== requested) await create(requested);
  }
  return (minutes) => {
    requested = minutes;
    last = ended(last).then(set);
    return last;
  };
}

/** Waits until a call ends, but not longer than CALL_TIMEOUT_MS. */
async function ended(call: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<void>((done) => {
    timer = setTimeout(done, CALL_TIMEOUT_MS);
  });
  await Promise.race([call.catch(() => {}), late]);
  clearTimeout(timer);
}
