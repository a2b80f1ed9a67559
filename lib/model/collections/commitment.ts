import * as z from 'zod/mini';
import { MAX_COMMITMENT_CHARS, MAX_LINE_CHARS } from '../limits.ts';
import { collection } from '../policy.ts';
import type { ScopeParts } from '../scope.ts';
import { CalendarDate, Id, Instant, Key } from '../values.ts';

/** A commitment: what was agreed, by whom, until when. */
export const Commitment = z.object({
  refKey: Key,
  text: z.string().check(z.minLength(1), z.maxLength(MAX_COMMITMENT_CHARS)),
  owner: Id,
  due: CalendarDate,
  /** How its author will see that it worked; absent in rows of 0.1.0. */
  seenBy: z.optional(z.string().check(z.maxLength(MAX_LINE_CHARS))),
  /** The day it was first due, where it was moved since. */
  was: z.optional(CalendarDate),
  /** The one-on-one in which it was agreed. */
  oneOnOne: z.optional(Key),
  /** The manager in that one-on-one: a handover moves the commitment to another pair. */
  manager: z.optional(Id),
  state: z.enum(['open', 'kept', 'dropped']),
  /** When it was kept or dropped. */
  settledAt: z.nullable(Instant),
  author: Id,
  /** The last person who changed it; absent in rows of 0.1.0. Written by the server. */
  editedBy: z.optional(z.nullable(Id)),
  at: Instant,
});
export type Commitment = z.infer<typeof Commitment>;

/** True for a commitment that names no other manager than that of its pair. */
const isManagerOf = (scope: PairParts, { manager }: Readonly<Record<string, unknown>>) =>
  manager === undefined || scope.manager === manager;

type PairParts = Extract<ScopeParts, { kind: 'pair' }>;

export default collection({
  schema: Commitment,
  readable: ['text', 'seenBy'],
  policy: {
    scopes: ['private', 'pair', 'team'],
    create: 'anyone',
    change: 'readers',
    fixed: ['refKey', 'oneOnOne', 'manager', 'at'],
    // Others may close a commitment, but not put words into its author's mouth. Whoever has to keep
    // it may move its day.
    allows: ({ writer, scope, fields, before, changed }) => {
      // Before a team everybody makes their own, and says what became of it.
      if (scope.kind === 'team')
        return fields.owner === writer.user && (before === null || before.author === writer.user);
      if (before === null) return scope.kind !== 'pair' || isManagerOf(scope, fields);
      if (before.author === writer.user) return true;
      const moves = changed('due') || changed('was');
      if (moves && before.owner !== writer.user) return false;
      return !(changed('text') || changed('owner') || changed('seenBy'));
    },
  },
  handedOver: 'moves',
  stamps: { author: 'author', created: 'at', editor: 'editedBy', edited: null },
  persons: ['owner'],
  instants: ['at', 'settledAt'],
  aged: ['at', 'settledAt'],
  history: true,
  summarised: 'record',
  automatic: false,
  imported: true,
  exported: true,
  erased: 'deleted',
});
