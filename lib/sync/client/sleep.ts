const TICK_MS = 15_000;
/** A timer on a busy machine may be late by seconds; above this, the machine slept. */
const LATE_MS = 30_000;

/** Calls back after the device slept or its clock was set: a timer fires at another time. */
export function watchSleep(deps: { now(): number; onWake(): void }): void {
  let expected = deps.now() + TICK_MS;
  setInterval(() => {
    const now = deps.now();
    const slept = Math.abs(now - expected) > LATE_MS;
    expected = now + TICK_MS;
    if (slept) deps.onWake();
  }, TICK_MS);
}
