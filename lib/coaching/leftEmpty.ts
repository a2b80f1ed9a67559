import type { DealFields, Field } from '../model/index.ts';
import { DAY_MS, type Now } from './days.ts';

/** Fewest typed values that show that a person filled the record in by hand. */
const FILLED = 3;
/** Fields that such a person sees as empty and leaves so. */
const LEFT_EMPTY = ['nextStep', 'closeDate', 'amount'] as const;

/**
 * A field that a person left empty is empty when the CRM shows nothing of the record and the others
 * were typed a day ago or earlier. Before that it may still come.
 */
export function withLeftEmpty(base: DealFields, fields: DealFields, now: Now): DealFields {
  const all = Object.values(base) as Field<unknown>[];
  const typed = (Object.values(fields) as Field<unknown>[]).flatMap((field) =>
    field.state === 'seen' && field.source === 'typed' ? [field.at] : [],
  );
  const isByHand = all.every((field) => field.state === 'unseen') && typed.length >= FILLED;
  if (!isByHand || now.ms - Math.max(...typed) < DAY_MS) return fields;
  const at = Math.max(...typed);
  const result: Record<string, Field<unknown>> = { ...fields };
  for (const name of LEFT_EMPTY)
    if (fields[name].state === 'unseen') result[name] = { state: 'empty', source: 'typed', at };
  return result as DealFields;
}
