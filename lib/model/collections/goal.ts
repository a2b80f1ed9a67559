import * as z from 'zod/mini';
import { MAX_LINE_CHARS, MAX_NAME_CHARS } from '../limits.ts';
import { isAboutSelf } from '../personKey.ts';
import { collection } from '../policy.ts';
import { CalendarDate, Editor, Id, Instant, Key } from '../values.ts';

const line = z.string().check(z.maxLength(MAX_LINE_CHARS));

/** What the numbers of a goal count. `won`: days to a won deal, from the deals on the device. */
export const goalUnits = ['percent', 'count', 'days', 'won'] as const;

/**
 * A person’s goal: where to, why, and what they will do differently; and how it is measured. Its
 * manager reads it where the person shares it, and never changes it.
 */
export const Goal = z.object({
  /** See `personKey`. */
  refKey: Key,
  goal: Id,
  vision: z.string().check(z.minLength(1), z.maxLength(MAX_LINE_CHARS)),
  motivation: line,
  behaviour: line,
  metric: z.string().check(z.maxLength(MAX_NAME_CHARS)),
  unit: z.enum(goalUnits),
  baseline: z.nullable(z.number()),
  target: z.nullable(z.number()),
  due: z.nullable(CalendarDate),
  /** A first step on the way to the target, and its day. */
  step: z.nullable(z.number()),
  stepDue: z.nullable(CalendarDate),
  /** What the person measured, by day. */
  marks: z.record(CalendarDate, z.number()),
  /** The objective of the company that it is part of. */
  objective: z.nullable(Id),
  state: z.enum(['open', 'reached', 'ended']),
  /** The day on which it was first written, and the one on which it ended: not of any change. */
  since: z._default(z.nullable(CalendarDate), null),
  endedOn: z._default(z.nullable(CalendarDate), null),
  author: Id,
  editedBy: Editor,
  at: Instant,
});
export type Goal = z.infer<typeof Goal>;

export default collection({
  schema: Goal,
  key: ['refKey', 'goal'],
  defaults: {
    motivation: '',
    behaviour: '',
    metric: '',
    unit: 'percent',
    baseline: null,
    target: null,
    due: null,
    step: null,
    stepDue: null,
    marks: {},
    objective: null,
    state: 'open',
    since: null,
    endedOn: null,
  },
  maps: ['marks'],
  readable: ['vision', 'motivation', 'behaviour', 'metric'],
  policy: {
    scopes: ['private', 'pair'],
    create: 'anyone',
    change: 'author',
    fixed: [],
    allows: isAboutSelf,
  },
  handedOver: 'stays',
  history: true,
  persons: [],
  automatic: false,
  imported: true,
  exported: true,
  erased: 'deleted',
});
