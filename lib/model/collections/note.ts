import * as z from 'zod/mini';
import { MAX_TEXT_CHARS } from '../limits.ts';
import { collection } from '../policy.ts';
import { RecordRef } from '../record.ts';
import { Id, Instant, Key } from '../values.ts';

export const Body = z.string().check(z.maxLength(MAX_TEXT_CHARS));

/** The other text of a conflict (T2): stored on the row until a person chooses. */
export const Conflict = z.object({ text: Body, author: Id, at: z.number(), rev: z.number() });
export type Conflict = z.infer<typeof Conflict>;

export const Note = z.object({
  ref: RecordRef,
  refKey: Key,
  recordName: z.string().check(z.maxLength(4000)),
  text: Body,
  author: Id,
  createdAt: Instant,
  editedAt: z.nullable(Instant),
  editedBy: z.nullable(Id),
  /** Plain, an answer to a prompt, a question to the other person, a request for help. */
  kind: z.enum(['note', 'answer', 'question', 'help']),
  prompt: z.nullable(
    z.object({ signal: z.string(), question: z.string().check(z.maxLength(1000)) }),
  ),
  conflicts: z.array(Conflict),
});
export type Note = z.infer<typeof Note>;

export default collection({
  schema: Note,
  text: ['text'],
  read: true,
  policy: {
    scopes: ['private', 'pair', 'team'],
    create: 'anyone',
    change: 'readers',
    fixed: ['ref', 'refKey', 'recordName', 'kind', 'prompt', 'createdAt'],
  },
  handedOver: 'moves',
  stamps: { author: 'author', created: 'createdAt', editor: 'editedBy', edited: 'editedAt' },
  instants: ['createdAt', 'editedAt'],
  aged: ['createdAt'],
  history: true,
  summarised: 'record',
  persons: [],
  automatic: false,
  imported: true,
  exported: true,
  erased: 'deleted',
});
