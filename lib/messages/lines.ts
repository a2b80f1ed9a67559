import * as z from 'zod/mini';
import { OneOnOneLine } from '../model/index.ts';
import { fromPage, id, key, nothing, sent, text } from './fields.ts';
import { pair, talkKey } from './oneOnOne.ts';

/** Lines of one-on-ones. */
export const lineMessages = {
  /** Creates a line of a talk (`which`); the same id again changes its text. */
  'line.save': fromPage(
    z.extend(z.pick(OneOnOneLine, { part: true, voice: true }), {
      ...{ ...talkKey, id, text },
      /** Key of the draft that this saves. */
      draft: z.nullable(key),
      sent,
    }),
    nothing,
  ),
  /** As `note.edit`, which explains the fields. */
  'line.edit': fromPage(
    z.object({
      ...{ id, text, from: text },
      resolves: z.nullable(z.object({ rev: z.number(), author: id })),
    }),
    nothing,
  ),
  'line.done': fromPage(z.object({ id, done: z.boolean() }), nothing),
  'line.delete': fromPage(z.object({ id }), nothing),
  'line.restore': fromPage(z.object({ id }), nothing),
  /** Shows a private answer to the manager. */
  'line.share': fromPage(z.object({ id, pair }), nothing),
};
