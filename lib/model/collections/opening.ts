import * as z from 'zod/mini';
import { collection } from '../policy.ts';
import { Id, Instant, Key } from '../values.ts';

/** Access log: a manager had what is written about a rep on screen. The rep reads it, nobody changes it. */
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
    // About the rep whose pair it is, and never about oneself. A look at earlier versions is noted by
    // the server, which shows them.
    allows: ({ writer, scope, fields }) =>
      fields.how === 'panel' &&
      fields.rep !== writer.user &&
      (scope.kind !== 'pair' || scope.rep === fields.rep),
  },
  automatic: true,
  arrival: ['at'],
  hourly: ['refKey', 'how'],
  imported: false,
});
