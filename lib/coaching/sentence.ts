import { signals } from './catalogue.ts';
import type { Part } from './signal.ts';
import type { TriggeredSignal } from './trigger.ts';

const byId = new Map(signals.map((signal) => [signal.id, signal]));

/** Where a sentence of a shipped question is in the locale files: that of its case, where the case has one of its own. */
export function sentenceKey(
  { signal, as }: Pick<TriggeredSignal, 'signal' | 'as'>,
  part: Part,
): string {
  const own = as !== undefined && byId.get(signal)?.variants?.[as]?.includes(part);
  return `signals.${signal}.${own ? variantKey(part, as) : part}`;
}

/** `because` and `nobody` make `becauseNobody`. */
export function variantKey(part: string, variant: string): string {
  return `${part}${variant.charAt(0).toUpperCase()}${variant.slice(1)}`;
}
