import * as z from 'zod/mini';
import { MAX_LINE_CHARS, MAX_PROSE_CHARS } from '../limits.ts';
import { collection } from '../policy.ts';
import { Id, Instant, Key, NoKey } from '../values.ts';

/** What somebody did well, said by a manager or a colleague, with what was seen. */
export const Recognition = z.object({
  refKey: NoKey,
  to: Id,
  text: z.string().check(z.minLength(1), z.maxLength(MAX_PROSE_CHARS)),
  /** What was seen: it makes praise credible. */
  evidence: z.string().check(z.minLength(1), z.maxLength(MAX_LINE_CHARS)),
  /** The one-on-one in which it was said; null for none. */
  oneOnOne: z.nullable(Key),
  author: Id,
  at: Instant,
});
export type Recognition = z.infer<typeof Recognition>;

export default collection({
  schema: Recognition,
  readable: ['text', 'evidence'],
  policy: {
    scopes: ['pair', 'team'],
    create: 'anyone',
    change: 'author',
    // Its author may correct to whom it goes, and who reads it: a request whose answer got lost is
    // sent again with what the person chose meanwhile.
    fixed: ['refKey', 'oneOnOne', 'at'],
    allows: ({ writer, scope, isIn, fields: { to } }) => {
      if (typeof to !== 'string' || to === writer.user) return false;
      if (scope.kind === 'pair') return to === scope.rep || to === scope.manager;
      return scope.kind === 'team' && isIn(scope.team, to);
    },
  },
  handedOver: 'stays',
  namesTeam: true,
  aged: ['at'],
  persons: [],
  automatic: false,
  imported: true,
  history: false,
  exported: true,
  erased: 'deleted',
});
