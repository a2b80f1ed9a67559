import * as z from 'zod/mini';
import { MAX_LINE_CHARS } from '../limits.ts';
import { collection } from '../policy.ts';
import { Editor, Id, Instant, Key } from '../values.ts';

/** What a rep can call a deal in a period. */
export const forecastCalls = ['commit', 'bestCase', 'pipeline', 'notThisPeriod'] as const;

/** A rep's own call on a deal in one quarter, with one reason. Nobody else reads it. */
export const ForecastCall = z.object({
  refKey: Key,
  /** The calendar quarter, such as 2026-Q4. */
  period: z.string().check(z.regex(/^\d{4}-Q[1-4]$/)),
  call: z.enum(forecastCalls),
  reason: z.string().check(z.maxLength(MAX_LINE_CHARS)),
  author: Id,
  editedBy: Editor,
  at: Instant,
});
export type ForecastCall = z.infer<typeof ForecastCall>;

export default collection({
  schema: ForecastCall,
  key: ['refKey', 'period'],
  defaults: { reason: '' },
  readable: ['reason'],
  policy: { scopes: ['private'], create: 'anyone', change: 'author', fixed: [] },
  history: true,
  summarised: 'record',
  persons: [],
  automatic: false,
  imported: true,
  exported: true,
  erased: 'deleted',
});
