import { type DealFields, type Field, seen, type TypedFact } from '../model/index.ts';
import { DAY_MS, type Now } from './days.ts';

/**
 * Parses the text that a person typed for a field; null when it does not fit. It depends on the
 * person's language, so the caller supplies it.
 */
export type TypedParser = (field: string, text: string) => unknown;

/** Typed values fill fields that could not be seen; they never replace a value of the CRM. */
export function withTyped(
  fields: DealFields,
  typed: readonly TypedFact[],
  parse: TypedParser,
): DealFields {
  if (typed.length === 0) return fields;
  const result: Record<string, Field<unknown>> = { ...fields };
  for (const fact of typed) {
    const base = fields[fact.field as keyof DealFields];
    if (base?.state !== 'unseen') continue;
    const value = fact.value === null ? null : parse(fact.field, fact.value);
    result[fact.field] =
      value === null || value === undefined ? base : seen(value, 'typed', fact.at);
  }
  return result as DealFields;
}

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
