import { type CalendarDays, type WorkCalendar, workCalendar } from '../coaching/workdays.ts';
import type { OrgCalendar } from '../model/index.ts';
import { type CalendarRows, currentOf, inOrder } from '../store/index.ts';

/** A week in which every day counts: nobody entered the working days of the organisation. */
const WHOLE_WEEK: Pick<CalendarDays, 'workdays' | 'holidays'> = { workdays: [], holidays: {} };

/** The calendar of the organisation, which takes precedence over one from before signing in. */
export function orgCalendarOf({ calendars }: Pick<CalendarRows, 'calendars'>): OrgCalendar | null {
  const shared = calendars.filter((row) => row.scope.startsWith('o:'));
  return inOrder(shared.length > 0 ? shared : calendars)[0]?.fields ?? null;
}

/** The absences of a member: the last day of each, by its first day. */
export function awayOf({ away }: Pick<CalendarRows, 'away'>, member: string | null) {
  return currentOf(away.filter((row) => row.fields.member === member))?.fields.ranges ?? {};
}

function made(rows: CalendarRows, member: string | null): WorkCalendar | null {
  const org = orgCalendarOf(rows);
  const away = awayOf(rows, member);
  if (!org && Object.keys(away).length === 0) return null;
  return workCalendar({ ...(org ?? WHOLE_WEEK), away });
}

/** The calendars of the rows that were read last, by member. */
let last: { rows: CalendarRows; byMember: Map<string | null, WorkCalendar | null> } | null = null;

/**
 * The working days of a member; of the organisation where the member is unknown. Null where nobody
 * entered any days off. Kept for the rows of one query, because many deals have one owner.
 */
export function calendarFor(rows: CalendarRows, member: string | null): WorkCalendar | null {
  if (last?.rows !== rows) last = { rows, byMember: new Map() };
  const { byMember } = last;
  const calendar = byMember.has(member) ? (byMember.get(member) ?? null) : made(rows, member);
  byMember.set(member, calendar);
  return calendar;
}
