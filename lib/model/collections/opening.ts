import * as z from 'zod/mini';
import { collection } from '../policy.ts';
import { Id, Instant, Key } from '../values.ts';

/**
 * Access log entry: somebody had notes about a rep on screen, or got earlier versions of a text.
 * The person concerned alone can read it, nobody can change it.
 */
export const Opening = z.object({
  refKey: Key,
  /** The person concerned, a rep or the author of the versions. */
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
    // An entry is about the pair's rep, or somebody in the team, never about the writer. The
    // server, which sends earlier versions, logs access to them itself.
    allows: ({ writer, scope, fields: { how, rep }, isIn }) =>
      how === 'panel' &&
      rep !== writer.user &&
      (scope.kind === 'pair'
        ? scope.rep === rep
        : scope.kind === 'team' && isIn(scope.team, String(rep))),
  },
  addressee: 'rep',
  namesTeam: true,
  handedOver: 'stays',
  automatic: true,
  serverTimes: ['at'],
  hourly: ['refKey', 'how'],
  imported: false,
  persons: [],
  history: false,
  exported: true,
  erased: 'deleted',
});
