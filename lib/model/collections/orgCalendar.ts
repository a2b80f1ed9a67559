import * as z from 'zod/mini';
import { MAX_HOLIDAY_CHARS, MOST_HOLIDAYS } from '../limits.ts';
import { collection } from '../policy.ts';
import { CalendarDate, Editor, Id, Instant, NoKey } from '../values.ts';

const name = z.string().check(z.minLength(1), z.maxLength(MAX_HOLIDAY_CHARS));

/** The days on which an organisation works: one row, or a person's own while signed out. */
export const OrgCalendar = z.object({
  refKey: NoKey,
  /** ISO weekdays: 1 is Monday, 7 is Sunday. */
  workdays: z.array(z.int().check(z.minimum(1), z.maximum(7))).check(z.maxLength(7)),
  /** Names of the holidays, by civil date. */
  holidays: z
    .record(CalendarDate, name)
    .check(z.refine((dates) => Object.keys(dates).length <= MOST_HOLIDAYS)),
  author: Id,
  editedBy: Editor,
  at: Instant,
});
export type OrgCalendar = z.infer<typeof OrgCalendar>;

export default collection({
  schema: OrgCalendar,
  key: [],
  defaults: { refKey: '', workdays: [1, 2, 3, 4, 5], holidays: {} },
  lists: ['workdays'],
  maps: ['holidays'],
  policy: {
    scopes: ['private', 'org'],
    create: 'managers',
    change: 'managers',
    fixed: ['refKey'],
    allows: ({ writer, scope }) => scope.kind !== 'org' || writer.isAdmin,
    removes: ({ isAdmin, user }, { author }) => isAdmin || author === user,
  },
  erased: 'kept',
  summarised: 'all',
  persons: [],
  automatic: false,
  imported: true,
  history: false,
  exported: true,
});
