import { isEmpty, known, type PromptOutcome } from '../model/index.ts';
import { signals } from './catalogue.ts';
import { daysSince } from './days.ts';
import { type DealFacts, isOpen } from './facts.ts';
import type { Finding, Kind, Shown, Signal } from './signal.ts';

export const MOST_PROMPTS = 3;

export interface Raised extends Finding {
  signal: string;
  number: number;
  kind: Kind;
  topic: string;
  limit: number;
  unit: Signal['unit'];
  fingerprint: string;
}

export type Health = 'onTrack' | 'lookCloser' | 'atRisk';

/** Things that look well, named when there is nothing to ask. */
export interface Well {
  id: 'recentActivity' | 'datedStep' | 'severalPeople' | 'dateHolds' | 'decider' | 'amountKnown';
  words: readonly Shown[];
}

export interface Coaching {
  /** Every signal that fires, most severe first. */
  raised: readonly Raised[];
  /** What the panel shows: at most three, never two of one topic, none that was put away. */
  prompts: readonly Raised[];
  /** Raised but not shown now, and not put away either. */
  others: readonly Raised[];
  /** Signals that stay silent because a fact they need cannot be seen. */
  silent: readonly string[];
  health: Health | null;
  well: readonly Well[];
}

/** Signal and the named values it rests on (docs/decisions/coaching-rules.md): the same facts make the same print on every day and every device. */
export function fingerprint(signal: string, rests: Finding['rests']): string {
  const parts = Object.keys(rests)
    .sort()
    .map((key) => `${key}=${JSON.stringify(rests[key])}`);
  return [signal, ...parts].join(';');
}

/** A prompt that was answered, snoozed or dismissed stays away until its facts change. */
export function putAway(raised: Pick<Raised, 'signal' | 'fingerprint'>, outcomes: readonly PromptOutcome[]): boolean {
  return outcomes.some((outcome) => outcome.signal === raised.signal && outcome.fingerprint === raised.fingerprint);
}

export interface CoachSettings {
  /** An organisation's own thresholds, by signal. */
  limits: Readonly<Record<string, number>>;
}

function raise(facts: DealFacts, settings: CoachSettings): { raised: Raised[]; silent: string[] } {
  const raised: Raised[] = [];
  const silent: string[] = [];
  const open = isOpen(facts);
  for (const signal of signals) {
    if (!open && !signal.closed) continue; // a closed deal is over: no warnings about it
    const limit = settings.limits[signal.id] ?? signal.limit;
    const outcome = signal.check(facts, limit);
    if (outcome === 'unsure') silent.push(signal.id);
    else if (outcome)
      raised.push({
        ...outcome,
        signal: signal.id,
        number: signal.number,
        kind: signal.kind,
        topic: signal.topic,
        limit,
        unit: signal.unit,
        fingerprint: fingerprint(signal.id, outcome.rests),
      });
  }
  raised.sort((a, b) => b.severity - a.severity || a.number - b.number);
  return { raised, silent };
}

/** At most three, the most severe of each topic; what went well always has a place. */
function choose(candidates: readonly Raised[]): Raised[] {
  const topics = new Set<string>();
  const distinct = candidates.filter((item) => !topics.has(item.topic) && topics.add(item.topic));
  const praise = distinct.find((item) => item.kind === 'praise');
  const rest = distinct.filter((item) => item !== praise).slice(0, praise ? MOST_PROMPTS - 1 : MOST_PROMPTS);
  return praise ? [...rest, praise] : rest;
}

/**
 * The label is a checklist, not a probability: at risk with two grave signals or more, look closer with any, on track with none.
 * Grave is a severity of 0.7 or more, about 1.75 times a limit.
 */
function healthOf(raised: readonly Raised[], facts: DealFacts): Health | null {
  if (!isOpen(facts)) return null;
  const warnings = raised.filter((item) => item.kind !== 'praise');
  if (warnings.filter((item) => item.severity >= 0.7).length >= 2) return 'atRisk';
  return warnings.length > 0 ? 'lookCloser' : 'onTrack';
}

function wellOf({ fields, lastActivity, closeDateMoves, now }: DealFacts): Well[] {
  const well: Well[] = [];
  const days = lastActivity.state === 'seen' ? daysSince(lastActivity.value, now) : null;
  const contacts = known(fields.contacts) ?? [];
  const due = known(fields.nextStepDate);
  if (known(fields.nextStep) && due) well.push({ id: 'datedStep', words: [{ type: 'date', value: due }] });
  if (days !== null && days < 14) well.push({ id: 'recentActivity', words: [{ type: 'days', value: days }] });
  if (contacts.length > 1) well.push({ id: 'severalPeople', words: [{ type: 'count', value: contacts.length }] });
  if (closeDateMoves && closeDateMoves.list.length === 0 && !isEmpty(fields.closeDate)) well.push({ id: 'dateHolds', words: [] });
  const amount = known(fields.amount);
  if (amount && amount.amount > 0) well.push({ id: 'amountKnown', words: [{ type: 'money', value: amount }] });
  return well.slice(0, 3);
}

/** What to ask about a deal. Pure: the same facts and outcomes give the same answer. */
export function coach(facts: DealFacts, outcomes: readonly PromptOutcome[], settings: CoachSettings = { limits: {} }): Coaching {
  const { raised, silent } = raise(facts, settings);
  const candidates = raised.filter((item) => !putAway(item, outcomes));
  const prompts = choose(candidates);
  return { raised, prompts, others: candidates.filter((item) => !prompts.includes(item)), silent, health: healthOf(raised, facts), well: wellOf(facts) };
}
