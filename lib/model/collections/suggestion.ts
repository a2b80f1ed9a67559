import * as z from 'zod/mini';
import { slug } from '../coaching.ts';
import { MAX_LINE_CHARS, MAX_PROSE_CHARS } from '../limits.ts';
import { collection } from '../policy.ts';
import { Id, Instant, NoKey } from '../values.ts';

/** “This doesn't match the buyer”: a change that a rep proposes, and why. */
export const Suggestion = z.object({
  refKey: NoKey,
  playbook: Id,
  stage: slug,
  item: z.nullable(slug),
  text: z.string().check(z.minLength(1), z.maxLength(MAX_PROSE_CHARS)),
  state: z.enum(['open', 'taken', 'declined']),
  /** The manager's answer. */
  answer: z.nullable(z.string().check(z.maxLength(MAX_LINE_CHARS))),
  author: Id,
  at: Instant,
});
export type Suggestion = z.infer<typeof Suggestion>;

export default collection({
  schema: Suggestion,
  readable: ['text', 'answer'],
  policy: {
    scopes: ['private', 'org'],
    create: 'anyone',
    change: 'managers',
    fixed: ['refKey', 'playbook', 'at'],
    // Only a manager answers, not the suggestion's author; and nobody changes another's words.
    allows: ({ writer, before, fields, changed }) => {
      if (before !== null && changed('text') && before.author !== writer.user) return false;
      if (writer.manages) return true;
      if (before === null) return fields.state === 'open' && fields.answer === null;
      return !changed('state') && !changed('answer');
    },
  },
  history: true,
  persons: [],
  automatic: false,
  imported: true,
  exported: true,
  erased: 'deleted',
});
