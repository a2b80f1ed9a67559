import * as z from 'zod/mini';
import { MAX_PROSE_CHARS } from '../limits.ts';
import { isAboutSelf } from '../personKey.ts';
import { collection } from '../policy.ts';
import { CalendarDate, Editor, Id, Instant, Key } from '../values.ts';

/** Words, not numbers: nobody can average them. */
export const energies = ['low', 'steady', 'high'] as const;
export const loads = ['light', 'right', 'heavy'] as const;

/** How somebody is, in their words. */
export const CheckInWords = z.object({
  energy: z.nullable(z.enum(energies)),
  confidence: z.nullable(z.enum(energies)),
  load: z.nullable(z.enum(loads)),
  text: z.string().check(z.maxLength(MAX_PROSE_CHARS)),
});

/** A check-in as the device alone has it: no row, so that no sync can send it. */
export const CheckInEntry = z.extend(CheckInWords, { id: Id, day: CalendarDate, at: Instant });
export type CheckInEntry = z.infer<typeof CheckInEntry>;

/**
 * A check-in that its person shared with the manager: a copy of one entry of the device. It is
 * withdrawn by emptying and deleting the row. No earlier values are stored.
 */
export const CheckIn = z.extend(CheckInWords, {
  /** See `personKey`. */
  refKey: Key,
  entry: Id,
  /** The day of the entry; null once it was withdrawn. */
  day: z.nullable(CalendarDate),
  author: Id,
  editedBy: Editor,
  at: Instant,
});
export type CheckIn = z.infer<typeof CheckIn>;

export default collection({
  schema: CheckIn,
  key: ['refKey', 'entry'],
  defaults: { day: null, energy: null, confidence: null, load: null, text: '' },
  readable: ['text'],
  policy: {
    scopes: ['pair'],
    create: 'anyone',
    change: 'author',
    fixed: [],
    allows: isAboutSelf,
  },
  handedOver: 'moves',
  imported: false,
  leaves: true,
  personal: true,
  persons: [],
  automatic: false,
  history: false,
  exported: true,
  erased: 'deleted',
});
