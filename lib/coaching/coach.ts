import { isEmpty, known, type PromptOutcome, type PromptShown } from '../model/index.ts';
import { dayOf, daysSince } from './days.ts';
import { type DealFacts, isOpen } from './facts.ts';
import { type HealthAccount, healthOf } from './health.ts';
import { type CoachSettings, type Raised, raise, type Written } from './raise.ts';
import { choose, nobody, type Person, type Ranked } from './rank.ts';
import type { Shown } from './signal.ts';

/** Things that look well, named when there is nothing to ask. */
export interface Well {
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
  raised: readonly Raised[];
  /** What the panel shows: at most three, never two of one topic, none that was put away, each with its account. */
  prompts: readonly Ranked[];
  /** Raised but not shown now, and not put away either. */
  others: readonly Ranked[];
  /** Signals that stay silent because a fact they need cannot be seen. */
  silent: readonly string[];
  health: HealthAccount | null;
  well: readonly Well[];
}

const SETTLED: readonly PromptOutcome['outcome'][] = ['answered', 'snoozed', 'dismissed', 'asked'];

/** A prompt that was answered, snoozed, dismissed or asked stays away until its facts change. */
export function putAway(
  raised: Pick<Raised, 'signal' | 'fingerprint'>,
  outcomes: readonly PromptOutcome[],
): boolean {
  return outcomes.some(
    (outcome) =>
      outcome.signal === raised.signal &&
      outcome.fingerprint === raised.fingerprint &&
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

function wellOf({ fields, lastActivity, closeDateMoves, now }: DealFacts): Well[] {
  const well: Well[] = [];
  const days = lastActivity.state === 'seen' ? daysSince(lastActivity.value, now) : null;
  const contacts = known(fields.contacts) ?? [];
  const due = known(fields.nextStepDate);
  if (known(fields.nextStep) && due)
    well.push({ id: 'datedStep', words: [{ type: 'date', value: due }] });
  if (days === 0) well.push({ id: 'activeToday', words: [] });
  else if (days !== null && days < 14)
    well.push({ id: 'recentActivity', words: [{ type: 'days', value: days }] });
  if (contacts.length > 1)
    well.push({ id: 'severalPeople', words: [{ type: 'count', value: contacts.length }] });
  if (closeDateMoves && closeDateMoves.list.length === 0 && !isEmpty(fields.closeDate))
    well.push({ id: 'dateHolds', words: [] });
  const amount = known(fields.amount);
  if (amount && amount.amount > 0)
    well.push({ id: 'amountKnown', words: [{ type: 'money', value: amount }] });
  return well.slice(0, 3);
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
  const { raised, silent } = raise(facts, settings, written);
  const candidates = raised.filter(
    (item) => !person.retired.has(item.signal) && !putAway(item, outcomes),
  );
  const { chosen, rest } = choose(candidates, { person, value, stood: stoodOf(shown, facts) });
  return {
    raised,
    prompts: chosen,
    others: rest,
    silent,
    health: healthOf(raised, facts),
    well: isOpen(facts) ? wellOf(facts) : [],
  };
}
