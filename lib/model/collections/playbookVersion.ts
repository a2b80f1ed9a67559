import * as z from 'zod/mini';
import { Playbook } from '../coaching.ts';
import { MAX_PROSE_CHARS } from '../limits.ts';
import { collection } from '../policy.ts';
import { Id, Instant, NoKey } from '../values.ts';

/** A version is written once. The highest number of a playbook is the one in use; deals keep the one they began with. */
export const PlaybookVersion = z.object({
  refKey: NoKey,
  playbook: Id,
  version: z.int().check(z.positive()),
  document: Playbook,
  /** What changed and why, in the words of whoever published it. */
  why: z.string().check(z.maxLength(MAX_PROSE_CHARS)),
  /** Suggestions that it includes. */
  takes: z.array(Id).check(z.maxLength(50)),
  /** True in the version that takes the playbook out of use. */
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
  // Deals that begin later follow it.
  arrival: ['at'],
});
