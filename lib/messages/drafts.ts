import * as z from 'zod/mini';
import { Audience } from '../model/index.ts';
import { draftText, fromPage, id, key, nothing } from './fields.ts';

/** Unsaved texts. */
export const draftMessages = {
  /** An empty text deletes the draft. */
  'draft.keep': fromPage(
    z.object({
      key,
      text: draftText,
      audience: z.nullable(Audience),
      start: z.optional(draftText),
      /** The id that the text will be saved under, so that a repeated save writes it once. */
      id: z.optional(id),
    }),
    nothing,
  ),
};
