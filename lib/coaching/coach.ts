import { isEmpty, known, type PromptOutcome, type PromptShown } from '../model/index.ts';
import { dayOf, daysSince } from './days.ts';
import { type DealFacts, isOpen } from './facts.ts';
import { type HealthReport, healthOf } from './health.ts';
import { isHandled, type Outcome } from './outcomes.ts';
import { type CoachedPerson, choose, nobody, type Ranked } from './rank.ts';
import type { DisplayValue, Side } from './signal.ts';
import { spread, withHeld } from './spread.ts';
import {
  type CoachSettings,
  type CompiledPrompt,
  type TriggeredSignal,
  triggerSignals,
} from './trigger.ts';

/** Good points of a deal, shown when there is nothing to ask. */
export interface Strength {
  id:
    | 'activeToday'
    | 'recentActivity'
    | 'datedStep'
    | 'severalPeople'
    | 'dateHolds'
    | 'amountKnown';
  values: readonly DisplayValue[];
}

export interface Coaching {
  /** Every triggered signal, most severe first. */
  triggered: readonly TriggeredSignal[];
  /**
   * The questions that the panel shows: at most three, never two of one topic, none that was
   * handled (answered, asked, snoozed or marked not useful), each with its score.
   */
  prompts: readonly Ranked[];
  /** Triggered, neither shown now nor handled. */
  others: readonly Ranked[];
  /** Signals that were not evaluated, because a fact that they need cannot be seen. */
  notEvaluated: readonly string[];
  health: HealthReport | null;
  strengths: readonly Strength[];
}

export interface CoachContext {
  /** This person's outcomes on this record. */
  outcomes?: readonly PromptOutcome[];
  /** This person's outcomes of questions about the deal's rep, on any of the rep's deals. */
  personOutcomes?: readonly Outcome[];
  /** Questions that this person saw on this record. */
  shown?: readonly PromptShown[];
  settings?: CoachSettings;
  authored?: readonly CompiledPrompt[];
  person?: CoachedPerson;
  /** Rank of the deal's amount among the rep's open deals, 0 to 1. */
  value?: number | null;
  /** The side that is asked; the rep where it is absent. */
  side?: Side;
}

/** Days before today on which each question was shown here without an answer. */
function unansweredDaysOf(shown: readonly PromptShown[], facts: DealFacts): Record<string, number> {
  const unanswered: Record<string, number> = {};
  for (const { fingerprint, days, last } of shown) {
    const shownToday = dayOf(last, facts.now.timeZone) === facts.day ? 1 : 0;
    unanswered[fingerprint] = Math.max(unanswered[fingerprint] ?? 0, days - shownToday);
  }
  return unanswered;
}

/**
 * Questions that a call brings first: the last stage without a date, a commit that cannot hold, an
 * early deal with too little time for its stages.
 */
function calledFirst({ call, position }: DealFacts): string[] {
  if (call === null || call === 'notThisPeriod') return [];
  return [
    ...(position === 1 ? ['noCloseDate'] : []),
    'commitInDoubt',
    ...(call === 'pipeline' ? [] : ['timeShort', 'closesSoonEarly']),
  ];
}

function strengthsOf({ fields, lastActivity, closeDateMoves, now }: DealFacts): Strength[] {
  const strengths: Strength[] = [];
  const days = lastActivity.state === 'seen' ? daysSince(lastActivity.value, now) : null;
  const contacts = known(fields.contacts) ?? [];
  const due = known(fields.nextStepDate);
  if (known(fields.nextStep) && due)
    strengths.push({ id: 'datedStep', values: [{ type: 'date', value: due }] });
  if (days === 0) strengths.push({ id: 'activeToday', values: [] });
  else if (days !== null && days < 14)
    strengths.push({ id: 'recentActivity', values: [{ type: 'daysAgo', value: days }] });
  if (contacts.length > 1)
    strengths.push({ id: 'severalPeople', values: [{ type: 'count', value: contacts.length }] });
  const isKept = closeDateMoves?.isPartial === false && closeDateMoves.list.length === 0;
  if (isKept && !isEmpty(fields.closeDate)) strengths.push({ id: 'dateHolds', values: [] });
  const amount = known(fields.amount);
  if (amount && amount.amount > 0)
    strengths.push({ id: 'amountKnown', values: [{ type: 'money', value: amount }] });
  return strengths.slice(0, 3);
}

export const noSettings: CoachSettings = { limits: {}, off: [] };

/** The questions for a deal. Pure: equal facts, outcomes and person give equal results. */
export function coach(facts: DealFacts, context: CoachContext = {}): Coaching {
  const {
    outcomes = [],
    shown = [],
    settings = noSettings,
    authored = [],
    person = nobody,
    value = null,
    personOutcomes = [],
    side = 'rep',
  } = context;
  const { triggered, notEvaluated } = triggerSignals(facts, settings, authored, {
    outcomes,
    shown,
  });
  const candidates = triggered.filter(
    (item) =>
      !person.retired.has(item.signal) &&
      !isHandled(item, outcomes, facts.now) &&
      !(item.about !== 'deal' && isHandled(item, personOutcomes, facts.now)),
  );
  const ranking = {
    person,
    value,
    unansweredDays: unansweredDaysOf(shown, facts),
    side,
    called: calledFirst(facts),
  };
  const { asked, held, standsIn } = spread(candidates, facts, ranking);
  const { chosen, rest } = choose(asked, ranking, standsIn);
  return {
    triggered,
    prompts: chosen,
    others: withHeld(rest, held, ranking),
    notEvaluated,
    health: healthOf(triggered, facts),
    strengths: isOpen(facts) ? strengthsOf(facts) : [],
  };
}
