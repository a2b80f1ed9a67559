import * as z from 'zod/mini';

const momentKind = z.enum(['brief', 'debrief', 'lossReview', 'winReview', 'negotiation']);
const text = z.string();
const maybe = z.nullable(z.string());

/** A labelled situation (README.md). Times are ISO 8601; dates alone are whole days. */
export const Situation = z.object({
  id: z.string().check(z.regex(/^[A-Z]-\d{3}$/)),
  title: text,
  viewer: z.string(),
  zone: text,
  now: text,
  deal: z.object({
    name: text,
    status: z.enum(['open', 'won', 'lost', 'unknown']),
    stage: text,
    stages: z.array(text),
    closeDate: maybe,
    closedAt: maybe,
    firstSeen: maybe,
    history: z.array(
      z.object({ at: text, kind: z.enum(['stage', 'status']), from: maybe, to: maybe }),
    ),
  }),
  meetings: z.array(
    z.object({
      id: text,
      title: text,
      start: text,
      end: maybe,
      allDay: z.boolean(),
      status: z.enum(['planned', 'held', 'cancelled', 'unknown']),
      seriesId: maybe,
      movedFrom: maybe,
      customer: z.nullable(z.boolean()),
    }),
  ),
  seesMeetings: z.boolean(),
  texts: z.array(
    z.object({
      at: text,
      by: z.enum(['rep', 'manager', 'customer']),
      kind: z.enum(['note', 'mail', 'nextStep']),
      text,
    }),
  ),
  written: z.array(
    z.object({
      moment: momentKind,
      meetingId: z.optional(maybe),
      at: text,
      state: z.enum(['kept', 'left', 'later']),
      until: z.optional(maybe),
    }),
  ),
  due: z.nullable(z.object({ moment: momentKind, meetingId: z.optional(maybe) })),
  why: text,
});
export type Situation = z.infer<typeof Situation>;

/** A label that was wrong: what it was, what it is, and what it contradicted. */
export const LabelChange = z.object({
  id: z.string(),
  old: Situation.shape.due,
  new: Situation.shape.due,
  reason: z.string(),
});
export type LabelChange = z.infer<typeof LabelChange>;
