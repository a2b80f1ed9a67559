import * as z from 'zod/mini';
import { Audience } from '../model/index.ts';
import { draftText, fromPage, id, key, nothing } from './fields.ts';

/** What is typed and not saved, and what the server refused. */
export const draftMessages = {
  /** An empty text lets the draft go. */
  'draft.keep': fromPage(
    z.object({
      key,
      /** Name of the page's database: another account may have been signed in meanwhile. */
      store: z.string(),
      text: draftText,
      audience: z.nullable(Audience),
      start: z.optional(draftText),
      /** The id that the text is saved under, so that a save without an answer is not made twice. */
      id: z.optional(id),
    }),
    nothing,
  ),
  'rejected.saveCopy': fromPage(z.object({ id }), nothing),
  'rejected.discard': fromPage(z.object({ id }), nothing),
};
