import * as z from 'zod/mini';
import { slug } from '../coaching.ts';
import { MAX_PROSE_CHARS } from '../limits.ts';
import { collection } from '../policy.ts';
import { Editor, Id, Instant, Key } from '../values.ts';

/** One exit criterion on one deal. `evidence`: the buyer's action that proves it. */
export const CheckItem = z.object({
  refKey: Key,
  playbook: Id,
  item: slug,
  done: z.boolean(),
  evidence: z.string().check(z.maxLength(MAX_PROSE_CHARS)),
  author: Id,
  editedBy: Editor,
  at: Instant,
});
export type CheckItem = z.infer<typeof CheckItem>;

export default collection({
  schema: CheckItem,
  key: ['refKey', 'playbook', 'item'],
  defaults: { done: false, evidence: '' },
  readable: ['evidence'],
  policy: { scopes: ['private', 'pair'], create: 'anyone', change: 'readers', fixed: [] },
  handedOver: 'moves',
  history: true,
  summarised: 'record',
  persons: [],
  automatic: false,
  imported: true,
  exported: true,
  erased: 'deleted',
});
