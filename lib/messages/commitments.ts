import * as z from 'zod/mini';
import { Commitment, RecordRef } from '../model/index.ts';
import { fromPage, id, nothing, sent, text } from './fields.ts';
import { PromptAction } from './prompts.ts';

export const commitmentMessages = {
  'commitment.make': fromPage(
    z.extend(
      z.pick(Commitment, { refKey: true, text: true, due: true, owner: true, seenBy: true }),
      {
        id,
        /** Only for its author, where the pair could read it; absent for the record's readers. */
        onlyMe: z.optional(z.boolean()),
      },
    ),
    nothing,
  ),
  /** What has happened since: the commitment, the line and the outcome in one transaction. */
  'commitment.since': fromPage(
    z.object({
      id,
      since: z.enum(['held', 'changed', 'ended']),
      /** The new day of one that changed; absent where the person may not move it. */
      due: z.optional(Commitment.shape.due),
      /** What the person wrote; null for nothing. `id` is that of the note. */
      line: z.nullable(
        z.object({
          id,
          text,
          sent,
          question: z.string().check(z.maxLength(1000)),
          ref: RecordRef,
          recordName: z.string().check(z.maxLength(4000)),
        }),
      ),
      /** `id` is that of its row. */
      outcome: z.extend(PromptAction, { id }),
    }),
    nothing,
  ),
  'commitment.setState': fromPage(
    z.object({
      id,
      state: z.enum(['open', 'kept', 'dropped']),
      /** The new day of one that changed. */
      due: z.optional(Commitment.shape.due),
    }),
    nothing,
  ),
};
