import * as z from 'zod/mini';
import { ForecastCall, Moment, PlannedCall, PlanStep, StoredExcerpt } from '../model/index.ts';
import { commitmentMessages } from './commitments.ts';
import { fromPage, key, nothing } from './fields.ts';

/** The fields that the server sets. */
const stamped = { author: true, editedBy: true, at: true } as const;
const momentKey = z.pick(Moment, { refKey: true, moment: true, about: true });

export const momentMessages = {
  /** Writes what a person did with a moment, and the commitment that a debrief ends with. */
  'moment.write': fromPage(
    z.extend(z.omit(Moment, { ...stamped, next: true }), {
      commitment: z.optional(commitmentMessages['commitment.make'].in),
    }),
    nothing,
  ),
  /** Decides who else reads it: its author alone does. */
  'moment.audience': fromPage(
    z.extend(momentKey, { audience: z.enum(['private', 'pair', 'team']) }),
    nothing,
  ),
  'plan.step': fromPage(z.omit(PlanStep, stamped), nothing),
  'forecast.call': fromPage(z.omit(ForecastCall, stamped), nothing),
  /** Adds or changes the person's own call on a deal. */
  'call.plan': fromPage(z.omit(PlannedCall, stamped), nothing),
  'call.remove': fromPage(z.pick(PlannedCall, { refKey: true, call: true }), nothing),
  /** Remembers this week's conversations on this device. */
  'deals.chosen': fromPage(
    z.object({
      week: z.number(),
      at: z.number(),
      keys: z.array(key).check(z.maxLength(3)),
    }),
    nothing,
  ),
  /** Stores what a page computed for the list of deals. `store`: the database that it read. */
  'deals.excerpts': fromPage(
    z.object({
      store: z.string(),
      invalidations: z.number(),
      excerpts: z.array(StoredExcerpt).check(z.maxLength(200)),
    }),
    nothing,
  ),
  /** The panel of a deal is on screen. */
  'deal.looked': fromPage(z.object({ refKey: key }), nothing),
};
