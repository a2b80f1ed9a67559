import { anyOf, startsWith } from './phrases.ts';
import { whole } from './shorthand.ts';
import { NO_WAITING, REACTION, REQUEST, WAITING } from './words/waiting.ts';

const waits = startsWith(WAITING);
const acts = anyOf(NO_WAITING);
const reaction = anyOf(REACTION);
const request = anyOf(REQUEST);
const HAS_DATE = /\d/;

/**
 * Whether the text of a next step only waits for the buyer: “Await feedback”. With a date in it, it
 * may be an appointment and is unsure, which is null like an action of ours.
 */
export function isWaiting(step: string): 'sure' | 'unsure' | null {
  const text = whole(step);
  if (!waits.test(text) || acts.test(text)) return null;
  return HAS_DATE.test(text) ? 'unsure' : 'sure';
}

/** Whether a message asks for a reaction to what we sent: “Any thoughts on the proposal?”. */
export const asksForReaction = (subject: string): boolean => reaction.test(whole(subject));

/** Whether a message asks for something without a question mark: “still need the certificate”. */
export const asksFor = (subject: string): boolean => request.test(whole(subject));
