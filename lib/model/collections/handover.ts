import * as z from 'zod/mini';
import { collection } from '../policy.ts';
import { Id, Instant, NoKey } from '../values.ts';

/**
 * Transfer log: notes that a rep had shared with a former manager were handed over to the current
 * one; by whom, when, how many.
 */
export const Handover = z.object({
  refKey: NoKey,
  rep: Id,
  from: Id,
  to: Id,
  author: Id,
  at: Instant,
  notes: z.int(),
});
export type Handover = z.infer<typeof Handover>;

export default collection({
  schema: Handover,
  policy: { scopes: ['pair'], create: 'server', change: 'nobody', fixed: [] },
  handedOver: 'moves',
  automatic: true,
  imported: false,
  persons: [],
  history: false,
  exported: true,
  erased: 'deleted',
});
