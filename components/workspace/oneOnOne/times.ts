import { type Appointment, instantOf, type Rhythm } from '../../../lib/coaching/rhythm/index.ts';
import { language, t } from '../../ui/i18n.ts';

/** A moment with its weekday, in a zone. */
export function dayText(ms: number, timeZone: string): string {
  return new Intl.DateTimeFormat(language(), {
    ...{ weekday: 'long', day: 'numeric', month: 'long', timeZone },
  } as const).format(ms);
}

function clock(ms: number, timeZone: string): string {
  return new Intl.DateTimeFormat(language(), { timeStyle: 'short', timeZone }).format(ms);
}

/** “Tuesday, 24 November, 15:00 to 15:30” in the zone in which this person counts days. */
export function whenText({ ms }: Appointment, { minutes }: Rhythm, timeZone: string): string {
  const end = ms + minutes * 60_000;
  return t('oneOnOne.when', [dayText(ms, timeZone), clock(ms, timeZone), clock(end, timeZone)]);
}

/** The day of a one-on-one that is over: when it began, else the Monday of its week. */
export function heldText(slot: string, began: number | null, timeZone: string): string {
  const ms = began ?? instantOf(slot.slice(0, 10), '12:00', timeZone, 'UTC');
  return new Intl.DateTimeFormat(language(), {
    ...{ day: 'numeric', month: 'short', year: 'numeric', timeZone },
  } as const).format(ms);
}

/** “Thu, Nov 26, 15:00” in the zone in which this person counts days. */
export function shortWhenText({ ms }: Appointment, timeZone: string): string {
  return new Intl.DateTimeFormat(language(), {
    ...{ weekday: 'short', day: 'numeric', month: 'short' },
    ...{ hour: 'numeric', minute: '2-digit', timeZone },
  } as const).format(ms);
}
