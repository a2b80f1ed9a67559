import * as z from 'zod/mini';
import {
  becameKinds,
  Commitment,
  OneOnOne,
  Rhythm,
  Skill,
  SLOT,
  talkFormats,
} from '../model/index.ts';
import { fromPage, id, nothing } from './fields.ts';

const PAIR = /^p:[A-Za-z0-9_-]{1,64}:[A-Za-z0-9_-]{1,64}$/;
/** The pair's scope: the present manager and a rep. */
export const pair = z.string().check(z.regex(PAIR));
/** Which talk. `pair`: the scope of its people; that of the team for a session. */
export const talkKey = {
  pair: z.union([pair, z.string().check(z.regex(/^t:[A-Za-z0-9_-]{1,64}$/))]),
  slot: z.string().check(z.regex(SLOT)),
  /** Absent for a one-on-one. */
  format: z.optional(z.enum(talkFormats)),
};
const to = OneOnOne.shape.to;
const rhythm = z.omit(Rhythm, {
  ...{ refKey: true, member: true, author: true, editedBy: true, at: true },
});

export const oneOnOneMessages = {
  'oneOnOne.rhythm': fromPage(z.object({ pair, rhythm }), nothing),
  /** Skips one, takes it up again, or moves it. Absent: stays as it is. */
  'oneOnOne.arrange': fromPage(
    z.object({
      ...talkKey,
      state: z.optional(z.enum(['open', 'skipped'])),
      to: z.optional(to),
    }),
    nothing,
  ),
  /**
   * Begins one. `to`: the time, where it is not the planned one. `rhythm`: the usual one, so that
   * it stays when people join or leave the team; absent for the other formats.
   */
  'oneOnOne.begin': fromPage(z.object({ ...talkKey, to, rhythm: z.optional(rhythm) }), nothing),
  'oneOnOne.set': fromPage(
    z.object({
      ...talkKey,
      step: z.optional(OneOnOne.shape.step),
      deal: z.optional(
        z.nullable(z.object({ key: Commitment.shape.refKey, name: OneOnOne.shape.dealName })),
      ),
      /** The skill of a session; its manager chooses it. */
      // Not the field of the row: its default would reset the skill with every other change.
      gap: z.optional(z.nullable(Skill)),
      /** How sure a person is; null takes it back. */
      sure: z.optional(
        z.object({ who: id, level: z.nullable(z.int().check(z.minimum(1), z.maximum(10))) }),
      ),
    }),
    nothing,
  ),
  'oneOnOne.finish': fromPage(z.object(talkKey), nothing),
  /** What became of a commitment; `due` is the new day of one that changed. */
  'oneOnOne.became': fromPage(
    z.object({
      ...talkKey,
      id,
      became: z.enum(becameKinds),
      due: z.optional(Commitment.shape.due),
    }),
    nothing,
  ),
  /** Makes a commitment of the pair. `line`: the line that it was. */
  'oneOnOne.agree': fromPage(
    z.object({
      ...talkKey,
      line: z.nullable(id),
      commitment: z.extend(
        z.pick(Commitment, { text: true, owner: true, due: true, seenBy: true }),
        // The deal that it is about; absent for none.
        { id, refKey: z.optional(Commitment.shape.refKey) },
      ),
    }),
    nothing,
  ),
};
