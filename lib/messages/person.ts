import * as z from 'zod/mini';
import { FocusEntry, Goal, Id, Objective, RampStep } from '../model/index.ts';
import { fromPage, nothing } from './fields.ts';

/** The fields that the server sets, and the person, who follows from the sender. */
const given = { refKey: true, author: true, editedBy: true, at: true } as const;

/** Goals, focus and ramp plan of a person, and the objectives of the company. */
export const personMessages = {
  'objective.write': fromPage(z.omit(Objective, given), nothing),
  /** Writes an own goal where it is: private, or in the pair that it is shared with. */
  'goal.write': fromPage(
    z.omit(Goal, { ...given, marks: true, since: true, endedOn: true }),
    nothing,
  ),
  /** A value of the goal’s metric on one day; null deletes it. */
  'goal.mark': fromPage(
    z.object({ goal: Id, day: Goal.shape.marks.def.keyType, value: z.nullable(z.number()) }),
    nothing,
  ),
  'goal.audience': fromPage(z.object({ goal: Id, audience: z.enum(['private', 'pair']) }), nothing),
  /** What the person does with the own focus; the two keys are turned by `profile.save`. */
  'focus.entry': fromPage(
    z.extend(z.omit(FocusEntry, given), { event: z.enum(['kept', 'sure', 'trial']) }),
    nothing,
  ),
  'ramp.step': fromPage(
    z.extend(z.omit(RampStep, { ...given, doneOn: true }), { member: Id }),
    nothing,
  ),
};
