import * as z from 'zod/mini';
import { Playbook } from '../coaching.ts';
import { MAX_PROSE_CHARS, MAX_VERSION } from '../limits.ts';
import { collection } from '../policy.ts';
import { Id, Instant, NoKey } from '../values.ts';

/**
 * One published version of a playbook. Publishing adds a version and changes none, so that a deal
 * keeps the stages that it was created under: a deal follows the version to which a person moved
 * it, else the latest one at the time when the deal was created (`versionFor`). The version with
 * the highest number is the latest.
 */
export const PlaybookVersion = z.object({
  refKey: NoKey,
  playbook: Id,
  version: z.int().check(z.positive(), z.maximum(MAX_VERSION)),
  document: Playbook,
  /** What changed and why, written by the publisher. */
  why: z.string().check(z.maxLength(MAX_PROSE_CHARS)),
  /** Ids of the suggestions that it includes. */
  takes: z.array(Id).check(z.maxLength(50)),
  /** True in the version that retires the playbook. */
  retired: z.boolean(),
  author: Id,
  at: Instant,
});
export type PlaybookVersion = z.infer<typeof PlaybookVersion>;

export default collection({
  schema: PlaybookVersion,
  readable: ['document', 'why'],
  policy: {
    scopes: ['private', 'org'],
    create: 'managers',
    // Every field is fixed, so nobody edits a version; this is who may delete or restore one.
    change: 'managers',
    fixed: ['playbook', 'version', 'document', 'why', 'takes', 'retired', 'at'],
  },
  // Versions stay when their author is erased: they belong to the organisation, and deals use them.
  erased: 'kept',
  numbered: { field: 'version', of: 'playbook' },
  // The server replaces the time with its own when a row of the organisation arrives, because the
  // time decides which deals follow this version.
  serverTimes: ['at'],
  summarised: 'all',
  persons: [],
  automatic: false,
  imported: true,
  history: false,
  exported: true,
});
