import * as z from 'zod/mini';
import { cadences } from '../oneOnOne.ts';
import { collection } from '../policy.ts';
import { Editor, Id, Instant, NoKey } from '../values.ts';

/** When a manager and a rep meet, where one of them chose it. */
export const Rhythm = z.object({
  refKey: NoKey,
  /** The rep. */
  member: Id,
  every: z.enum(cadences),
  /** ISO weekday: 1 is Monday. */
  weekday: z.int().check(z.minimum(1), z.maximum(7)),
  time: z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/)),
  minutes: z.int().check(z.minimum(5), z.maximum(240)),
  timeZone: z.string().check(z.minLength(1), z.maxLength(60)),
  /** Which of two weeks, 0 or 1. */
  phase: z.int().check(z.minimum(0), z.maximum(1)),
  author: Id,
  editedBy: Editor,
  at: Instant,
});
export type Rhythm = z.infer<typeof Rhythm>;

export default collection({
  schema: Rhythm,
  key: ['member'],
  defaults: { refKey: '' },
  policy: {
    scopes: ['pair'],
    create: 'anyone',
    change: 'readers',
    fixed: ['refKey'],
    allows: ({ scope, fields }) => scope.kind === 'pair' && fields.member === scope.rep,
  },
  handedOver: 'stays',
  history: true,
  persons: [],
  automatic: false,
  imported: true,
  exported: true,
  erased: 'deleted',
});
