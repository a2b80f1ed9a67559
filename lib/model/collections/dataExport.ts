import * as z from 'zod/mini';
import { collection } from '../policy.ts';
import { Id, Instant, NoKey } from '../values.ts';

/**
 * Access log entry: everything stored about a person was exported, by themselves or by an operator
 * of the server, who has no account. Only that person reads it.
 */
export const DataExport = z.object({
  refKey: NoKey,
  author: Id,
  by: z.enum(['self', 'operator']),
  at: Instant,
});
export type DataExport = z.infer<typeof DataExport>;

export default collection({
  schema: DataExport,
  policy: { scopes: ['private'], create: 'server', change: 'nobody', fixed: [] },
  automatic: true,
  imported: false,
  persons: [],
  history: false,
  exported: true,
  erased: 'deleted',
});
