import * as z from 'zod/mini';
import { Kind, Skill } from '../coaching.ts';
import { MAX_LINE_CHARS, MAX_NAME_CHARS, MAX_PROSE_CHARS } from '../limits.ts';
import { collection } from '../policy.ts';
import { CalendarDate, Id, Instant, NoKey } from '../values.ts';

const line = z.string().check(z.maxLength(MAX_LINE_CHARS));

/**
 * A prompt written in the organisation. `when`: a condition in CEL over the documented facts; empty
 * means every open deal.
 */
export const AuthoredPrompt = z.object({
  refKey: NoKey,
  name: z.string().check(z.minLength(1), z.maxLength(MAX_NAME_CHARS)),
  when: z.string().check(z.maxLength(MAX_PROSE_CHARS)),
  rep: line,
  manager: line,
  kind: Kind,
  skill: z.nullable(Skill),
  /** Name of the CRM's stage that it applies to; null for every stage. */
  stage: z.nullable(z.string().check(z.maxLength(200))),
  /** 1 to 5; 3 is usual. */
  priority: z.int().check(z.minimum(1), z.maximum(5)),
  /** The last civil day on which it is shown. */
  expires: z.nullable(CalendarDate),
  on: z.boolean(),
  /** Why it instructs instead of asking, where its author decided so. */
  directive: z.nullable(z.string().check(z.minLength(1), z.maxLength(MAX_LINE_CHARS))),
  author: Id,
  at: Instant,
  editedBy: z.nullable(Id),
  editedAt: z.nullable(Instant),
});
export type AuthoredPrompt = z.infer<typeof AuthoredPrompt>;

export default collection({
  schema: AuthoredPrompt,
  readable: ['name', 'when', 'rep', 'manager', 'stage', 'directive'],
  policy: { scopes: ['private', 'org'], create: 'managers', change: 'managers', fixed: ['at'] },
  stamps: { author: 'author', created: 'at', editor: 'editedBy', edited: 'editedAt' },
  instants: ['at', 'editedAt'],
  history: true,
  erased: 'kept',
  summarised: 'all',
  persons: [],
  automatic: false,
  imported: true,
  exported: true,
});
