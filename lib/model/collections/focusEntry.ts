import * as z from 'zod/mini';
import { Skill } from '../coaching.ts';
import { MAX_LINE_CHARS } from '../limits.ts';
import { isAboutOwner, isAboutSelf, memberOf } from '../personKey.ts';
import { collection } from '../policy.ts';
import { CalendarDate, Editor, Id, Instant, Key } from '../values.ts';

/**
 * What happened with a focus on one day: the two keys (`picked`, `agreed`), `kept` for longer, how
 * sure the person is (`sure`), and what they try in a call (`trial`).
 */
export const focusEvents = ['picked', 'agreed', 'kept', 'sure', 'trial'] as const;

export const FocusEntry = z.object({
  /** See `personKey`. */
  refKey: Key,
  focus: Skill,
  event: z.enum(focusEvents),
  /** On the writer’s calendar: one entry a day. When it happened is `at`, in the server’s time. */
  day: CalendarDate,
  /** 1 to 10, of `sure` alone. */
  level: z.nullable(z.int().check(z.minimum(1), z.maximum(10))),
  /** What to try, of `trial` alone; and how it went. */
  text: z.string().check(z.maxLength(MAX_LINE_CHARS)),
  tried: z.nullable(z.enum(['yes', 'notThisTime', 'noChance'])),
  went: z.string().check(z.maxLength(MAX_LINE_CHARS)),
  author: Id,
  editedBy: Editor,
  at: Instant,
});
export type FocusEntry = z.infer<typeof FocusEntry>;

export default collection({
  schema: FocusEntry,
  key: ['refKey', 'focus', 'event', 'day'],
  defaults: { level: null, text: '', tried: null, went: '' },
  readable: ['text', 'went'],
  policy: {
    scopes: ['private', 'pair'],
    create: 'anyone',
    change: 'author',
    fixed: [],
    allows: (attempt) => {
      const { writer, scope, fields } = attempt;
      // The second key is the manager’s: nobody agrees to the own focus.
      if (fields.event === 'agreed')
        return isAboutOwner(attempt) && memberOf(fields.refKey) !== writer.user;
      // What somebody tried, and how it went, is for nobody else.
      return isAboutSelf(attempt) && (fields.event !== 'trial' || scope.kind === 'private');
    },
  },
  handedOver: 'stays',
  history: true,
  aged: ['at'],
  persons: [],
  automatic: false,
  imported: true,
  exported: true,
  erased: 'deleted',
});
