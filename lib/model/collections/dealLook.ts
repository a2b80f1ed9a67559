import * as z from 'zod/mini';
import { collection } from '../policy.ts';
import { Editor, Id, Instant, Key } from '../values.ts';

/** When a person last looked at a deal, so that the panel can tell what happened since. */
export const DealLook = z.object({
  refKey: Key,
  last: Instant,
  /** The last look of the visit before this one; null for the first visit. */
  before: z._default(z.nullable(Instant), null),
  author: Id,
  editedBy: Editor,
  at: Instant,
});
export type DealLook = z.infer<typeof DealLook>;

export default collection({
  schema: DealLook,
  key: ['refKey'],
  defaults: { before: null },
  policy: { scopes: ['private'], create: 'anyone', change: 'author', fixed: [] },
  instants: ['last', 'before', 'at'],
  automatic: true,
  imported: false,
  persons: [],
  history: false,
  exported: true,
  erased: 'deleted',
});
