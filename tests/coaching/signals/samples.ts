// Facts that the tables of signals are made of.

import type { ChecklistFacts } from '../../../lib/coaching/index.ts';
import type { Commitment, Element, OrgHistory } from '../../../lib/model/index.ts';
import { day, facts, ms } from '../../helpers/deals.ts';
import { repWith } from '../../helpers/rep.ts';

export const done = (inDays: number, subject = 'Call') => ({
  id: `d${inDays}`,
  kind: 'call',
  subject,
  state: 'done',
  at: ms(inDays),
  due: null,
  contactId: null,
});
export const open = (due: string | null, at: number | null = null) => ({
  id: `o${due}`,
  kind: 'task',
  subject: 'Send plan',
  state: 'open',
  at,
  due,
  contactId: null,
});
export const move = (inDays: number, from: unknown, to: unknown) => ({ at: ms(inDays), from, to });

export const mail = (inDays: number, direction: 'in' | 'out' | null, more: object = {}) => ({
  ...done(inDays, 'Mail'),
  id: `m${inDays}${direction}`,
  kind: 'email',
  direction,
  from: null,
  ...more,
});
export const meeting = (inDays: number) => ({
  id: `p${inDays}`,
  kind: 'meeting',
  subject: 'Visit',
  state: 'open',
  at: ms(inDays),
  due: null,
  contactId: null,
});
export const note = (text: string, inDays = -2) => ({ text, at: ms(inDays) });
export const PERSON = { id: 'c1', name: 'Ruth', role: 'Champion', title: null };
/** A checklist with one element, met or not. */
export const checklist = (element: Element, shown: boolean, skipped = 0): ChecklistFacts => {
  const item = (id: string) => ({
    id,
    stage: 'a',
    text: 'They said so',
    element,
    done: shown,
    evidence: '',
    at: null,
  });
  return {
    playbook: 'p',
    version: 1,
    touched: true,
    stage: {
      id: 'b',
      name: 'B',
      seller: '',
      buyer: '',
      ask: [],
      exit: [],
      fields: [],
      guidance: '',
    },
    items: [item('one')],
    skipped: Array.from({ length: skipped }, (_, index) => item(`s${index}`)),
  };
};
export const history = (change: Partial<OrgHistory> = {}): OrgHistory => ({
  won: 12,
  lost: 20,
  stageDays: Object.fromEntries(
    ['Prospecting', 'Qualification', 'Proposal', 'Negotiation'].map((stage) => [
      stage,
      { value: 20, n: 6 },
    ]),
  ),
  cycleDays: { value: 80, n: 12 },
  replyHours: { value: 5, n: 6 },
  amounts: { GBP: { mean: 40_000, sd: 10_000, n: 30 } },
  contacts: { value: 2, n: 12 },
  ...change,
});
export const commitment = (inDays: number, state: Commitment['state'] = 'open'): Commitment => ({
  refKey: 'k',
  text: 'Send the numbers',
  owner: 'u',
  due: day(inDays),
  state,
  settledAt: null,
  author: 'u',
  at: ms(-20),
});
export const rep = (change: object = {}) => repWith([], change);
export const openDeals = (withSignal: number, all: number) =>
  repWith(
    withSignal === 0
      ? []
      : [
          {
            signal: 'noNextStep',
            count: withSignal,
            of: all,
            share: (withSignal / all) * 100,
            deals: [],
          },
        ],
    {
      open: all,
    },
  );
export const noStep = { nextStep: null, nextStepDate: null };
export const grave = { closeDate: day(-40), stageSince: ms(-120), modifiedAt: ms(-120) };

/** Twelve activities on a deal of an eighth of the usual amount. */
export const SMALL_AND_BUSY = facts(
  {
    amount: { amount: 5000, currency: 'GBP' },
    activities: Array.from({ length: 12 }, (_, index) => done(-index - 1)),
  },
  { history: history() },
);
/** Given up after six days, with the reason in a note. */
export const EARLY_NO = facts(
  { status: 'lost', stage: 'Lost', createdAt: ms(-8), stageSince: ms(-2) },
  { notes: [note('Our machine is too small for them.')] },
);
export const lost = (inDays: number) =>
  facts({ status: 'lost', stage: 'Lost', stageSince: ms(inDays) });
export const opened = (more: object = {}, notes: { text: string; at: number }[] = []) =>
  facts(
    {
      stage: 'Proposal',
      nextStepDate: null,
      activities: [],
      stageHistory: [move(-60, 'Proposal', 'Lost'), move(-9, 'Lost', 'Proposal')],
      ...more,
    },
    { notes },
  );
export const back = { stageHistory: [move(-3, 'Proposal', 'Qualification')] };
/** A pace of 56 days, in which 14 days are a quarter, and no dated step. */
export const eightWeeks = (values: object = {}) =>
  facts({ createdAt: ms(-40), closeDate: day(16), nextStepDate: null, ...values });
/** A plan that nobody knows: the default days apply. */
export const noPlan = { closeDate: null, nextStepDate: null };
export const task = { ...open(null), kind: 'task' };
/** The status follows from the probability and from the stage too. */
export const NO_STATUS = facts({
  status: undefined,
  stage: 'Stage 4',
  stages: undefined,
  probability: undefined,
  forecast: undefined,
});

/** Signal, case, deal and expected result. Each limit is tried on its day and around it. */
export type Row = [
  string,
  string,
  ReturnType<typeof facts>,
  'triggered' | 'notTriggered' | 'unknown',
];
