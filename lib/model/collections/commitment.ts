import * as z from 'zod/mini';
import { MAX_COMMITMENT_CHARS } from '../limits.ts';
import { collection } from '../policy.ts';
import { CalendarDate, Id, Instant, Key } from '../values.ts';

/** A commitment: what was agreed, by whom, until when. */
export const Commitment = z.object({
  refKey: Key,
  text: z.string().check(z.minLength(1), z.maxLength(MAX_COMMITMENT_CHARS)),
  owner: Id,
  due: CalendarDate,
  state: z.enum(['open', 'kept', 'dropped']),
  /** When it was kept or dropped. */
  settledAt: z.nullable(Instant),
  author: Id,
  at: Instant,
});
export type Commitment = z.infer<typeof Commitment>;

export default collection({
  schema: Commitment,
  readable: ['text'],
  policy: {
    scopes: ['private', 'pair'],
    create: 'anyone',
    change: 'readers',
    fixed: ['refKey', 'at'],
  },
  instants: ['at', 'settledAt'],
  history: true,
});
