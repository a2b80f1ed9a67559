import * as z from 'zod/mini';
import { MAX_LINE_CHARS } from '../limits.ts';
import { collection } from '../policy.ts';
import { CalendarDate, Editor, Id, Instant, NoKey } from '../values.ts';

/** An objective of the company, which people can link a goal to. */
export const Objective = z.object({
  refKey: NoKey,
  objective: Id,
  text: z.string().check(z.minLength(1), z.maxLength(MAX_LINE_CHARS)),
  until: z.nullable(CalendarDate),
  /** False: no new goal is linked to it. */
  open: z.boolean(),
  author: Id,
  editedBy: Editor,
  at: Instant,
});
export type Objective = z.infer<typeof Objective>;

export default collection({
  schema: Objective,
  key: ['objective'],
  defaults: { refKey: '', until: null, open: true },
  readable: ['text'],
  policy: { scopes: ['private', 'org'], create: 'managers', change: 'managers', fixed: ['refKey'] },
  history: true,
  erased: 'kept',
  persons: [],
  automatic: false,
  imported: true,
  exported: true,
});
