import { anyOf, startsWith } from './phrases.ts';
import { whole } from './shorthand.ts';
import { always } from './statement.ts';
import { NO_WAITING, REACTION, REQUEST, WAITING } from './words/waiting.ts';

const waits = startsWith(WAITING);
const acts = anyOf(NO_WAITING);
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

/** A message that asks for a reaction to what we sent: “Any thoughts on the proposal?”. */
export const reminder = always(anyOf(REACTION));

/** A message that asks for something without a question mark: “still need the certificate”. */
export const request = always(anyOf(REQUEST));
