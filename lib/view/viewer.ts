import type { Now } from '../coaching/index.ts';
import type { CrmIdentity, CrmRecord, Me, ReadingInfo, RecordRef } from '../model/index.ts';

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

/** Two clocks that differ by less count as equal; a panel's clock ticks once a minute. */
const TOLERANCE_MS = 120_000;

/**
 * The time for which a record is judged: at least the moment of its reading, so that what was
 * logged right before it counts. The CRM stamps activities by its own clock: where the reading has
 * that, a device whose clock is behind or ahead does not matter.
 */
export function nowOn(now: Now, reading: Pick<ReadingInfo, 'at' | 'clock'> | undefined): Now {
  if (!reading) return now;
  const { at, clock } = reading;
  if (clock === undefined) {
    // A reading far in the future: the clock was set back since, and now is right.
    const isNear = at > now.ms && at - now.ms <= TOLERANCE_MS;
    return isNear ? { ...now, ms: at } : now;
  }
  const ahead = at - clock > TOLERANCE_MS ? at - clock : 0;
  const ms = Math.max(now.ms - ahead, clock);
  return ms === now.ms ? now : { ...now, ms };
}

/**
 * The CRM's user on a page while nobody said whether that is the viewer; null where it is known,
 * or the viewer has a link in this system already.
 * @param links the viewer's links.
 */
export function unlinkedUser(
  me: Me | null,
  links: readonly Pick<CrmIdentity, 'crm' | 'tenant'>[],
  { ref, record }: { ref: RecordRef; record: Pick<CrmRecord, 'viewer'> | null },
): { crmUserId: string; name: string } | null {
  const { crmUserId = null, name = null } = record?.viewer ?? {};
  if (!me || !crmUserId || !name) return null;
  const isLinked = links.some((item) => item.crm === ref.crm && item.tenant === ref.tenant);
  return isLinked ? null : { crmUserId, name };
}
