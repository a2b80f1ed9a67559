import type { Health } from '../model/index.ts';
import { type DealFacts, isOpen } from './facts.ts';
import type { TriggeredSignal } from './trigger.ts';

/** Grave: about 1.75 times a limit. Two of them make a deal at risk; a warning below `MILD` alone does not change the label. */
const GRAVE = 0.7;
const MILD = 0.45;

export interface HealthReason {
  signal: string;
  grave: boolean;
  /** The label the deal would have without this warning: the effect of it. */
  without: Health;
}

/** A checklist, not a probability: which warnings stand, and what each of them changes. */
export interface HealthAccount {
  label: Health;
  reasons: readonly HealthReason[];
}

function labelOf(warnings: readonly TriggeredSignal[]): Health {
  if (warnings.filter((item) => item.severity >= GRAVE).length >= 2) return 'atRisk';
  return warnings.some((item) => item.severity >= MILD) ? 'lookCloser' : 'onTrack';
}

/** Null for a deal that is closed. Questions that people wrote do not count: they say what to talk about, not how the deal stands. */
export function healthOf(
  raised: readonly TriggeredSignal[],
  facts: DealFacts,
): HealthAccount | null {
  if (!isOpen(facts) || facts.about === 'contact') return null;
  // One topic counts once, as in the panel, and what is asked about the person is not about the deal.
  const topics = new Set<string>();
  const warnings = raised.filter(
    (item) =>
      item.kind !== 'praise' &&
      item.written === null &&
      item.topic !== 'rep' &&
      item.topic !== 'pattern' &&
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
        without: labelOf(warnings.filter((other) => other !== item)),
      })),
  };
}
