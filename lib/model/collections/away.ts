import * as z from 'zod/mini';
import { MOST_AWAY, MOST_AWAY_DAYS } from '../limits.ts';
import { collection } from '../policy.ts';
import { CalendarDate, Editor, Id, Instant, NoKey } from '../values.ts';

const DAY_MS = 86_400_000;

/** True for a first and a last day in order, with at most a year between them. */
export function isAwayRange([from, to]: readonly [string, string]): boolean {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  return days >= 1 && days <= MOST_AWAY_DAYS;
}

/**
 * The days on which a person is away. There is no field for a reason: nobody can ask for one, and
 * the history of earlier days is not stored.
 */
export const Away = z.object({
  refKey: NoKey,
  member: Id,
  /** The last day of each absence, by its first day. */
  ranges: z.record(CalendarDate, CalendarDate).check(
    z.refine((ranges) => {
      const entries = Object.entries(ranges);
      return entries.length <= MOST_AWAY && entries.every(isAwayRange);
    }),
  ),
  author: Id,
  editedBy: Editor,
  at: Instant,
});
export type Away = z.infer<typeof Away>;

export default collection({
  schema: Away,
  key: ['member'],
  defaults: { refKey: '', ranges: {} },
  maps: ['ranges'],
  policy: {
    scopes: ['private', 'pair', 'team'],
    create: 'anyone',
    change: 'author',
    fixed: ['refKey'],
    // Only the person writes them: the manager of the pair reads them. Those of a manager are read
    // by the team too, so that the rhythm of both sides leaves out the same days.
    allows: ({ writer, scope, fields }) =>
      fields.member === writer.user &&
      (scope.kind !== 'pair' || scope.rep === writer.user) &&
      (scope.kind !== 'team' || writer.manages),
  },
  handedOver: 'moves',
  persons: ['member'],
  leaves: true,
  summarised: 'all',
  automatic: false,
  imported: true,
  history: false,
  exported: true,
  erased: 'deleted',
});
