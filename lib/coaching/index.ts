/** What to ask, from what is known. Pure: no browser, no clock, no randomness of its own. */
export { signals } from './catalogue.ts';
export { type Coaching, type CoachSettings, coach, fingerprint, type Health, MOST_PROMPTS, putAway, type Raised, type Well } from './coach.ts';
export { dayOf, daysBetween, daysSince, type Now, today } from './days.ts';
export { type DealFacts, dealFacts, isOpen, type Moves, type TypedParser } from './facts.ts';
export { type Evidence, type Finding, type Kind, lateness, type Shown, type Signal } from './signal.ts';
