import * as z from 'zod/mini';
import { MAX_COMPETITOR_CHARS, MOST_COMPETITORS } from '../limits.ts';
import { collection } from '../policy.ts';
import { Editor, Id, Instant, NoKey } from '../values.ts';

/** An organisation's coaching settings: one row, or a person's own while signed out. */
export const CoachingSettings = z.object({
  refKey: NoKey,
  limits: z.record(z.string().check(z.maxLength(60)), z.number()),
  off: z.array(z.string().check(z.maxLength(60))).check(z.maxLength(200)),
  competitors: z
    .array(z.string().check(z.minLength(2), z.maxLength(MAX_COMPETITOR_CHARS)))
    .check(z.maxLength(MOST_COMPETITORS)),
  author: Id,
  editedBy: Editor,
  at: Instant,
});
export type CoachingSettings = z.infer<typeof CoachingSettings>;

export default collection({
  schema: CoachingSettings,
  key: [],
  defaults: { refKey: '', limits: {}, off: [], competitors: [] },
  readable: ['competitors'],
  lists: ['off', 'competitors'],
  maps: ['limits'],
  policy: { scopes: ['private', 'org'], create: 'managers', change: 'managers', fixed: ['refKey'] },
  history: true,
  erased: 'kept',
  summarised: 'all',
});
