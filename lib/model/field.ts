import * as z from 'zod/mini';

/** Where a value comes from. `dom` is a field found by its API name, `label` one found by its visible label. */
export const Source = z.enum(['api', 'dom', 'label', 'typed', 'snapshot']);
export type Source = z.infer<typeof Source>;

/**
 * Why a value cannot be told. `filling`: the page is still loading. `notVisible`: it has no such field in sight.
 * `notSupported`: this CRM keeps no such thing. `forbidden`: the CRM refused. `unparsed`: there is text, but it could not be read.
 */
export const Unseen = z.enum(['filling', 'notVisible', 'notSupported', 'forbidden', 'unparsed']);
export type Unseen = z.infer<typeof Unseen>;

/**
 * A value with its provenance. `empty` was seen and holds nothing; `unseen` says nothing about the CRM, so no signal may rest on it.
 * `confidence` runs from 0 to 1: 1 for an API or a field by API name, less for a label match or a guess about a date's year.
 */
export type Field<T> =
  | { state: 'seen'; value: T; source: Source; at: number; confidence: number }
  | { state: 'empty'; source: Source; at: number }
  | { state: 'unseen'; why: Unseen; raw?: string | undefined };

export function fieldOf<T extends z.ZodMiniType>(value: T) {
  return z.discriminatedUnion('state', [
    z.object({
      state: z.literal('seen'),
      value,
      source: Source,
      at: z.number(),
      confidence: z.number(),
    }),
    z.object({ state: z.literal('empty'), source: Source, at: z.number() }),
    z.object({ state: z.literal('unseen'), why: Unseen, raw: z.optional(z.string()) }),
  ]);
}

export function seen<T>(value: T, source: Source, at: number, confidence = 1): Field<T> {
  return { state: 'seen', value, source, at, confidence };
}

export function unseen<T>(why: Unseen, raw?: string): Field<T> {
  return raw === undefined ? { state: 'unseen', why } : { state: 'unseen', why, raw };
}

/** The value if it was seen, else undefined: an empty and an unseen field both have none. */
export function known<T>(field: Field<T> | undefined): T | undefined {
  return field?.state === 'seen' ? field.value : undefined;
}

/** True when somebody looked and there was nothing. Never true for a field that could not be seen. */
export function isEmpty(field: Field<unknown> | undefined): boolean {
  return field?.state === 'empty';
}
