import * as z from 'zod/mini';
import { type Field, fieldOf, unseen } from './field.ts';
import { RecordRef } from './record.ts';

const text = z.string().check(z.maxLength(4000));
/**
 * A day as the CRM sent it, YYYY-MM-DD. It is not checked against the calendar; `CalendarDate`
 * (values.ts) is.
 */
export const CivilDate = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));

/**
 * `currency` is an ISO 4217 code, or null where it is not known: the page shows no symbol, or one
 * that several currencies share ($). `sign` is that symbol.
 */
export const Money = z.object({
  amount: z.number(),
  currency: z.nullable(z.string()),
  sign: z.optional(z.string().check(z.maxLength(20))),
});
export type Money = z.infer<typeof Money>;

export const CrmPerson = z.object({ id: z.nullable(z.string()), name: text });
export type CrmPerson = z.infer<typeof CrmPerson>;

export const DealContact = z.object({
  id: z.nullable(z.string()),
  name: text,
  /** As the CRM stores it: rules and people's conditions read it in every language. */
  role: z.nullable(text),
  /** The name that the CRM shows for the role, where that is another one. */
  roleShown: z.optional(text),
  title: z.nullable(text),
});
export type DealContact = z.infer<typeof DealContact>;

/** The role as this person knows it from the CRM. */
export const shownRole = ({ role, roleShown }: Pick<DealContact, 'role' | 'roleShown'>) =>
  roleShown ?? role;

/**
 * `at`: when it happened (done) or is scheduled (open), Unix ms. `due`: a civil date where the CRM
 * has no time. A done one without `at` is a text of the record itself, such as its description.
 */
export const Activity = z.object({
  id: z.nullable(z.string()),
  kind: z.enum(['task', 'call', 'meeting', 'email', 'other']),
  subject: text,
  /** Everything that was written, where that is more than the subject. */
  text: z.optional(z.nullable(text)),
  state: z.enum(['open', 'done']),
  at: z.nullable(z.number()),
  due: z.nullable(CivilDate),
  /** When a meeting or call begins and ends, Unix ms, where the CRM has both times. */
  starts: z.optional(z.number()),
  ends: z.optional(z.number()),
  /** A meeting of whole days, the last of which is `due`. */
  wholeDay: z.optional(z.boolean()),
  contactId: z.nullable(z.string()),
  /** Who started it, where the CRM has that: `in` the buyer, `out` our side. */
  direction: z.optional(z.nullable(z.enum(['in', 'out']))),
  /** The sender's name or address, for `in`. */
  from: z.optional(z.nullable(text)),
});
export type Activity = z.infer<typeof Activity>;

const change = <T extends z.ZodMiniType>(value: T) =>
  z.object({ at: z.number(), from: z.nullable(value), to: z.nullable(value) });
const optionalText = z.optional(z.nullable(text));
/**
 * `from` and `to` are names, in the language of whoever made the change; ids do not depend on the
 * language.
 */
export const StageChange = z.extend(change(text), {
  fromId: optionalText,
  toId: optionalText,
  fromPipeline: optionalText,
  toPipeline: optionalText,
});
export type StageChange = z.infer<typeof StageChange>;
export const DateChange = change(CivilDate);
export type DateChange = z.infer<typeof DateChange>;
/** The currencies are ISO 4217 codes, where the CRM or the visit has them. */
export const AmountChange = z.extend(change(z.number()), {
  fromCurrency: optionalText,
  toCurrency: optionalText,
});
export type AmountChange = z.infer<typeof AmountChange>;

export const DealStatus = z.enum(['open', 'won', 'lost']);
export type DealStatus = z.infer<typeof DealStatus>;

/**
 * One stage of the deal's pipeline, in order. A stage is identified by CRM, pipeline and id: its
 * name is in the reader's language. `unknown`: the CRM does not say what the stage means.
 */
export const Stage = z.object({
  id: optionalText,
  /** Id of the pipeline that it belongs to alone; null for one that several share. */
  pipeline: optionalText,
  name: text,
  kind: z.enum([...DealStatus.options, 'unknown']),
});
export type Stage = z.infer<typeof Stage>;

/** A pipeline of the CRM: an Odoo team, a HubSpot pipeline, a Salesforce record type. */
export const Pipeline = z.object({ id: text, name: z.nullable(text) });
export type Pipeline = z.infer<typeof Pipeline>;

