import * as z from 'zod/mini';
import { collection } from '../policy.ts';
import { Id, Instant, Key } from '../values.ts';

/** A note was read by a person. In the note's scope, so that its author can see it. */
export const ReadMark = z.object({ refKey: Key, parent: Id, author: Id, at: Instant });
export type ReadMark = z.infer<typeof ReadMark>;

export default collection({
  schema: ReadMark,
  childOf: 'note',
  policy: {
    scopes: ['private', 'pair', 'team'],
    create: 'anyone',
    change: 'author',
    fixed: ['refKey', 'parent', 'at'],
  },
  handedOver: 'moves',
  aged: ['at'],
  onePerParent: true,
  automatic: true,
  imported: false,
  persons: [],
  history: false,
  exported: true,
  erased: 'deleted',
});
