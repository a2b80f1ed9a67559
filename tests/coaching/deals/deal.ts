import * as z from 'zod/mini';
import { Money } from '../../../lib/model/index.ts';
import { topicNames } from './topics.ts';

/** A topic of the list, or `other:` and words for one that is not in it. */
const Topic = z.union([z.enum(topicNames), z.string().check(z.regex(/^other:.+/))]);
const Reason = z.strictObject({ topic: Topic, why: z.string() });
const days = z.number();
const maybe = z.nullable(z.number());
const text = z.nullable(z.string());

const Contact = z.strictObject({ id: z.string(), name: z.string(), role: text, title: text });
const Activity = z.strictObject({
  kind: z.enum(['email', 'call', 'meeting', 'task', 'other']),
  state: z.enum(['done', 'open']),
  when: days,
  subject: z.string(),
  who: text,
  direction: z.nullable(z.enum(['in', 'out'])),
  from: text,
});

const Fields = z.strictObject({
  name: text,
  account: text,
  owner: text,
  stage: z.string(),
  status: z.enum(['open', 'won', 'lost']),
  amount: z.nullable(Money),
  closeIn: maybe,
  created: maybe,
  modified: maybe,
  stageSince: maybe,
  nextStep: text,
  nextStepDue: maybe,
  probability: maybe,
  forecast: text,
  contacts: z.array(Contact),
  activities: z.array(Activity),
  dates: z.array(z.tuple([days, days, days])),
  stageMoves: z.array(z.tuple([days, z.string(), z.string()])),
  amounts: z.array(z.tuple([days, z.number(), z.number()])),
});

/** A fictional deal with its labels. The format is described in README.md. */
export const LabelledDeal = z.strictObject({
  id: z.string().check(z.regex(/^[a-z]+-\d{3}$/)),
  says: z.string(),
  crm: z.enum(['salesforce', 'hubspot', 'dynamics', 'odoo', 'espocrm', 'pipedrive']),
  side: z.enum(['rep', 'manager']),
  cycleDays: days,
  org: z.nullable(
    z.strictObject({ wonDeals: z.number(), medianAmount: z.number(), currency: z.string() }),
  ),
  stages: z.nullable(z.array(z.string())),
  deal: Fields,
  unseen: z.array(z.keyof(Fields)),
  notes: z.array(z.strictObject({ when: days, by: z.enum(['rep', 'manager']), text: z.string() })),
  commitments: z.array(z.strictObject({ what: z.string(), due: days, kept: z.boolean() })),
  checklist: z.nullable(
    z.strictObject({
      method: z.enum(['MEDDPICC', 'BANT', 'SPICED']),
      ticked: z.array(z.string()),
    }),
  ),
  must: z.array(Reason).check(z.maxLength(2)),
  may: z.array(Reason).check(z.maxLength(3)),
  first: z.array(Topic),
  mustNot: z.array(Reason),
  silent: z.boolean(),
});
export type LabelledDeal = z.infer<typeof LabelledDeal>;

/** A changed label: the whole old and new value of one field of a deal, and why. */
export const LabelChange = z.strictObject({
  id: z.string(),
  field: z.enum(['must', 'may', 'first', 'mustNot', 'silent']),
  old: z.unknown(),
  new: z.unknown(),
  reason: z.string().check(z.minLength(10)),
});
export type LabelChange = z.infer<typeof LabelChange>;
