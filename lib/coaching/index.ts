/** What to ask, from what is known. Pure: no browser, no clock, no randomness of its own. CEL, the lint and the playbooks' texts have doors of their own. */
export { type Coached, coachRecord, type OrgCoaching } from './assemble.ts';
export { capabilities, capabilityOf, capabilityTable } from './capabilities.ts';
export { signals } from './catalogue.ts';
export type { ChecklistFacts, CheckState } from './checklist.ts';
export { type Coaching, coach } from './coach.ts';
export {
  businessDaysBetween,
  DAY_MS,
  dayNumber,
  dayOf,
  daysBetween,
  daysSince,
  type Now,
  today,
  weekOf,
} from './days.ts';
export { exposureBefore, gatherExposure, RETIRES_AFTER, retiredOf } from './exposure.ts';
export { type DealFacts, dealFacts, type FactsInput, isOpen, type TypedParser } from './facts.ts';
export { orgHistory, summarise } from './history.ts';
export {
  ENOUGH,
  FOLLOWS_DAYS,
  learn,
  type ObservationWindow,
  type PromptAction,
  wilson,
} from './learning.ts';
export type { DealPlan } from './playbooks/active.ts';
export {
  alone,
  choose,
  FLOOR,
  MOST_PROMPTS,
  nobody,
  type Person,
  type Ranked,
  score,
  TIRED_PER_DAY,
  weights,
} from './rank.ts';
export { sentenceKey, variantKey } from './sentence.ts';
export type { Evidence, Part, Shown } from './signal.ts';
export { type TimelineEntry, timeline } from './timeline.ts';
export { fingerprint, type TriggeredSignal, type Written } from './trigger.ts';
export { featureNames, featuresAt, midLifeFeatures } from './winProbability/features.ts';
export {
  NEED_LOST,
  NEED_WON,
  probability,
  type Sample,
  winProbabilityOf,
} from './winProbability/winProbability.ts';
