import { hasThreshold, signals, type TriggeredSignal } from '../../lib/coaching/index.ts';
import type { OrgView } from '../../lib/view/org.ts';
import { settingsOf } from '../../lib/view/org.ts';
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
export function thresholdSource(item: TriggeredSignal, { rows }: OrgView): string | null {
  const value = thresholdOf(item);
  if (value === null) return null;
  if (settingsOf(rows)?.limits[item.signal] !== undefined)
    return t('prompts.ownThreshold', [value]);
  const isDefault = signals.find((signal) => signal.id === item.signal)?.limit === item.limit;
  return t(isDefault ? 'prompts.usual' : 'prompts.paceThreshold', [value]);
}
