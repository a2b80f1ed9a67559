import * as z from 'zod/mini';
import { MAX_NAME_CHARS } from '../limits.ts';
import { collection } from '../policy.ts';
import { Editor, FutureInstant, Id, Instant, Key } from '../values.ts';

/** An added call: one on a deal that the CRM does not show. Only the person reads it. */
export const PlannedCall = z.object({
  refKey: Key,
  call: Id,
  start: FutureInstant,
  /** With whom, in the person's words. */
  withWhom: z.string().check(z.maxLength(MAX_NAME_CHARS)),
  author: Id,
  editedBy: Editor,
  at: Instant,
});
export type PlannedCall = z.infer<typeof PlannedCall>;

export default collection({
  schema: PlannedCall,
  key: ['refKey', 'call'],
  defaults: { withWhom: '' },
  readable: ['withWhom'],
  policy: { scopes: ['private'], create: 'anyone', change: 'author', fixed: [] },
  summarised: 'record',
  persons: [],
  automatic: false,
  imported: true,
  history: false,
  exported: true,
  erased: 'deleted',
});
