import * as z from 'zod/mini';
import { collection } from '../policy.ts';
import { CalendarDate, Id, Instant, Key } from '../values.ts';

/** A person's action on a prompt of one record; `all` as the record for a retired prompt. */
export const PromptOutcome = z.object({
  refKey: Key,
  signal: z.string().check(z.maxLength(100)),
  fingerprint: z.string().check(z.maxLength(2000)),
  /**
   * `retired`: the prompt is not shown to its author on any deal, until a later `retired` with the
   * reason `back`.
   */
  outcome: z.enum(['answered', 'snoozed', 'dismissed', 'asked', 'retired']),
  reason: z.nullable(z.string().check(z.maxLength(1000))),
  /** The question's severity at that moment; absent in rows of 0.1.0. */
  severity: z.optional(z.number().check(z.minimum(0), z.maximum(1))),
  /** The day that the person chose for *Later*; absent for the usual time. */
  until: z.optional(CalendarDate),
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
  handedOver: 'moves',
  summarised: 'record',
  aged: ['at'],
  persons: [],
  automatic: false,
  imported: true,
  history: false,
  exported: true,
  erased: 'deleted',
});
