import { signals } from './catalogue.ts';
import type { SentencePart } from './signal.ts';
import type { TriggeredSignal } from './trigger.ts';

const byId = new Map(signals.map((signal) => [signal.id, signal]));

/**
 * The locale key of a sentence of a shipped question: that of its case, where the case has its own
 * sentence.
 */
export function sentenceKey(
  { signal, as }: Pick<TriggeredSignal, 'signal' | 'as'>,
  part: SentencePart,
): string {
  const hasVariant = as !== undefined && byId.get(signal)?.variants?.[as]?.includes(part);
  return `signals.${signal}.${hasVariant ? variantKey(part, as) : part}`;
}

/** `because` and `nobody` make `becauseNobody`. */
export function variantKey(part: string, variant: string): string {
  return `${part}${variant.charAt(0).toUpperCase()}${variant.slice(1)}`;
}
