import { signals } from '../../lib/coaching/index.ts';
import { parseNumber, writeNumber } from '../../lib/values/index.ts';

type Signal = (typeof signals)[number];

/** A threshold as typed in the language on screen, or null for what cannot be read as one. */
export function thresholdOf(text: string, locale: string): number | null {
  const value = parseNumber(text, { locale });
  return value === null || value < 0 ? null : value;
}

/** What stands in the fields: the organisation's own thresholds, else the defaults. */
export function limitTexts(
  stored: Readonly<Record<string, number>>,
  locale: string,
): Record<string, string> {
  return Object.fromEntries(
    signals.map(({ id, limit }) => [id, writeNumber(stored[id] ?? limit, locale)]),
  );
}

/** The thresholds that differ from the defaults, or the signals whose text cannot be read: then nothing is saved. */
export function readLimits(
  texts: Readonly<Record<string, string>>,
  locale: string,
): { limits: Record<string, number>; wrong: readonly Signal[] } {
  const read = signals.map((signal) => ({
    signal,
    limit: thresholdOf(texts[signal.id] ?? '', locale),
  }));
  const own = read.flatMap(({ signal, limit }) =>
    limit === null || limit === signal.limit ? [] : [[signal.id, limit] as const],
  );
  return {
    limits: Object.fromEntries(own),
    wrong: read.flatMap(({ signal, limit }) => (limit === null ? [signal] : [])),
  };
}
