import * as z from 'zod/mini';
import { Money } from './deal.ts';
import { Health } from './summary.ts';
import { Key } from './values.ts';

const text = z.string().check(z.maxLength(4000));

/** What the list of deals shows of an open deal, and what ranks it there. */
export const DealExcerpt = z.object({
  key: Key,
  name: text,
  account: z.nullable(text),
  /** The owner's name; empty where it is not visible. */
  owner: text,
  /** See `ownerKey`. */
  ownerKey: z.nullable(text),
  stage: z.nullable(text),
  amount: z.nullable(Money),
  closeDate: z.nullable(text),
  /** Null while the page is still being read. */
  health: z.nullable(z.object({ label: Health, signals: z.array(text).check(z.maxLength(200)) })),
  /** The gravest warning: what a talk can still change. */
  gravest: z.nullable(z.object({ signal: text, severity: z.number() })),
  /** What went well, first of all; absent where nothing is known to have. */
  praise: z.optional(z.object({ signal: text, severity: z.number() })),
  /** When something happened, Unix ms: the last of each kind. */
  events: z.array(z.number()).check(z.maxLength(1000)),
  /** The viewer's role on the deal: see `RecordRole`. */
  role: z.object({
    roles: z.array(z.enum(['rep', 'manager'])),
    rep: z.nullable(text),
    known: z.boolean(),
  }),
});
export type DealExcerpt = z.infer<typeof DealExcerpt>;

/** An excerpt as a device stores it. */
export const StoredExcerpt = z.object({
  key: Key,
  /** A checksum of everything that it was computed from. */
  basis: z.string().check(z.maxLength(40)),
  /** The day, and who looked at it: on another day an older excerpt is not even shown. */
  day: z.string().check(z.maxLength(200)),
  /** The time that it was computed for, Unix ms. */
  at: z.number(),
  /** Null for a record that is not listed: a closed deal, or one without anything to read. */
  deal: z.nullable(DealExcerpt),
});
export type StoredExcerpt = z.infer<typeof StoredExcerpt>;
