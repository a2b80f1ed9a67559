import * as z from 'zod/mini';
import { Playbook } from '../coaching.ts';
import { MAX_PROSE_CHARS } from '../limits.ts';
import { collection } from '../policy.ts';
import { Id, Instant, NoKey } from '../values.ts';

/**
 * A version never changes. The highest number of a playbook is in use; deals keep the version they
 * started with.
 */
export const PlaybookVersion = z.object({
  refKey: NoKey,
  playbook: Id,
  version: z.int().check(z.positive()),
  document: Playbook,
  /** What changed and why, written by the publisher. */
  why: z.string().check(z.maxLength(MAX_PROSE_CHARS)),
  /** Suggestions that it includes. */
  takes: z.array(Id).check(z.maxLength(50)),
  /** True in the version that retires the playbook. */
  retired: z.boolean(),
  author: Id,
  at: Instant,
});
export type PlaybookVersion = z.infer<typeof PlaybookVersion>;

export default collection({
  schema: PlaybookVersion,
  policy: {
    scopes: ['private', 'org'],
    create: 'managers',
    change: 'managers',
    fixed: ['playbook', 'version', 'document', 'why', 'takes', 'retired', 'at'],
  },
  erased: 'stays',
  // Deals that start later use it.
  arrival: ['at'],
});
