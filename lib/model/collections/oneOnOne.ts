import * as z from 'zod/mini';
import { Skill } from '../coaching.ts';
import { MAX_FACT_CHARS } from '../limits.ts';
import { becameKinds, isTalkIn, TalkKey, talkSteps } from '../oneOnOne.ts';
import { collection } from '../policy.ts';
import { Editor, Id, Instant, isCalendarDate, Key } from '../values.ts';

/**
 * One one-on-one of a manager and a rep, where somebody began, moved or skipped it; or one deal
 * review, or a session of a team.
 */
export const OneOnOne = z.object({
  refKey: TalkKey,
  state: z.enum(['open', 'skipped', 'finished']),
  /** Where it was moved: civil date and time in the zone of the rhythm. */
  to: z.nullable(
    z.string().check(
      z.regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/),
      z.refine((text) => isCalendarDate(text.slice(0, 10))),
    ),
  ),
  began: z.nullable(Instant),
  /** The step that both see. */
  step: z.enum(talkSteps),
  /** The deal that the rep picked, and its name, which the other person's device may not know. */
  deal: z.nullable(Key),
  dealName: z.string().check(z.maxLength(MAX_FACT_CHARS)),
  /** The skill of a session: what several people have a gap in. */
  gap: z._default(z.nullable(Skill), null),
  /** What became of earlier commitments, by their ids. */
  became: z.record(Id, z.enum(becameKinds)),
  /** How sure each person is of what they will do, 1 to 10. */
  sure: z.record(Id, z.int().check(z.minimum(1), z.maximum(10))),
  author: Id,
  editedBy: Editor,
  at: Instant,
});
export type OneOnOne = z.infer<typeof OneOnOne>;

const withoutOwn = (sure: unknown, user: string) =>
  Object.entries((sure ?? {}) as Record<string, number>)
    .filter(([who]) => who !== user)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

export default collection({
  schema: OneOnOne,
  key: ['refKey'],
  defaults: {
    ...{ state: 'open', to: null, began: null, step: 'opening' },
    ...{ deal: null, dealName: '', gap: null, became: {}, sure: {} },
  },
  maps: ['became', 'sure'],
  policy: {
    scopes: ['pair', 'team'],
    create: 'anyone',
    change: 'readers',
    fixed: [],
    // How sure somebody is, they say themselves. A manager leads a session; the others write lines.
    allows: ({ writer, scope, fields, before }) =>
      isTalkIn(fields.refKey, scope) &&
      (scope.kind !== 'team' || writer.manages) &&
      isSame(withoutOwn(before?.sure, writer.user), withoutOwn(fields.sure, writer.user)),
  },
  handedOver: 'stays',
  history: true,
  instants: ['began', 'at'],
  aged: ['began', 'at'],
  persons: [],
  automatic: false,
  imported: true,
  exported: true,
  erased: 'deleted',
});
