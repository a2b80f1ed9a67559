import * as z from 'zod/mini';
import { collection } from '../policy.ts';
import { CalendarDate, Instant, Key } from '../values.ts';

/** The fields of a snapshot that moves are told from. */
export const snapshotFields = [
  'stage',
  'amount',
  'closeDate',
  'owner',
  'status',
  'nextStep',
] as const;
export type SnapshotField = (typeof snapshotFields)[number];

/** The few fields kept from a visit, so that moves are known even where the CRM has no history. `at` is when they were first seen so. */
export const DealSnapshot = z.object({
  refKey: Key,
  name: z.nullable(z.string()),
  at: Instant,
  stage: z.nullable(z.string()),
  amount: z.nullable(z.number()),
  currency: z.nullable(z.string()),
  closeDate: z.nullable(CalendarDate),
  owner: z.nullable(z.string()),
  status: z.nullable(z.string()),
  nextStep: z.nullable(z.string().check(z.maxLength(4000))),
  /** Names of the people on the buyer's side, where they can be seen. */
  people: z.optional(z.array(z.string().check(z.maxLength(300))).check(z.maxLength(60))),
  /** Fields that were seen and held nothing. Any other null was not seen; snapshots of old versions cannot tell, and have no list. */
  emptied: z.optional(z.array(z.enum(snapshotFields)).check(z.maxLength(snapshotFields.length))),
});
export type DealSnapshot = z.infer<typeof DealSnapshot>;

/** True when the visit saw that the field holds nothing. Never true for one that it did not see. */
export function emptiedIn(snapshot: DealSnapshot, field: SnapshotField): boolean {
  return snapshot.emptied?.includes(field) ?? false;
}

export default collection({
  schema: DealSnapshot,
  policy: { scopes: ['private', 'pair'], create: 'anyone', change: 'nobody', fixed: [] },
  stamps: { author: null, created: 'at', editor: null, edited: null },
  automatic: true,
  imported: false,
});
