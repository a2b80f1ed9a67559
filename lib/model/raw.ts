import * as z from 'zod/mini';
import { Source } from './field.ts';
import { CrmName, RecordObject } from './record.ts';

/**
 * A field as a reader returns it: the text of the page or the API, parsed only here and in
 * lib/crm/normalise. A field that the reader did not see is absent; one that it saw empty has
 * `text: null`; `stillLoading` marks one that is on the page without its text yet.
 */
export const RawField = z.object({
  text: z.nullable(z.string().check(z.maxLength(8000))),
  source: Source,
  id: z.optional(z.string()),
  currency: z.optional(z.string()),
  /** The value as the CRM formats it: evidence of the currency. */
  shown: z.optional(z.string().check(z.maxLength(200))),
  /** The ISO date of the text's own element, where it has one. */
  iso: z.optional(z.string().check(z.maxLength(60))),
  stillLoading: z.optional(z.boolean()),
});
export type RawField = z.infer<typeof RawField>;

const cell = z.nullable(z.string().check(z.maxLength(8000)));
const list = z.array(z.record(z.string(), cell)).check(z.maxLength(2000));
/**
 * A list with its source. `refused`: the CRM denied access. `failed`: the request for it failed.
 * `partial`: it may be incomplete; `older`: only entries before those that it has may be missing.
 */
export const RawList = z.object({
  source: Source,
  items: list,
  refused: z.optional(z.boolean()),
  failed: z.optional(z.boolean()),
  partial: z.optional(z.union([z.boolean(), z.literal('older')])),
});
export type RawList = z.infer<typeof RawList>;

/** A text of the page with figures, and the ISO date of its element: evidence of formats. */
export const Sample = z.object({
  text: z.string().check(z.maxLength(80)),
  iso: z.nullable(z.string().check(z.maxLength(60))),
});
export type Sample = z.infer<typeof Sample>;

export const RawRecord = z.object({
  crm: CrmName,
  object: RecordObject,
  id: z.string().check(z.minLength(1), z.maxLength(200)),
  fields: z.record(z.string(), RawField),
  lists: z.record(z.string(), RawList),
  viewer: z.object({ id: cell, name: cell, email: cell }),
  /** True if the page has not drawn yet who is signed in: the reading is repeated. */
  viewerLoading: z.optional(z.boolean()),
  /** The moment of the reading by the CRM's clock, Unix ms, where the CRM gives it. */
  clock: z.optional(z.number()),
  /** BCP 47 tag of the page's words; null where the page has none. No evidence of its formats. */
  language: z.nullable(z.string()),
  /** Texts of the page with figures. */
  samples: z.optional(z.array(Sample).check(z.maxLength(200))),
  timeZone: z.nullable(z.string()),
  /** Fields that every page of this kind has: where one is absent, the CRM changed its pages. */
  requiredFields: z.array(z.string()),
  /** True if the page had not finished loading when it was read: the reading is repeated. */
  stillLoading: z.boolean(),
  /**
   * True where the reader requested the record from the CRM: an absent field does not exist there,
   * but for those in `notRead`. A page shows only a part.
   */
  complete: z.boolean(),
  /** Fields that the CRM has and the reader does not request. */
  notRead: z.optional(z.array(z.string())),
});
export type RawRecord = z.infer<typeof RawRecord>;

/**
 * Why there is no reading: the panel has a sentence for each. `notPermitted`: the browser denies
 * access to the site.
 */
export const ReadFailure = z.enum([
  'signedOut',
  'forbidden',
  'missing',
  'notARecord',
  'notPermitted',
  'unreachable',
  'unexpected',
]);
export type ReadFailure = z.infer<typeof ReadFailure>;

/**
 * True where the CRM does not give the record to this person: it may not be seen, or is gone. Then
 * no earlier reading is shown either, which may be another person's.
 */
export function withholds(failure: ReadFailure | null): boolean {
  return failure === 'forbidden' || failure === 'missing';
}

export const ReadResult = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), record: RawRecord }),
  z.object({
    ok: z.literal(false),
    failure: ReadFailure,
    detail: z.optional(z.string().check(z.maxLength(500))),
  }),
]);
export type ReadResult = z.infer<typeof ReadResult>;
