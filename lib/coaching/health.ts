import type { Health } from '../model/index.ts';
import { type DealFacts, isOpen } from './facts.ts';
import { hasThreshold, type TriggeredSignal } from './trigger.ts';

/**
 * Severity of a grave warning: about 1.75 times a threshold. Two grave warnings make a deal at
 * risk; a warning below `MILD` does not change the label.
 */
const GRAVE = 0.7;
const MILD = 0.45;

export interface HealthReason {
  signal: string;
  grave: boolean;
  /** Whether the warning has a threshold that the deal can be over. */
  hasThreshold: boolean;
  /** The label that the deal would have without this warning. */
  without: Health;
}

/** A checklist, not a probability: the warnings, and the effect of each. */
export interface HealthReport {
  label: Health;
  reasons: readonly HealthReason[];
}

function labelOf(warnings: readonly TriggeredSignal[]): Health {
  if (warnings.filter((item) => item.severity >= GRAVE).length >= 2) return 'atRisk';
  return warnings.some((item) => item.severity >= MILD) ? 'lookCloser' : 'onTrack';
}

/**
 * Null for a closed deal. Questions that people wrote do not count: they are topics to talk about,
 * not warnings about the deal.
 */
export function healthOf(
  triggered: readonly TriggeredSignal[],
  facts: DealFacts,
): HealthReport | null {
  if (!isOpen(facts) || facts.about === 'contact') return null;
  // A topic counts once, as in the panel. Questions about the person are not about the deal. An
  // open criterion of a playbook is no warning: who ticks others honestly must not look worse.
  const topics = new Set<string>();
  const warnings = triggered.filter(
    (item) =>
      item.kind !== 'praise' &&
      item.authored === null &&
      item.about === 'deal' &&
      !item.topic.startsWith('checklist') &&
      !topics.has(item.topic) &&
      topics.add(item.topic),
  );
  return {
    label: labelOf(warnings),
    reasons: warnings
      .filter((item) => item.severity >= MILD)
      .map((item) => ({
        signal: item.signal,
        grave: item.severity >= GRAVE,
        hasThreshold: hasThreshold(item),
        without: labelOf(warnings.filter((other) => other !== item)),
      })),
  };
}
