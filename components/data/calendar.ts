import { useLiveQuery } from 'dexie-react-hooks';
import { type Now, today } from '../../lib/coaching/index.ts';
import { deviceZone } from '../../lib/platform/index.ts';
import { language } from '../../lib/platform/texts.ts';
import { calendarRows } from '../../lib/store/index.ts';
import { nowFor } from '../../lib/view/viewer.ts';
import { useDb, useMe, type Who } from './store.ts';

/** The days off on this device, with the viewer and today’s date; undefined until loaded. */
export function useCalendarRows() {
  const db = useDb();
  const rows = useLiveQuery(() => calendarRows(db), [db]);
  const who = useMe();
  return rows && who ? { rows, who, day: dayFor(who) } : undefined;
}

function dayFor({ me }: Who): string {
  return today(nowFor(me, Date.now(), deviceZone()));
}

/** A civil date with its weekday and year. It has no time, so no zone can move it. */
export function weekdayDate(value: string): string {
  const [year = 0, month = 1, day = 1] = value.split('-').map(Number);
  return new Intl.DateTimeFormat(language(), {
    ...{ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
    timeZone: 'UTC',
  } as const).format(Date.UTC(year, month - 1, day));
}

/** The day of an instant with its year, in the zone in which this person counts days. */
export function dayOfInstant(ms: number, { timeZone }: Now): string {
  return new Intl.DateTimeFormat(language(), { dateStyle: 'medium', timeZone }).format(ms);
}

/** The day of an instant with its year and its time, in the same zone. */
export function dayAndTime(ms: number, { timeZone }: Now): string {
  const style = { dateStyle: 'medium', timeStyle: 'short', timeZone } as const;
  return new Intl.DateTimeFormat(language(), style).format(ms);
}

/** The name of an ISO weekday. */
export function weekdayName(weekday: number, style: 'short' | 'long'): string {
  // 1 January 2024 was a Monday.
  return new Intl.DateTimeFormat(language(), { weekday: style, timeZone: 'UTC' }).format(
    Date.UTC(2024, 0, weekday),
  );
}
