import * as z from 'zod/mini';
import { collection } from '../policy.ts';
import { Id, Instant, Key } from '../values.ts';

/**
 * Access log entry: a manager had notes about a rep on screen. The rep can read it, nobody can
 * change it.
 */
export const Opening = z.object({
  refKey: Key,
  rep: Id,
  author: Id,
  at: Instant,
  how: z.enum(['panel', 'history']),
});
export type Opening = z.infer<typeof Opening>;

export default collection({
  schema: Opening,
  policy: {
    scopes: ['pair', 'team'],
    create: 'anyone',
    change: 'nobody',
    fixed: [],
    // An entry is about the pair's rep, never about the writer. The server, which sends earlier
    // versions, logs access to them itself.
    allows: ({ writer, scope, fields }) =>
      fields.how === 'panel' &&
      fields.rep !== writer.user &&
      (scope.kind !== 'pair' || scope.rep === fields.rep),
  },
  handedOver: 'moves',
  automatic: true,
  serverTimes: ['at'],
  hourly: ['refKey', 'how'],
  imported: false,
  persons: [],
  history: false,
  exported: true,
  erased: 'deleted',
});
