import * as z from 'zod/mini';
import { Skill } from '../../lib/model/index.ts';

/**
 * A story. Numbers are days before and after today, 22 November 2026. A value that it leaves out is
 * that of a healthy deal in Qualification.
 */
export const Story = z.strictObject({
  says: z.string(),
  deal: z._default(
    z.strictObject({
      stage: z.optional(z.string()),
      status: z.optional(z.string()),
      amount: z.optional(z.nullable(z.number())),
      closeIn: z.optional(z.nullable(z.number())),
      created: z.optional(z.number()),
      modified: z.optional(z.number()),
      stageSince: z.optional(z.number()),
      nextStep: z.optional(z.nullable(z.string())),
      nextStepDue: z.optional(z.nullable(z.number())),
      forecast: z.optional(z.string()),
      contacts: z.optional(
        z.array(z.tuple([z.string(), z.string(), z.nullable(z.string()), z.nullable(z.string())])),
      ),
      activities: z.optional(
        z.array(
          z.strictObject({
            done: z.optional(z.number()),
            planned: z.optional(z.number()),
            kind: z.string(),
            subject: z.string(),
            who: z.optional(z.string()),
            direction: z.optional(z.enum(['in', 'out'])),
            sender: z.optional(z.string()),
          }),
        ),
      ),
      dates: z.optional(z.array(z.tuple([z.number(), z.number(), z.number()]))),
      stages: z.optional(z.array(z.tuple([z.number(), z.string(), z.string()]))),
      amounts: z.optional(z.array(z.tuple([z.number(), z.number(), z.number()]))),
      unseen: z.optional(z.array(z.string())),
      visits: z.optional(
        z.array(
          z.strictObject({
            at: z.number(),
            closeIn: z.optional(z.number()),
            owner: z.optional(z.string()),
            nextStep: z.optional(z.string()),
            people: z.optional(z.array(z.string())),
          }),
        ),
      ),
      notes: z.optional(z.array(z.tuple([z.string(), z.number()]))),
      keptPromises: z.optional(z.array(z.tuple([z.string(), z.number()]))),
      promises: z.optional(z.array(z.tuple([z.string(), z.number()]))),
      news: z.optional(z.string()),
    }),
    {},
  ),
  side: z._default(z.enum(['rep', 'manager']), 'rep'),
  history: z.optional(z.enum(['usual', 'fast', 'slow'])),
  competitors: z.optional(z.array(z.string())),
  playbook: z.optional(z.tuple([z.string(), z.array(z.string())])),
  rep: z.optional(
    z.strictObject({
      losses: z.optional(z.number()),
      pattern: z.optional(z.tuple([z.string(), z.number(), z.number()])),
      weeks: z.optional(z.array(z.number())),
    }),
  ),
  person: z.optional(
    z.strictObject({
      focus: z.optional(Skill),
      agreed: z.optional(z.boolean()),
      retired: z.optional(z.array(z.string())),
    }),
  ),
  /** Days on which a question was shown without an answer. */
  unansweredDays: z.optional(z.record(z.string(), z.number())),
  answered: z.optional(z.array(z.string())),
  off: z.optional(z.array(z.string())),
  limits: z.optional(z.record(z.string(), z.number())),
  asks: z.array(z.string()),
});
export type Story = z.infer<typeof Story>;
