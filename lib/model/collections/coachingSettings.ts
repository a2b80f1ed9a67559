import * as z from 'zod/mini';
import { MAX_COMPETITOR_CHARS, MOST_COMPETITORS } from '../limits.ts';
import { collection } from '../policy.ts';
import { Editor, Id, Instant, NoKey } from '../values.ts';

const count = z.int().check(z.minimum(0));

/** Closed deals with a warning and without it, and how many of each were won. */
export const RestReason = z.object({
  flagged: count,
  flaggedWon: count,
  other: count,
  otherWon: count,
});
export type RestReason = z.infer<typeof RestReason>;

/** A warning whose question a manager is offered to rest. */
export const Restable = z.extend(RestReason, { signal: z.string() });
export type Restable = z.infer<typeof Restable>;

/** An organisation's coaching settings: one row, or a person's own while signed out. */
export const CoachingSettings = z.object({
  refKey: NoKey,
  limits: z.record(z.string().check(z.maxLength(60)), z.number()),
  off: z.array(z.string().check(z.maxLength(60))).check(z.maxLength(200)),
  /** The questions that rest, with the figures on which a manager decided it. */
  rested: z.optional(z.record(z.string().check(z.maxLength(60)), RestReason)),
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
  maps: ['limits', 'rested'],
  policy: { scopes: ['private', 'org'], create: 'managers', change: 'managers', fixed: ['refKey'] },
  history: true,
  erased: 'kept',
  summarised: 'all',
  persons: [],
  automatic: false,
  imported: true,
  exported: true,
});
