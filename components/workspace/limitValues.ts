import { signals } from '../../lib/coaching/index.ts';
import { parseNumber, writeNumber } from '../../lib/values/index.ts';

type Signal = (typeof signals)[number];

/** Parses a threshold typed in the language of the page; null if it is invalid. */
export function thresholdOf(text: string, locale: string): number | null {
  // The unit may be typed along; amounts are in the currency of each deal.
  const value = parseNumber(text.replace(/\p{Sc}/gu, '').trim(), { locale });
  return value === null || value < 0 ? null : value;
}

/** The texts of the fields: the organisation's thresholds, else the defaults. */
export function limitTexts(
  stored: Readonly<Record<string, number>>,
  locale: string,
): Record<string, string> {
  return Object.fromEntries(
    signals.map(({ id, limit }) => [id, writeNumber(stored[id] ?? limit, locale)]),
  );
}

/** The thresholds that differ from the defaults, and the signals whose text cannot be parsed. */
export function readLimits(
  texts: Readonly<Record<string, string>>,
  locale: string,
): { limits: Record<string, number>; wrong: readonly Signal[] } {
  const parsed = signals.map((signal) => ({
    signal,
    limit: thresholdOf(texts[signal.id] ?? '', locale),
  }));
  const changed = parsed.flatMap(({ signal, limit }) =>
    limit === null || limit === signal.limit ? [] : [[signal.id, limit] as const],
  );
  return {
    limits: Object.fromEntries(changed),
    wrong: parsed.flatMap(({ signal, limit }) => (limit === null ? [signal] : [])),
  };
}
