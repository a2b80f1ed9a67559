import * as z from 'zod/mini';
import { collection } from '../policy.ts';
import { Id, Instant, Key } from '../values.ts';
import { Body, Conflict } from './note.ts';

export const Reply = z.object({
  refKey: Key,
  parent: Id,
  text: Body,
  author: Id,
  createdAt: Instant,
  editedAt: z.nullable(Instant),
  editedBy: z.nullable(Id),
  conflicts: z.array(Conflict),
});
export type Reply = z.infer<typeof Reply>;

export default collection({
  schema: Reply,
  text: ['text'],
  childOf: 'note',
  policy: {
    scopes: ['private', 'pair', 'team'],
    create: 'anyone',
    change: 'author',
    fixed: ['refKey', 'parent', 'createdAt'],
  },
  handedOver: 'moves',
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
