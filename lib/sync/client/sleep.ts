const TICK_MS = 15_000;
/** A busy machine may be late by seconds; more than this, and it slept. */
const LATE_MS = 30_000;

/** Tells when the device slept, or its clock was set: a timer finds another time than it should. */
export function watchSleep(deps: { now(): number; onWake(): void }): void {
  let expected = deps.now() + TICK_MS;
  setInterval(() => {
    const now = deps.now();
    const slept = Math.abs(now - expected) > LATE_MS;
    expected = now + TICK_MS;
    if (slept) deps.onWake();
  }, TICK_MS);
}
