import { cut } from '../model/cut.ts';
import { signals } from './catalogue.ts';
import type { SentencePart } from './signal.ts';
import type { TriggeredSignal } from './trigger.ts';
import type { Turned } from './wording.ts';

const byId = new Map(signals.map((signal) => [signal.id, signal]));

/**
 * The locale key of a sentence of a shipped question: that of its case, where the case has its own
 * sentence, and that of its wording, where it is what a side is asked.
 */
export function sentenceKey(
  { signal, as, wording }: Turned<Pick<TriggeredSignal, 'signal' | 'as' | 'wording'>>,
  part: SentencePart,
): string {
  const hasVariant = as !== undefined && byId.get(signal)?.variants?.[as]?.includes(part);
  const key = `signals.${signal}.${hasVariant ? variantKey(part, as) : part}`;
  return part === 'because' ? key : `${key}.${wording}`;
}

/** `because` and `nobody` make `becauseNobody`. */
export function variantKey(part: string, variant: string): string {
  return `${part}${variant.charAt(0).toUpperCase()}${variant.slice(1)}`;
}

/** Characters of an inserted text in a question: a longer name would push the question away. */
export const LONGEST_INSERT = 40;

/** The start of a text that is inserted into a question, in whole words where it has any. */
export function shortened(text: string): string {
  if (text.length <= LONGEST_INSERT) return text;
  const start = cut(text, LONGEST_INSERT - 1);
  const space = text[start.length] === ' ' ? start.length : start.lastIndexOf(' ');
  const words = space > LONGEST_INSERT / 2 ? start.slice(0, space) : start;
  return `${words.replace(/[\s,;:.–-]+$/u, '')}…`;
}
