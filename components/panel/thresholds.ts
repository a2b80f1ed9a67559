import { hasThreshold, signals, type TriggeredSignal } from '../../lib/coaching/index.ts';
import { count } from '../ui/format.ts';
import { t } from '../ui/i18n.ts';

/** The threshold with its unit; null for a signal without one. */
export function thresholdOf(item: TriggeredSignal): string | null {
  if (!hasThreshold(item)) return null;
  return item.unit === 'percent' || item.unit === 'amount' || item.unit === 'sd'
    ? t(`unit.${item.unit}`, [count(item.limit)])
    : t(`unit.${item.unit}`, Math.round(item.limit), [String(item.limit)]);
}

/** The same, with who set it. */
export function thresholdSource(item: TriggeredSignal): string | null {
  const value = thresholdOf(item);
  if (value === null) return null;
  const isDefault = signals.find((signal) => signal.id === item.signal)?.limit === item.limit;
  return t(isDefault ? 'prompts.usual' : 'prompts.ownThreshold', [value]);
}
