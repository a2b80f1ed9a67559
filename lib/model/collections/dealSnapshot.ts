import * as z from 'zod/mini';
import { collection } from '../policy.ts';
import { CalendarDate, Instant, Key } from '../values.ts';

/** The fields of a snapshot that are compared to find a deal's changes. */
export const snapshotFields = [
  'stage',
  'amount',
  'closeDate',
  'owner',
  'status',
  'nextStep',
] as const;
export type SnapshotField = (typeof snapshotFields)[number];

/**
 * A deal's fields at a visit, so that changes are known even where the CRM has no history. `at`:
 * when these values were first seen; in the server’s clock, as soon as the server has the row.
 */
export const DealSnapshot = z.object({
  refKey: Key,
  name: z.nullable(z.string()),
  at: Instant,
  stage: z.nullable(z.string()),
  /** Ids of the stage and its pipeline, where the CRM has them. Absent in snapshots of 0.1.0. */
  stageId: z.optional(z.nullable(z.string().check(z.maxLength(400)))),
  pipeline: z.optional(z.nullable(z.string().check(z.maxLength(400)))),
  /** The language of the stage's name, where the CRM shows no id and the language is known. */
  language: z.optional(z.string().check(z.maxLength(35))),
  amount: z.nullable(z.number()),
  currency: z.nullable(z.string()),
  closeDate: z.nullable(CalendarDate),
  owner: z.nullable(z.string()),
  status: z.nullable(z.string()),
  nextStep: z.nullable(z.string().check(z.maxLength(4000))),
  /** Names of the contacts, where they are visible. */
  people: z.optional(z.array(z.string().check(z.maxLength(300))).check(z.maxLength(60))),
  /**
   * Fields that were seen empty. Any other null was not seen. Absent in snapshots of old versions,
   * which do not distinguish the two.
   */
  emptied: z.optional(z.array(z.enum(snapshotFields)).check(z.maxLength(snapshotFields.length))),
});
export type DealSnapshot = z.infer<typeof DealSnapshot>;

/** True where the visit saw the field empty. Never true for an unseen field. */
export function emptiedIn(snapshot: DealSnapshot, field: SnapshotField): boolean {
  return snapshot.emptied?.includes(field) ?? false;
}

export default collection({
  schema: DealSnapshot,
  read: true,
  policy: { scopes: ['private', 'pair'], create: 'anyone', change: 'nobody', fixed: [] },
  handedOver: 'moves',
  stamps: { author: null, created: 'at', editor: null, edited: null },
  aged: ['at'],
  automatic: true,
  imported: false,
  summarised: 'record',
  persons: [],
  history: false,
  exported: true,
  erased: 'deleted',
});
