import * as z from 'zod/mini';

/** The source of a value. `dom`: a field found by API name. `label`: one found by visible label. */
export const Source = z.enum(['api', 'dom', 'label', 'typed', 'snapshot']);
export type Source = z.infer<typeof Source>;

/**
 * Why a value is unknown. `filling`: the page is still loading. `notVisible`: the page does not
 * show the field. `notSupported`: this CRM has no such field. `forbidden`: the CRM refused.
 * `unparsed`: there is a text that could not be parsed, or a list whose request failed. `unsure`:
 * it can be read in several ways.
 */
export const Unseen = z.enum([
  'filling',
  'notVisible',
  'notSupported',
  'forbidden',
  'unparsed',
  'unsure',
]);
export type Unseen = z.infer<typeof Unseen>;

/** The order of day, month and year in a date of figures. */
export const DateOrder = z.enum(['dmy', 'mdy', 'ymd']);
export type DateOrder = z.infer<typeof DateOrder>;

/** The values that an unsure text can mean, each with the order that gives it, if one does. */
export const Unsure = z.object({
  source: Source,
  at: z.number(),
  readings: z.array(
    z.object({ order: z.nullable(DateOrder), value: z.union([z.string(), z.number()]) }),
  ),
});
export type Unsure = z.infer<typeof Unsure>;

/**
 * A value with its provenance. `empty`: seen without a value. `unseen`: nothing is known about the
 * CRM, so no signal may depend on it. `confidence` is 0 to 1: 1 for an API or a field found by API
 * name, less for a label match. A text that can be two values is no value: it is unseen as
 * `unsure`, so that nothing depends on it.
 */
export type Field<T> =
  | { state: 'seen'; value: T; source: Source; at: number; confidence: number }
  | { state: 'empty'; source: Source; at: number }
  | { state: 'unseen'; why: Unseen; raw?: string | undefined; unsure?: Unsure | undefined };

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
    z.object({
      state: z.literal('unseen'),
      why: Unseen,
      raw: z.optional(z.string()),
      unsure: z.optional(Unsure),
    }),
  ]);
}

export function seen<T>(value: T, source: Source, at: number, confidence = 1): Field<T> {
  return { state: 'seen', value, source, at, confidence };
}

export function unseen<T>(why: Unseen, raw?: string): Field<T> {
  return raw === undefined ? { state: 'unseen', why } : { state: 'unseen', why, raw };
}

/** The value if it was seen; undefined for an empty and an unseen field. */
export function known<T>(field: Field<T> | undefined): T | undefined {
  return field?.state === 'seen' ? field.value : undefined;
}

/** The confidence of lists. Of a long one the latest entries are read. */
export const LIST_CONFIDENCE = { all: 1, latest: 0.9, some: 0.5 } as const;

/**
 * A seen list that has all entries, or all the latest ones; undefined where it was not seen or may
 * be incomplete, as under a label, which may show only some entries.
 */
export function wholeList<T>(field: Field<T[]>) {
  return field.state === 'seen' && field.confidence >= LIST_CONFIDENCE.latest ? field : undefined;
}

/**
 * A list, or a value taken from one, that may lack older entries, or such as its label does not
 * show; undefined where any may be missing, because a request for them failed or was refused.
 */
export function upToDate<T>(field: Field<T>) {
  return field.state === 'seen' && field.confidence > LIST_CONFIDENCE.some ? field : undefined;
}

/** True for a field that was seen without a value. Never true for an unseen field. */
export function isEmpty(field: Field<unknown> | undefined): boolean {
  return field?.state === 'empty';
}
