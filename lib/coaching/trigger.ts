import { cut } from '../model/cut.ts';
import { type Kind, LIST_CONFIDENCE, type Skill, upToDate } from '../model/index.ts';
import { signals } from './catalogue.ts';
import { type DealFacts, isOpen } from './facts.ts';
import { gates } from './gates.ts';
import type { Evaluation, Finding, Signal } from './signal.ts';
import { type AskedBefore, type Wording, wordingOf } from './wording.ts';

/** A signal that is triggered on a deal: the basis of a question. */
export interface TriggeredSignal extends Omit<Finding, 'topic'> {
  signal: string;
  number: number;
  kind: Kind;
  skill: Skill | null;
  topic: string;
  about: Signal['about'];
  side: Signal['side'];
  limit: number;
  unit: Signal['unit'];
  fingerprint: string;
  /** Which of its wordings is asked; an authored question has one text for each side. */
  wording: Wording;
  /**
   * The sentences of an authored question; null for a shipped one, whose
   * sentences are in the locale files.
   */
  authored: { rep: string; manager: string; name: string; priority: number } | null;
}

/** Whether people know the threshold as a number: it has a unit and is not zero. */
export function hasThreshold<T extends Pick<TriggeredSignal, 'unit' | 'limit'>>(
  item: T,
): item is T & { unit: Exclude<Signal['unit'], 'none'> } {
  return item.unit !== 'none' && item.limit !== 0;
}

/**
 * A compiled authored prompt: people of this organisation wrote it. authored/compile.ts makes it
 * from a condition in CEL; coach() needs nothing else of it.
 */
export interface CompiledPrompt {
  /** `written:` and the row's id: never the id of a shipped signal. */
  id: string;
  /** @param budget steps that are left for the conditions of this record; the check lowers it. */
  check(facts: DealFacts, budget?: { left: number }): TriggeredSignal | 'unknown' | null;
}

/**
 * Steps for all authored conditions on one record, about 50 ms (authored/steps.ts counts them).
 * With none left, the less important questions are not evaluated.
 */
export const MOST_STEPS_PER_RECORD = 1_000_000;

/**
 * Settings of an organisation (docs/decisions/coaching-rules.md): its own thresholds by signal, and
 * the signals that it switched off.
 */
export interface CoachSettings {
  limits: Readonly<Record<string, number>>;
  off: readonly string[];
}

const LONGEST_FINGERPRINT = 2000;

/**
 * Signal and its fingerprint inputs (docs/decisions/coaching-rules.md): equal facts give an equal
 * fingerprint on every day and every device.
 */
export function fingerprint(signal: string, inputs: Finding['fingerprintInputs']): string {
  let result = signal;
  for (const key of Object.keys(inputs).sort()) result += `;${key}=${JSON.stringify(inputs[key])}`;
  return cut(result, LONGEST_FINGERPRINT);
}

/** The result of one signal on a deal, with the threshold of the organisation, if it set one. */
export function evaluateSignal(
  signal: Signal,
  facts: DealFacts,
  triggered: Parameters<Signal['check']>[2],
  ownLimit?: number,
): { outcome: Evaluation; limit: number } {
  // A threshold without a unit cannot be set; a stored one is from before the signal changed.
  const own = signal.unit === 'none' ? undefined : ownLimit;
  const limit = own ?? signal.limitOn?.(facts) ?? signal.limit;
  const outcome = signal.check(facts, limit, triggered);
  if (outcome === null || outcome === 'unknown') return { outcome, limit };
  if (signal.unless?.some((gate) => gates[gate](facts))) return { outcome: null, limit };
  const { activities } = facts.fields;
  if (!signal.byAbsence || activities.state !== 'seen') return { outcome, limit };
  const isProven =
    signal.byAbsence === 'ever'
      ? activities.confidence === LIST_CONFIDENCE.all
      : upToDate(activities) !== undefined;
  return { outcome: isProven ? outcome : 'unknown', limit };
}

/** A triggered shipped signal. */
export function triggeredOf(
  signal: Signal,
  finding: Finding,
  limit: number,
  wording: Wording,
): TriggeredSignal {
  const { id, number, kind, skill, about, side, unit } = signal;
  const topic = finding.topic ?? signal.topic;
  return {
    ...finding,
    ...{ signal: id, number, kind, skill, topic, about, side, limit, unit },
    fingerprint: fingerprint(id, finding.fingerprintInputs),
    wording,
    authored: null,
  };
}

const first = signals.filter((signal) => !signal.last);
const last = signals.filter((signal) => signal.last);

/**
 * Evaluates every signal and every authored prompt. `notEvaluated` lists those that lack a fact: an
 * unknown fact never counts as true.
 */
export function triggerSignals(
  facts: DealFacts,
  settings: CoachSettings,
  authored: readonly CompiledPrompt[] = [],
  asked: AskedBefore = { outcomes: [], shown: [] },
): { triggered: TriggeredSignal[]; notEvaluated: string[] } {
  const triggered: TriggeredSignal[] = [];
  const notEvaluated: string[] = [];
  const open = isOpen(facts);
  const evaluate = (signal: Signal) => {
    if (settings.off.includes(signal.id)) return;
    if (facts.about === 'contact' && !signal.contact) return;
    if (!open && !signal.closed) return; // no warnings about a closed deal
    const own = settings.limits[signal.id];
    const { outcome, limit } = evaluateSignal(signal, facts, triggered, own);
    if (outcome === 'unknown') notEvaluated.push(signal.id);
    else if (outcome)
      triggered.push(triggeredOf(signal, outcome, limit, wordingOf(facts, signal.id, asked)));
  };
  first.forEach(evaluate);
  last.forEach(evaluate);
  if (open && facts.about === 'deal') {
    const budget = { left: MOST_STEPS_PER_RECORD };
    for (const prompt of authored) {
      const outcome = prompt.check(facts, budget);
      if (outcome === 'unknown') notEvaluated.push(prompt.id);
      else if (outcome) triggered.push(outcome);
    }
  }
  triggered.sort(
    (a, b) => b.severity - a.severity || a.number - b.number || a.signal.localeCompare(b.signal),
  );
  return { triggered, notEvaluated };
}
