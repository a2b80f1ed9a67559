import * as z from 'zod/mini';
import { isTalkIn, lineParts, parseTalkKey, repParts, sessionParts, TalkKey } from '../oneOnOne.ts';
import { collection } from '../policy.ts';
import { Id, Instant } from '../values.ts';
import { Body, Conflict } from './note.ts';

/**
 * One line of a one-on-one or a shorter talk: an answer, an open item, or a person's own private
 * lines.
 */
export const OneOnOneLine = z.object({
  refKey: TalkKey,
  part: z.enum(lineParts),
  /** Whose line it is: one person may write down what the other says. */
  voice: z.enum(['rep', 'manager']),
  text: Body,
  /** An open item that was talked about. */
  done: z.boolean(),
  /**
   * The manager with whom, of a line that its writer alone reads: its scope does not say it. Such a
   * line stays with this pair when the rep gets another manager.
   */
  manager: z.optional(Id),
  /** The commitment that it became. */
  commitment: z.nullable(Id),
  author: Id,
  createdAt: Instant,
  editedAt: z.nullable(Instant),
  editedBy: z.nullable(Id),
  conflicts: z.array(Conflict),
});
export type OneOnOneLine = z.infer<typeof OneOnOneLine>;

export default collection({
  schema: OneOnOneLine,
  text: ['text'],
  policy: {
    scopes: ['private', 'pair', 'team'],
    create: 'anyone',
    change: 'readers',
    fixed: ['refKey', 'part', 'voice', 'manager', 'createdAt'],
    // What is for its writer alone can never be in a pair; the answer to “What was most useful?”
    // is for the rep alone until the rep shares it.
    allows: ({ writer, scope, fields, before }) => {
      const { part, manager } = fields;
      const isOfRep = (repParts as readonly unknown[]).includes(part);
      if (isOfRep && fields.voice === 'manager') return false;
      if (scope.kind === 'private')
        return (
          part === 'private' ||
          (part === 'useful' && parseTalkKey(fields.refKey)?.of === writer.user)
        );
      if (part === 'private' || !isTalkIn(fields.refKey, scope)) return false;
      const isOfTeam = (sessionParts as readonly unknown[]).includes(part);
      // In a team nobody changes the words of another.
      if (scope.kind === 'team')
        return isOfTeam && (before === null || before.author === writer.user);
      if (scope.kind !== 'pair' || isOfTeam) return false;
      // What was written about one manager is never shared with another.
      if (manager !== undefined && manager !== scope.manager) return false;
      // Whoever wrote it first: a line may have come from a private scope.
      return !isOfRep || writer.user === scope.rep;
    },
  },
  handedOver: 'stays',
  stamps: { author: 'author', created: 'createdAt', editor: 'editedBy', edited: 'editedAt' },
  instants: ['createdAt', 'editedAt'],
  aged: ['createdAt'],
  persons: [],
  automatic: false,
  imported: true,
  history: false,
  exported: true,
  erased: 'deleted',
});
