import * as z from 'zod/mini';
import { Kind } from '../coaching.ts';
import { collection } from '../policy.ts';
import { Editor, Id, Instant, Key } from '../values.ts';

/** The number of days a prompt was on its author's screen, so that it can rank lower. */
export const PromptShown = z.object({
  refKey: Key,
  signal: z.string().check(z.maxLength(100)),
  fingerprint: z.string().check(z.maxLength(2000)),
  kind: z.optional(Kind),
  days: z.int().check(z.minimum(1)),
  /** The last of those days, and the one before it, so that today can be ignored. */
  last: Instant,
  before: z._default(z.nullable(Instant), null),
  author: Id,
  editedBy: Editor,
  at: Instant,
});
export type PromptShown = z.infer<typeof PromptShown>;

export default collection({
  schema: PromptShown,
  key: ['refKey', 'fingerprint'],
  defaults: { before: null },
  policy: { scopes: ['private'], create: 'anyone', change: 'author', fixed: ['signal'] },
  instants: ['last', 'before', 'at'],
  automatic: true,
  imported: false,
  summarised: 'record',
  persons: [],
  history: false,
  exported: true,
  erased: 'deleted',
});
