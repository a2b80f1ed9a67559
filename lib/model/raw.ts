import * as z from 'zod/mini';
import { Source } from './field.ts';
import { CrmName, RecordObject } from './record.ts';

/**
 * What a reader hands over: text as the page or the API had it, parsed only here and in lib/crm/normalise.
 * A field that the reader did not see is absent; one that it saw empty has `text: null`; `filling` marks one whose place is on the page but still loading.
 */
export const RawField = z.object({
  text: z.nullable(z.string().check(z.maxLength(8000))),
  source: Source,
  id: z.optional(z.string()),
  currency: z.optional(z.string()),
  filling: z.optional(z.boolean()),
});
export type RawField = z.infer<typeof RawField>;

const cell = z.nullable(z.string().check(z.maxLength(8000)));
const list = z.array(z.record(z.string(), cell)).check(z.maxLength(2000));
/** A list with where it came from; `refused` when the CRM said no, `partial` when it can hold more than is shown. */
export const RawList = z.object({
  source: Source,
  items: list,
  refused: z.optional(z.boolean()),
  partial: z.optional(z.boolean()),
});
export type RawList = z.infer<typeof RawList>;

export const RawRecord = z.object({
  crm: CrmName,
  object: RecordObject,
  id: z.string().check(z.minLength(1), z.maxLength(200)),
  /** Known only to the page: Odoo's database, Salesforce's organisation. Empty where the URL already tells. */
  tenant: z.optional(z.string()),
  fields: z.record(z.string(), RawField),
  lists: z.record(z.string(), RawList),
  viewer: z.object({ id: cell, name: cell, email: cell }),
  /** BCP 47 tag of the page, for numbers and dates; null when the page does not say. */
  locale: z.nullable(z.string()),
  timeZone: z.nullable(z.string()),
  /** Fields that this reader finds on every page of its kind: their absence means that the page has changed. */
  expected: z.array(z.string()),
  filling: z.boolean(),
  /** True when the reader asks the CRM for the whole record: what is absent then is not kept there. A page shows only a part. */
  whole: z.boolean(),
});
export type RawRecord = z.infer<typeof RawRecord>;

/** Why there is no reading. Each has its own sentence in the panel; `notPermitted` means that the browser keeps us off the site. */
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

export const ReadResult = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), record: RawRecord }),
  z.object({
    ok: z.literal(false),
    failure: ReadFailure,
    detail: z.optional(z.string().check(z.maxLength(500))),
  }),
]);
export type ReadResult = z.infer<typeof ReadResult>;
