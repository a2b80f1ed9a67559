import type { Now } from '../coaching/index.ts';
import type { Me } from '../model/index.ts';

/** The person who uses this device. */
export interface Viewer {
  /** Null while nobody is signed in. */
  me: Me | null;
  /** The member's id, or LOCAL_USER. */
  user: string;
  /** The person's role while signed out: “I sell” or “I coach”. */
  localRole: 'rep' | 'manager';
}

/**
 * Days are counted in the organisation's time zone; while signed out in the device's
 * (docs/decisions/coaching-rules.md).
 */
export function zoneOf(me: Me | null, deviceZone: string): string {
  return me?.org.timeZone ?? deviceZone;
}

/** The time for which a view is computed. @param ms Unix time. */
export function nowFor(me: Me | null, ms: number, deviceZone: string): Now {
  return { ms, timeZone: zoneOf(me, deviceZone) };
}
