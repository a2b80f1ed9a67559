import { isEmpty, known, type PromptOutcome, type PromptShown } from '../model/index.ts';
import { dayOf, daysSince } from './days.ts';
import { type DealFacts, isOpen } from './facts.ts';
import { type HealthAccount, healthOf } from './health.ts';
import { choose, nobody, type Person, type Ranked } from './rank.ts';
import type { Shown } from './signal.ts';
import {
  type CoachSettings,
  type TriggeredSignal,
  triggerSignals,
  type Written,
} from './trigger.ts';

/** Things that look well, named when there is nothing to ask. */
export interface Strength {
  id:
    | 'activeToday'
    | 'recentActivity'
    | 'datedStep'
    | 'severalPeople'
    | 'dateHolds'
    | 'amountKnown';
  words: readonly Shown[];
}

export interface Coaching {
  /** Every signal that fires, most severe first. */
  triggered: readonly TriggeredSignal[];
  /** What the panel shows: at most three, never two of one topic, none that was put away, each with its account. */
  prompts: readonly Ranked[];
  /** Raised but not shown now, and not put away either. */
  others: readonly Ranked[];
  /** Signals that stay silent because a fact they need cannot be seen. */
  notEvaluated: readonly string[];
  health: HealthAccount | null;
  strengths: readonly Strength[];
}

const SETTLED: readonly PromptOutcome['outcome'][] = ['answered', 'snoozed', 'dismissed', 'asked'];

/** A prompt that was answered, snoozed, dismissed or asked stays away until its facts change. */
export function isDismissed(
  triggered: Pick<TriggeredSignal, 'signal' | 'fingerprint'>,
  outcomes: readonly PromptOutcome[],
): boolean {
  return outcomes.some(
    (outcome) =>
      outcome.signal === triggered.signal &&
      outcome.fingerprint === triggered.fingerprint &&
      SETTLED.includes(outcome.outcome),
  );
}

export interface CoachContext {
  /** This person's outcomes on this record. */
  outcomes?: readonly PromptOutcome[];
  /** What stood on this person's screen, on this record. */
  shown?: readonly PromptShown[];
  settings?: CoachSettings;
  written?: readonly Written[];
  person?: Person;
  /** Place of the deal's amount among the rep's open deals, 0 to 1. */
  value?: number | null;
}

/** Days before today on which each question stood here without being answered. */
function stoodOf(shown: readonly PromptShown[], facts: DealFacts): Record<string, number> {
  const stood: Record<string, number> = {};
  for (const { fingerprint, days, last } of shown) {
    const counted = dayOf(last, facts.now.timeZone) === facts.day ? 1 : 0;
    stood[fingerprint] = Math.max(stood[fingerprint] ?? 0, days - counted);
  }
  return stood;
}

function strengthsOf({ fields, lastActivity, closeDateMoves, now }: DealFacts): Strength[] {
  const strengths: Strength[] = [];
  const days = lastActivity.state === 'seen' ? daysSince(lastActivity.value, now) : null;
  const contacts = known(fields.contacts) ?? [];
  const due = known(fields.nextStepDate);
  if (known(fields.nextStep) && due)
    strengths.push({ id: 'datedStep', words: [{ type: 'date', value: due }] });
  if (days === 0) strengths.push({ id: 'activeToday', words: [] });
  else if (days !== null && days < 14)
    strengths.push({ id: 'recentActivity', words: [{ type: 'days', value: days }] });
  if (contacts.length > 1)
    strengths.push({ id: 'severalPeople', words: [{ type: 'count', value: contacts.length }] });
  if (closeDateMoves && closeDateMoves.list.length === 0 && !isEmpty(fields.closeDate))
    strengths.push({ id: 'dateHolds', words: [] });
  const amount = known(fields.amount);
  if (amount && amount.amount > 0)
    strengths.push({ id: 'amountKnown', words: [{ type: 'money', value: amount }] });
  return strengths.slice(0, 3);
}

export const noSettings: CoachSettings = { limits: {}, off: [] };

/** What to ask about a deal. Pure: the same facts, outcomes and person give the same answer. */
export function coach(facts: DealFacts, context: CoachContext = {}): Coaching {
  const {
    outcomes = [],
    shown = [],
    settings = noSettings,
    written = [],
    person = nobody,
    value = null,
  } = context;
  const { triggered, notEvaluated } = triggerSignals(facts, settings, written);
  const candidates = triggered.filter(
    (item) => !person.retired.has(item.signal) && !isDismissed(item, outcomes),
  );
  const { chosen, rest } = choose(candidates, { person, value, stood: stoodOf(shown, facts) });
  return {
    triggered,
    prompts: chosen,
    others: rest,
    notEvaluated,
    health: healthOf(triggered, facts),
    strengths: isOpen(facts) ? strengthsOf(facts) : [],
  };
}