/** The schema of each field of a deal. Readers fill them; lib/coaching/facts.ts reads them. */
export const dealFields = {
  name: text,
  account: text,
  stage: text,
  stageId: text,
  pipeline: Pipeline,
  amount: Money,
  closeDate: CivilDate,
  owner: CrmPerson,
  nextStep: text,
  nextStepDate: CivilDate,
  probability: z.number(),
  forecast: text,
  createdAt: z.number(),
  modifiedAt: z.number(),
  stageSince: z.number(),
  status: DealStatus,
  stages: z.array(Stage),
  contacts: z.array(DealContact),
  activities: z.array(Activity),
  stageHistory: z.array(StageChange),
  closeDateHistory: z.array(DateChange),
  amountHistory: z.array(AmountChange),
} as const;
export type DealFieldName = keyof typeof dealFields;
export type DealValue<K extends DealFieldName> = z.infer<(typeof dealFields)[K]>;
export type DealFields = { [K in DealFieldName]: Field<DealValue<K>> };

export const contactFields = {
  name: text,
  title: text,
  account: text,
  email: text,
  phone: text,
  owner: CrmPerson,
  lastActivity: z.number(),
  openDeals: z.array(
    z.object({
      id: z.string(),
      name: text,
      amount: z.nullable(z.number()),
      currency: z.nullable(z.string()),
    }),
  ),
  activities: z.array(Activity),
} as const;
export type ContactFieldName = keyof typeof contactFields;
export type ContactFields = { [K in ContactFieldName]: Field<z.infer<(typeof contactFields)[K]>> };

/** The person signed in to the CRM, where the page contains it. */
export const Viewer = z.object({
  crmUserId: z.nullable(z.string()),
  name: z.nullable(text),
  email: z.nullable(text),
});
export type Viewer = z.infer<typeof Viewer>;

/** When and how completely a record was read. */
export const ReadingInfo = z.object({
  /** The moment by the device's clock, Unix ms. */
  at: z.number(),
  /** Required fields that the reader did not find. */
  degraded: z.array(z.string()),
  /** The page had not finished loading. */
  filling: z.boolean(),
  /** The page did not show yet who is signed in. */
  viewerLoading: z.optional(z.boolean()),
  /** The language of the page's words, as `de`; absent where it is not known. */
  language: z.optional(z.string()),
  /** The moment by the CRM's clock, Unix ms, where the CRM gives it. */
  clock: z.optional(z.number()),
  /** The time zone of the CRM's page or account; null where it is not known. */
  timeZone: z.nullable(z.string()),
});
export type ReadingInfo = z.infer<typeof ReadingInfo>;

/**
 * Fields added after the release 0.1.0. Stored readings without them still parse: the field counts
 * as not visible.
 */
const ADDED_AFTER_0_1_0 = new Set(['stageId', 'pipeline']);

function fieldsSchema(spec: Record<string, z.ZodMiniType>) {
  return z.object(
    Object.fromEntries(
      Object.entries(spec).map(([name, value]) => [
        name,
        ADDED_AFTER_0_1_0.has(name)
          ? z._default(fieldOf(value), unseen('notVisible'))
          : fieldOf(value),
      ]),
    ),
  );
}

export interface DealRecord {
  kind: 'deal';
  ref: RecordRef;
  viewer: Viewer;
  reading: ReadingInfo;
  fields: DealFields;
}
export interface ContactRecord {
  kind: 'contact';
  ref: RecordRef;
  viewer: Viewer;
  reading: ReadingInfo;
  fields: ContactFields;
}
export type CrmRecord = DealRecord | ContactRecord;

const common = { ref: RecordRef, viewer: Viewer, reading: ReadingInfo };
/** A stored record; one that an older version stored in another format is read again. */
export const CrmRecord = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('deal'), ...common, fields: fieldsSchema(dealFields) }),
  z.object({ kind: z.literal('contact'), ...common, fields: fieldsSchema(contactFields) }),
]) as unknown as z.ZodMiniType<CrmRecord>;

/** A deal without any seen field: only typed-in facts are known. */
export function blankDeal(ref: RecordRef, at: number): DealRecord {
  const fields = Object.fromEntries(
    Object.keys(dealFields).map((name) => [name, { state: 'unseen', why: 'notVisible' }]),
  ) as unknown as DealFields;
  return {
    kind: 'deal',
    ref,
    viewer: { crmUserId: null, name: null, email: null },
    reading: { at, degraded: [], filling: false, timeZone: null },
    fields,
  };
}
