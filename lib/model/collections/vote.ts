import * as z from 'zod/mini';
import { collection } from '../policy.ts';
import { Editor, Id, Instant, NoKey } from '../values.ts';

/** One person's vote for a suggestion. */
export const Vote = z.object({
  refKey: NoKey,
  suggestion: Id,
  author: Id,
  editedBy: Editor,
  at: Instant,
});
export type Vote = z.infer<typeof Vote>;

export default collection({
  schema: Vote,
  key: ['suggestion', 'author'],
  defaults: { refKey: '' },
  policy: { scopes: ['private', 'org'], create: 'anyone', change: 'author', fixed: ['refKey'] },
  persons: [],
  automatic: false,
  imported: true,
  history: false,
  exported: true,
  erased: 'deleted',
});
