import * as z from 'zod/mini';
import { Commitment } from '../model/index.ts';
import { fromPage, id, nothing } from './fields.ts';

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
  'commitment.setState': fromPage(
    z.object({ id, state: z.enum(['open', 'kept', 'dropped']) }),
    nothing,
  ),
};
