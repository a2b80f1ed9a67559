import type { Goal } from '../../../lib/model/index.ts';
import { count } from '../../ui/format.ts';
import { t } from '../../ui/i18n.ts';

/** A value in the unit of the goal. */
export function goalValue(value: number, unit: Goal['unit']): string {
  const text = count(value, { maximumFractionDigits: 1 });
  if (unit === 'percent') return t('unit.percent', [text]);
  return unit === 'count' ? text : t('unit.days', value, [text]);
}

/** The fields of a goal that its owner writes. */
export function writable(fields: Goal) {
  const { refKey: _, marks: __, author: ___, editedBy: ____, at: _____, ...written } = fields;
  const { since: ______, endedOn: _______, ...rest } = written;
  return rest;
}
