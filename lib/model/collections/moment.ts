import * as z from 'zod/mini';
import { MAX_NAME_CHARS, MAX_PROSE_CHARS } from '../limits.ts';
import { collection } from '../policy.ts';
import { Editor, FutureInstant, Id, Instant, Key } from '../values.ts';

/** The occasions around a call or the end of a deal, for each of which there is one card. */
export const momentKinds = ['brief', 'debrief', 'lossReview', 'winReview', 'negotiation'] as const;

/**
 * What a person wrote at a moment of a deal. Private until its author shares it. `focus` is a
 * moment of its own: whether the focus was tried is never shared.
 */
export const Moment = z.object({
  refKey: Key,
  moment: z.enum([...momentKinds, 'focus']),
  /** Id of the meeting; the civil date of the closing or of the text for the others. */
  about: z.string().check(z.maxLength(MAX_NAME_CHARS)),
  /** `kept`: finished. `left`: ended without a text. `later`: comes back at `until`. */
  state: z.enum(['kept', 'left', 'later']),
  until: z.nullable(FutureInstant),
  /** Subject of the meeting, which others may not see in the CRM. */
  title: z.string().check(z.maxLength(MAX_NAME_CHARS)),
  /** Its texts by name: see `momentWords`. */
  words: z.record(z.string(), z.string().check(z.maxLength(MAX_PROSE_CHARS))),
  tried: z.nullable(z.enum(['yes', 'notThisTime', 'noChance'])),
  /** The commitment that a debrief ended with. */
  next: z.nullable(Id),
  author: Id,
  editedBy: Editor,
  at: Instant,
});
export type Moment = z.infer<typeof Moment>;

export default collection({
  schema: Moment,
  key: ['refKey', 'moment', 'about', 'author'],
  defaults: { until: null, title: '', words: {}, tried: null, next: null },
  maps: ['words'],
  readable: ['words'],
  policy: {
    scopes: ['private', 'pair', 'team'],
    create: 'anyone',
    change: 'author',
    fixed: [],
    allows: ({ scope, fields }) =>
      scope.kind === 'private' || (fields.moment !== 'focus' && fields.tried === null),
  },
  handedOver: 'moves',
  history: true,
  summarised: 'record',
  aged: ['at'],
  persons: [],
  automatic: false,
  imported: true,
  exported: true,
  erased: 'deleted',
});
