/** The browser's alarm, as far as it is needed here. Periods are minutes. */
export interface AlarmDeps {
  /** The period of the alarm that is set; undefined where none is. */
  period(): Promise<number | undefined>;
  create(period: number): Promise<void>;
}

/** A browser that answers needs less; one that never answers, as after a worker that was just stopped, keeps no later wish waiting. */
const PATIENCE_MS = 5000;

/**
 * Sets the alarm, one call of the browser after the other, so that the last wish stands.
 * @returns a function that resolves once the alarm has that period.
 */
export function createAlarm({ period, create }: AlarmDeps): (minutes: number) => Promise<void> {
  let wished = 0;
  let last: Promise<void> = Promise.resolve();

  async function set(): Promise<void> {
    // Setting it again would begin its period anew. An answer that comes late sets what is wished by then.
    if ((await period()) !== wished) await create(wished);
  }
  return (minutes) => {
    wished = minutes;
    last = ended(last).then(set);
    return last;
  };
}

/** Waits for what is under way, however it ends, but not for ever. */
async function ended(call: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<void>((done) => {
    timer = setTimeout(done, PATIENCE_MS);
  });
  await Promise.race([call.catch(() => {}), late]);
  clearTimeout(timer);
}
