/**
 * The questions for a deal, computed from its facts. Pure: no browser, clock or randomness. CEL,
 * the lint and the texts of playbooks are separate entry points.
 */
export { type Coached, coachRecord, type OrgCoaching, personOf } from './assemble.ts';
export { capabilities, capabilityOf, capabilityTable } from './capabilities.ts';
export { signals } from './catalogue.ts';
export type { ChecklistFacts, CheckState } from './checklist.ts';
export { type Coaching, coach } from './coach.ts';
export { commitmentBack, questionAbout } from './commitmentBack.ts';
export {
  addDays,
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
export { returnsOn, waitsUntil } from './outcomes.ts';
export { personOutcomesOf, questionsAbout, repOf, warningsOf } from './people.ts';
export { plannedDay } from './planned.ts';
export type { DealPlan } from './playbooks/active.ts';
export {
  alone,
  type CoachedPerson,
  choose,
  FLOOR,
  MOST_PROMPTS,
  nobody,
  type Ranked,
  score,
  TIRED_PER_DAY,
  weights,
} from './rank.ts';
export { repDayOf } from './repDay.ts';
export { type ClosedDeal, restableOf } from './resting.ts';
export { sentenceKey, shortened, variantKey } from './sentence.ts';
export type { DisplayValue, Evidence, SentencePart, Side } from './signal.ts';
export { answerAbout, type StageAnswer } from './stageStatus.ts';
export { openStages } from './stages.ts';
export {
  isRead,
  readsNothing,
  type Stored,
  saysOf,
  storedReader,
  type TextReader,
  type Written,
  writtenInRecord,
  writtenInRow,
} from './statements/written.ts';
export { type TimelineEntry, timeline } from './timeline.ts';
export { type CompiledPrompt, fingerprint, hasThreshold, type TriggeredSignal } from './trigger.ts';
export { featureNames, featuresAt, midLifeFeatures } from './winProbability/features.ts';
export {
  NEED_LOST,
  NEED_WON,
  probability,
  type Sample,
  winProbabilityOf,
  winProbabilitySteps,
} from './winProbability/winProbability.ts';
export { type Turn, type Turned, turns, type Wording, wordings } from './wording.ts';
