import * as z from 'zod/mini';
import { Audience, MARKS_AT_ONCE, RecordRef } from '../model/index.ts';
import { fromPage, id, key, nothing, sent, text } from './fields.ts';
import { PromptAction } from './prompts.ts';

/** A new note. */
const Note = z.object({
  /** Created by the page, so that a repeated request saves once. */
  id,
  ref: RecordRef,
  recordName: z.string().check(z.maxLength(4000)),
  text,
  audience: Audience,
  kind: z.enum(['note', 'answer', 'question', 'help']),
  prompt: z.nullable(
    z.object({ signal: z.string(), question: z.string().check(z.maxLength(1000)) }),
  ),
  /** Key of the draft that this saves. */
  draft: z.nullable(key),
  sent,
  /** The prompt's outcome, stored in the same transaction as the note. `id` is that of its row. */
  outcome: z.optional(z.nullable(z.extend(PromptAction, { id }))),
});

/**
 * An edit of a text. `from`: the text that the writer started from. `resolves`: the conflict that
 * the edit resolves, others stay.
 */
const Edit = z.object({
  id,
  text,
  from: text,
  resolves: z.nullable(z.object({ rev: z.number(), author: id })),
});

export const noteMessages = {
  'note.save': fromPage(Note, z.object({ id })),
  'note.edit': fromPage(Edit, nothing),
  /**
   * Other readers for a note. A note with words of others stays, and `copy` is the id of a new note
   * with the author's text alone.
   */
  'note.audience': fromPage(z.object({ id, audience: Audience, copy: z.optional(id) }), nothing),
  'note.delete': fromPage(z.object({ id }), nothing),
  'note.restore': fromPage(z.object({ id }), nothing),
  'note.read': fromPage(
    z.object({ refKey: key, ids: z.array(id).check(z.maxLength(MARKS_AT_ONCE)) }),
    nothing,
  ),
  /** The page shows notes about a rep. */
  'note.opened': fromPage(z.object({ refKey: key }), nothing),
  'reply.save': fromPage(
    z.object({ id, parent: id, text, draft: z.nullable(key), sent }),
    z.object({ id }),
  ),
  'reply.edit': fromPage(Edit, nothing),
};
