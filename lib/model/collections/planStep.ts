import * as z from 'zod/mini';
import { MAX_LINE_CHARS, MAX_NAME_CHARS } from '../limits.ts';
import { collection } from '../policy.ts';
import { CalendarDate, Editor, Id, Instant, Key } from '../values.ts';

/** One step of the mutual action plan of a deal. */
export const PlanStep = z.object({
  refKey: Key,
  step: Id,
  text: z.string().check(z.minLength(1), z.maxLength(MAX_LINE_CHARS)),
  side: z.enum(['us', 'buyer']),
  /** Who does it, by name; empty where only the side is known. */
  who: z.string().check(z.maxLength(MAX_NAME_CHARS)),
  due: z.nullable(CalendarDate),
  state: z.enum(['open', 'done', 'dropped']),
  author: Id,
  editedBy: Editor,
  at: Instant,
});
export type PlanStep = z.infer<typeof PlanStep>;

export default collection({
  schema: PlanStep,
  key: ['refKey', 'step'],
  defaults: { side: 'us', who: '', due: null, state: 'open' },
  readable: ['text', 'who'],
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
