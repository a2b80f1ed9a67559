/** What to ask, from what is known. Pure: no browser, no clock, no randomness of its own. */
export { signals } from './catalogue.ts';
export { type Coaching, coach, fingerprint, MOST_PROMPTS, type Raised } from './coach.ts';
export { dayOf, daysBetween, daysSince, type Now, today } from './days.ts';
export { type DealFacts, dealFacts, isOpen, type TypedParser } from './facts.ts';
export type { Evidence, Shown } from './signal.ts';
