import * as z from 'zod/mini';
import { collection } from '../policy.ts';
import { Id, Instant, Key } from '../values.ts';

/** What somebody did with a prompt on one record; `all` for one that is put away everywhere. */
export const PromptOutcome = z.object({
  refKey: Key,
  signal: z.string().check(z.maxLength(100)),
  fingerprint: z.string().check(z.maxLength(2000)),
  /**
   * `retired` takes the prompt away from its author on every deal until they bring it back
   * (`retired` with the reason `back`).
   */
  outcome: z.enum(['answered', 'snoozed', 'dismissed', 'asked', 'retired']),
  reason: z.nullable(z.string().check(z.maxLength(1000))),
  author: Id,
  at: Instant,
});
export type PromptOutcome = z.infer<typeof PromptOutcome>;

export default collection({
  schema: PromptOutcome,
  policy: {
    scopes: ['private', 'pair'],
    create: 'anyone',
    change: 'author',
    fixed: ['refKey', 'signal', 'fingerprint', 'at'],
  },
});
