import * as z from 'zod/mini';
import { ForecastCall, Moment, PlanStep } from '../model/index.ts';
import { commitmentMessages } from './commitments.ts';
import { fromPage, key, nothing } from './fields.ts';

const which = z.pick(Moment, { refKey: true, moment: true, about: true });

export const momentMessages = {
  /** Writes what a person did with a moment, and the commitment that a debrief ends with. */
  'moment.write': fromPage(
    z.extend(
      z.pick(Moment, {
        refKey: true,
        moment: true,
        about: true,
        state: true,
        until: true,
        title: true,
        words: true,
        tried: true,
      }),
      { commitment: z.optional(commitmentMessages['commitment.make'].in) },
    ),
    nothing,
  ),
  /** Decides who else reads it: its author alone does. */
  'moment.audience': fromPage(
    z.extend(which, { audience: z.enum(['private', 'pair', 'team']) }),
    nothing,
  ),
  'plan.step': fromPage(
    z.pick(PlanStep, {
      refKey: true,
      step: true,
      text: true,
      side: true,
      who: true,
      due: true,
      state: true,
    }),
    nothing,
  ),
  'forecast.call': fromPage(
    z.pick(ForecastCall, { refKey: true, period: true, call: true, reason: true }),
    nothing,
  ),
  /** The panel of a deal is on screen. */
  'deal.looked': fromPage(z.object({ refKey: key }), nothing),
};
