import * as z from 'zod/mini';
import { Kind, WrittenPrompt } from '../model/index.ts';
import { fromPage, id, key, nothing } from './fields.ts';

/** A written prompt as its editor has it: author and times are the background's to say. */
const Prompt = z.omit(WrittenPrompt, {
  refKey: true,
  author: true,
  at: true,
  editedBy: true,
  editedAt: true,
});
export type PromptInput = z.infer<typeof Prompt>;

const signal = z.string().check(z.maxLength(100));
const fingerprint = z.string().check(z.maxLength(2000));

/** What somebody did with a prompt. */
export const PromptAnswer = z.object({
  refKey: key,
  signal,
  fingerprint,
  outcome: z.enum(['answered', 'snoozed', 'dismissed', 'asked']),
  reason: z.nullable(z.string().check(z.maxLength(1000))),
});
export type PromptAnswer = z.infer<typeof PromptAnswer>;

export const promptMessages = {
  'prompt.outcome': fromPage(PromptAnswer, nothing),
  /** What stood on screen: counted once a day, for the order of prompts and for nobody else. */
  'prompt.shown': fromPage(
    z.object({
      refKey: key,
      items: z.array(z.object({ signal, fingerprint, kind: Kind })).check(z.maxLength(3)),
    }),
    nothing,
  ),
  'prompt.retire': fromPage(z.object({ signal, back: z.boolean() }), nothing),
  /** `from`: what the editor began with; null for a new one. */
  'prompt.write': fromPage(z.object({ id, prompt: Prompt, from: z.nullable(Prompt) }), nothing),
  'prompt.delete': fromPage(z.object({ id }), nothing),
  'prompt.restore': fromPage(z.object({ id }), nothing),
  'prompt.import': fromPage(
    z.object({ prompts: z.array(z.object({ id, prompt: Prompt })).check(z.maxLength(1000)) }),
    nothing,
  ),
};
