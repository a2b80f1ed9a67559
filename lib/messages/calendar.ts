import * as z from 'zod/mini';
import { Away, OrgCalendar } from '../model/index.ts';
import { fromPage, nothing } from './fields.ts';

const Days = z.pick(OrgCalendar, { workdays: true, holidays: true });
const Ranges = z.pick(Away, { ranges: true });

/** Days off. `from`: the values that the page showed. */
export const calendarMessages = {
  'calendar.org': fromPage(z.object({ calendar: Days, from: z.nullable(Days) }), nothing),
  'calendar.away': fromPage(z.object({ away: Ranges, from: z.nullable(Ranges) }), nothing),
};
