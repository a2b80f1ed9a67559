import * as z from 'zod/mini';

/**
 * The word lists and code with which texts were read. A test says which value is current: what an
 * older value read is read again.
 */
export const STATEMENTS_VERSION = '9407ef6cbd40';

/** What a sentence can say; the gaps are topics that are not discussed, asked or known. */
export const statementKinds = [
  'buying',
  'decision',
  'departure',
  'executive',
  'handover',
  'hardWords',
  'newPerson',
  'noAnswer',
  'objection',
  'oneContact',
  'owed',
  'pause',
  'progress',
  'reminder',
  'request',
  'resolved',
  'rival',
  'smaller',
  'trouble',
  'gap.price',
  'gap.paper',
  'gap.decider',
  'gap.approval',
  'gap.criteria',
  'gap.metrics',
  'gap.pain',
  'gap.event',
  'gap.plan',
  'gap.budget',
  'gap.champion',
  'gap.competition',
] as const;
export type StatementKind = (typeof statementKinds)[number];

/** A date as it is written: without a month it is the next such day, without a day a month. */
export const WrittenDate = z.object({
  day: z.nullable(z.number()),
  month: z.nullable(z.number()),
  year: z.nullable(z.number()),
});
export type WrittenDate = z.infer<typeof WrittenDate>;

/**
 * A sentence that says something, with the words that say it; null where only a name does. `names`:
 * the first one that is not known decides, before the words. `ends`: possible ends of a pause, or
 * the days of a decision.
 */
export const StoredStatement = z.object({
  kind: z.enum(statementKinds),
  sentence: z.string(),
  hit: z.nullable(z.string()),
  names: z.optional(
    z.array(z.object({ name: z.string(), sure: z.boolean(), written: z.optional(z.string()) })),
  ),
  ends: z.optional(z.array(WrittenDate)),
});
export type StoredStatement = z.infer<typeof StoredStatement>;

const Spans = z.array(z.tuple([z.number(), z.number()]));

/** Where a name in a sentence of a text is not sure: it starts or ends in one of the spans. */
export const Doubt = z.object({ sentence: z.number(), starts: Spans, ends: Spans });
export type Doubt = z.infer<typeof Doubt>;

export const TextSays = z.object({ said: z.array(StoredStatement), doubts: z.array(Doubt) });
export type TextSays = z.infer<typeof TextSays>;

/**
 * What a next step says: it only waits for the buyer, or is about their decision, the days in it
 * and the days of a decision.
 */
export const StepSays = z.object({
  waits: z.boolean(),
  decides: z.boolean(),
  dates: z.array(WrittenDate),
  decisions: z.array(StoredStatement),
});
export type StepSays = z.infer<typeof StepSays>;

/** What the texts of a row or reading say, in the order in which they are in it. */
export const StoredSays = z.object({
  version: z.literal(STATEMENTS_VERSION),
  texts: z.array(TextSays),
  steps: z.array(StepSays),
});
export type StoredSays = z.infer<typeof StoredSays>;
