import * as z from 'zod/mini';
import { MAX_LINE_CHARS } from '../limits.ts';
import { isAboutOwner } from '../personKey.ts';
import { collection } from '../policy.ts';
import { CalendarDate, Editor, Id, Instant, Key } from '../values.ts';

/** The last week of a ramp plan. */
export const MOST_RAMP_WEEKS = 52;
/** The step that has the first day. */
export const FIRST_DAY = 'first';

/** One milestone of a new rep’s first weeks. Rep and manager both change it. */
export const RampStep = z.object({
  /** See `personKey`. */
  refKey: Key,
  step: Id,
  /** Empty for a milestone that was removed. */
  text: z.string().check(z.maxLength(MAX_LINE_CHARS)),
  /** The week after the first day in which it is due, from 1; 0 for the first day. */
  week: z.int().check(z.minimum(0), z.maximum(MOST_RAMP_WEEKS)),
  /** The first day, in the step FIRST_DAY alone. */
  day: z.nullable(CalendarDate),
  done: z.boolean(),
  /** The day on which it was done. `at` is of any change. */
  doneOn: z._default(z.nullable(CalendarDate), null),
  author: Id,
  editedBy: Editor,
  at: Instant,
});
export type RampStep = z.infer<typeof RampStep>;

export default collection({
  schema: RampStep,
  key: ['refKey', 'step'],
  defaults: { text: '', week: 0, day: null, done: false, doneOn: null },
  readable: ['text'],
  policy: {
    scopes: ['private', 'pair'],
    create: 'anyone',
    change: 'readers',
    fixed: [],
    allows: isAboutOwner,
  },
  handedOver: 'stays',
  history: true,
  persons: [],
  automatic: false,
  imported: true,
  exported: true,
  erased: 'deleted',
});
