import * as z from 'zod/mini';
import { AuthoredPrompt, Kind, PromptOutcome } from '../model/index.ts';
import { fromPage, id, key, nothing } from './fields.ts';

/** An authored prompt's editable fields: the background adds author and times. */
const Prompt = z.omit(AuthoredPrompt, {
  refKey: true,
  author: true,
  at: true,
  editedBy: true,
  editedAt: true,
});
export type PromptInput = z.infer<typeof Prompt>;

const signal = z.string().check(z.maxLength(100));
const fingerprint = z.string().check(z.maxLength(2000));

/** A person's action on a prompt. */
export const PromptAction = z.extend(
  z.pick(PromptOutcome, {
    refKey: true,
    signal: true,
    fingerprint: true,
    reason: true,
    severity: true,
    until: true,
  }),
  { outcome: z.enum(['answered', 'snoozed', 'dismissed', 'asked']) },
);
export type PromptAction = z.infer<typeof PromptAction>;

export const promptMessages = {
  /** `id`: created by the page, so that a repeated press is one action. */
  'prompt.outcome': fromPage(z.extend(PromptAction, { id }), nothing),
  /** Undoes one action. */
  'prompt.undo': fromPage(z.object({ id }), nothing),
  /**
   * Undoes a text that was saved with a prompt's outcome: both are deleted, and its words are
   * the draft of this key again. `outcome`: the id of its row, as `note.save` had it.
   */
  'prompt.undoText': fromPage(z.object({ note: id, draft: key, outcome: id }), nothing),
  /** The prompts on screen: counted once a day, only for ranking. */
  'prompt.shown': fromPage(
    z.object({
      refKey: key,
      items: z.array(z.object({ signal, fingerprint, kind: Kind })).check(z.maxLength(3)),
    }),
    nothing,
  ),
  'prompt.retire': fromPage(z.object({ signal, back: z.boolean() }), nothing),
  /** `from`: the prompt that the editor started from; null for a new one. */
  'prompt.write': fromPage(z.object({ id, prompt: Prompt, from: z.nullable(Prompt) }), nothing),
  'prompt.delete': fromPage(z.object({ id }), nothing),
  'prompt.restore': fromPage(z.object({ id }), nothing),
  'prompt.import': fromPage(
    z.object({ prompts: z.array(z.object({ id, prompt: Prompt })).check(z.maxLength(1000)) }),
    nothing,
  ),
};
