import * as z from 'zod/mini';
import { MAX_FACT_CHARS } from '../limits.ts';
import { collection } from '../policy.ts';
import { Editor, Id, Instant, Key } from '../values.ts';

/** A fact that a person typed in because Sideline cannot see it. `value`: text as on a page. */
export const TypedFact = z.object({
  refKey: Key,
  field: z.string().check(z.maxLength(60)),
  value: z.nullable(z.string().check(z.maxLength(MAX_FACT_CHARS))),
  author: Id,
  editedBy: Editor,
  at: Instant,
});
export type TypedFact = z.infer<typeof TypedFact>;

export default collection({
  schema: TypedFact,
  key: ['refKey', 'field'],
  defaults: { value: null },
  readable: ['value'],
  read: true,
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
