// Table of all signals, with facts on which a signal is triggered, not triggered or unknown. It is
// one file, because tests below the table expect every signal and every variant of a text in it.
// The helpers that build the facts are above the table.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  type ChecklistFacts,
  coach,
  sentenceKey,
  signals,
  wordings,
} from '../../lib/coaching/index.ts';
import { type Signal, say, type Variant } from '../../lib/coaching/signal.ts';
import { evaluateSignal } from '../../lib/coaching/trigger.ts';
import type { Commitment, Element, OrgHistory } from '../../lib/model/index.ts';
import { day, facts, ms, snapshot } from '../helpers/deals.ts';
import { repWith } from '../helpers/rep.ts';

/** The triggered signals that a signal with `last` reads. */
function firstOf(dealFacts: ReturnType<typeof facts>, signal: Signal) {
  return signal.last
    ? coach(dealFacts).triggered.filter(
        (item) => !signals.find((other) => other.id === item.signal)?.last,
      )
    : [];
}
function outcomeOf(id: string, dealFacts: ReturnType<typeof facts>, limit?: number) {
  const signal = signals.find((item) => item.id === id);
  if (!signal) throw new Error(`no signal ${id}`);
  return evaluateSignal(signal, dealFacts, firstOf(dealFacts, signal), limit).outcome;
}
function check(id: string, dealFacts: ReturnType<typeof facts>) {
  const outcome = outcomeOf(id, dealFacts);
  if (outcome === 'unknown') return outcome;
  return outcome === null ? 'notTriggered' : 'triggered';
}
const done = (inDays: number, subject = 'Call') => ({
  id: `d${inDays}`,
  kind: 'call',
  subject,
  state: 'done',
  at: ms(inDays),
  due: null,
  contactId: null,
});
const open = (due: string | null, at: number | null = null) => ({
  id: `o${due}`,
  kind: 'task',
  subject: 'Send plan',
  state: 'open',
  at,
  due,
  contactId: null,
});
const move = (inDays: number, from: unknown, to: unknown) => ({ at: ms(inDays), from, to });

const mail = (inDays: number, direction: 'in' | 'out' | null, more: object = {}) => ({
  ...done(inDays, 'Mail'),
  id: `m${inDays}${direction}`,
  kind: 'email',
  direction,
  from: null,
  ...more,
});
const meeting = (inDays: number) => ({
  id: `p${inDays}`,
  kind: 'meeting',
  subject: 'Visit',
  state: 'open',
  at: ms(inDays),
  due: null,
  contactId: null,
});
const note = (text: string, inDays = -2) => ({ text, at: ms(inDays) });
const PERSON = { id: 'c1', name: 'Ruth', role: 'Champion', title: null };
/** A checklist with one element, met or not. */
const checklist = (element: Element, shown: boolean, skipped = 0): ChecklistFacts => {
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
const history = (change: Partial<OrgHistory> = {}): OrgHistory => ({
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
const commitment = (inDays: number, state: Commitment['state'] = 'open'): Commitment => ({
  refKey: 'k',
  text: 'Send the numbers',
  owner: 'u',
  due: day(inDays),
  state,
  settledAt: null,
  author: 'u',
  at: ms(-20),
});
const rep = (change: object = {}) => repWith([], change);
const openDeals = (withSignal: number, all: number) =>
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
const noStep = { nextStep: null, nextStepDate: null };
const grave = { closeDate: day(-40), stageSince: ms(-120), modifiedAt: ms(-120) };

/** Twelve activities on a deal of an eighth of the usual amount. */
const SMALL_AND_BUSY = facts(
  {
    amount: { amount: 5000, currency: 'GBP' },
    activities: Array.from({ length: 12 }, (_, index) => done(-index - 1)),
  },
  { history: history() },
);
/** Given up after six days, with the reason in a note. */
const EARLY_NO = facts(
  { status: 'lost', stage: 'Lost', createdAt: ms(-8), stageSince: ms(-2) },
  { notes: [note('Our machine is too small for them.')] },
);
const lost = (inDays: number) => facts({ status: 'lost', stage: 'Lost', stageSince: ms(inDays) });
const opened = (more: object = {}, notes: { text: string; at: number }[] = []) =>
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
const back = { stageHistory: [move(-3, 'Proposal', 'Qualification')] };
/** A pace of 56 days, in which 14 days are a quarter, and no dated step. */
const eightWeeks = (values: object = {}) =>
  facts({ createdAt: ms(-40), closeDate: day(16), nextStepDate: null, ...values });
/** A plan that nobody knows: the default days apply. */
const noPlan = { closeDate: null, nextStepDate: null };
const task = { ...open(null), kind: 'task' };
/** Signal, case, deal and expected result. Each limit is tried on its day and around it. */
/** The status follows from the probability and from the stage too. */
const NO_STATUS = facts({
  status: undefined,
  stage: 'Stage 4',
  stages: undefined,
  probability: undefined,
  forecast: undefined,
});
const table: [
  string,
  string,
  ReturnType<typeof facts>,
  'triggered' | 'notTriggered' | 'unknown',
][] = [
  ['noCloseDate', 'Proposal', facts({ stage: 'Proposal', closeDate: null }), 'triggered'],
  ['noCloseDate', 'early', facts({ closeDate: null }), 'notTriggered'],
  ['noCloseDate', 'a date', facts({ stage: 'Proposal' }), 'notTriggered'],
  [
    'noCloseDate',
    'an hour old',
    facts({ stage: 'Proposal', closeDate: null, createdAt: ms(0, 11) }),
    'notTriggered',
  ],
  ['noCloseDate', 'not visible', facts({ stage: 'Proposal', closeDate: undefined }), 'unknown'],
  ...(
    [
      ['three days, of 56', { activities: [mail(-4, 'in', { subject: 'In grey?' })] }, 'triggered'],
      ['two days', { activities: [mail(-2, 'in', { subject: 'In grey?' })] }, 'notTriggered'],
      ['no question', { activities: [mail(-9, 'in')] }, 'notTriggered'],
      [
        'answered',
        { activities: [mail(-1, 'out'), mail(-9, 'in', { subject: 'In grey?' })] },
        'notTriggered',
      ],
      [
        'a call is booked',
        { activities: [mail(-9, 'in', { subject: 'In grey?' }), meeting(2)] },
        'notTriggered',
      ],
      ['side unknown', { activities: [mail(-9, null, { subject: 'In grey?' })] }, 'triggered'],
      ['a reminder', { activities: [mail(-9, null, { subject: 'Any thoughts?' })] }, 'unknown'],
      ['a wish', { activities: [mail(-9, 'in', { subject: 'Still need the DPA' })] }, 'triggered'],
      ['not visible', { activities: undefined }, 'unknown'],
    ] as const
  ).map(([name, values, expected]): (typeof table)[number] => [
    'buyerWaits',
    name,
    eightWeeks(values),
    expected,
  ]),
  ['reopened', 'nine days ago, no reason', opened(), 'triggered'],
  ['reopened', 'they called', opened({ activities: [done(-10)] }), 'notTriggered'],
  ['reopened', 'a note says why', opened({}, [note('Budget is free again.')]), 'notTriggered'],
  ['reopened', 'a meeting is booked', opened({ activities: [meeting(4)] }), 'notTriggered'],
  [
    'reopened',
    '31 days ago',
    opened({ stageHistory: [move(-31, 'Lost', 'Proposal')] }),
    'notTriggered',
  ],
  [
    'reopened',
    'an entry of the CRM',
    opened({
      stageHistory: [],
      activities: [{ ...done(-4, 'Opportunity reopened'), kind: 'other' }],
    }),
    'triggered',
  ],
  ['reopened', 'never closed', facts(), 'notTriggered'],
  ['reopened', 'not visible', facts({ stageHistory: undefined, activities: undefined }), 'unknown'],
  ['lossReview', '14 days ago', lost(-14), 'triggered'],
  ['lossReview', '15 days ago', lost(-15), 'notTriggered'],
  ['lossReview', 'open', facts(), 'notTriggered'],
  ['lossReview', 'an early no with its reason', EARLY_NO, 'notTriggered'],
  ['lossReview', 'status not visible', NO_STATUS, 'unknown'],
  ['honestStep', 'an early no', EARLY_NO, 'triggered'],
  ['honestStep', 'a loss after the usual time', lost(-1), 'notTriggered'],
  ['honestStep', 'back with a reason', facts(back, { notes: [note('New scope.')] }), 'triggered'],
  ['honestStep', 'back without one', facts(back), 'notTriggered'],
  ['stageBack', 'back with a reason', facts(back, { notes: [note('New scope.')] }), 'notTriggered'],
  ['honestStep', 'not visible', facts({ stageHistory: undefined }), 'unknown'],
  [
    'promiseKept',
    '14 days ago',
    facts({}, { commitments: [{ ...commitment(-14, 'kept'), settledAt: ms(-14) }] }),
    'triggered',
  ],
  [
    'promiseKept',
    '15 days ago',
    facts({}, { commitments: [{ ...commitment(-15, 'kept'), settledAt: ms(-15) }] }),
    'notTriggered',
  ],
  ['promiseKept', 'still open', facts({}, { commitments: [commitment(3)] }), 'notTriggered'],
  ['muchEffort', 'twelve on a small deal', SMALL_AND_BUSY, 'triggered'],
  ['quiet', '13 days', eightWeeks({ activities: [done(-13)] }), 'notTriggered'],
  ['quiet', '14 days', eightWeeks({ activities: [done(-14)] }), 'triggered'],
  ['quiet', '15 days', eightWeeks({ activities: [done(-15)] }), 'triggered'],
  [
    'quiet',
    'a planned task is no contact',
    eightWeeks({ activities: [done(-20), open(day(3))] }),
    'triggered',
  ],
  [
    'quiet',
    'a done activity in the future does not count',
    eightWeeks({ activities: [done(-20), done(3)] }),
    'triggered',
  ],
  [
    'quiet',
    'never anything, created 13 days ago',
    eightWeeks({ activities: [], createdAt: ms(-13), closeDate: day(43) }),
    'notTriggered',
  ],
  [
    'quiet',
    'never anything, created 14 days ago',
    eightWeeks({ activities: [], createdAt: ms(-14), closeDate: day(42) }),
    'triggered',
  ],
  [
    'quiet',
    '14 days where no pace is known',
    facts({ ...noPlan, activities: [done(-14)] }),
    'triggered',
  ],
  [
    'quiet',
    '20 days, of won deals that took 80',
    facts({ nextStepDate: null, activities: [done(-20)] }, { history: history() }),
    'triggered',
  ],
  [
    'quiet',
    '19 days, of won deals that took 80',
    facts({ nextStepDate: null, activities: [done(-19)] }, { history: history() }),
    'notTriggered',
  ],
  [
    'quiet',
    'a call is booked in three weeks',
    eightWeeks({ activities: [done(-20), { ...meeting(21), kind: 'call' }] }),
    'notTriggered',
  ],
  [
    'quiet',
    'the next step has a date',
    eightWeeks({ activities: [done(-20)], nextStepDate: day(9) }),
    'notTriggered',
  ],
  [
    'quiet',
    'our own e-mails are no contact',
    eightWeeks({ activities: [mail(-2, 'out'), mail(-9, 'out'), mail(-16, 'out')] }),
    'triggered',
  ],
  [
    'quiet',
    'their answer is',
    eightWeeks({ activities: [mail(-2, 'in'), mail(-9, 'out'), mail(-16, 'out')] }),
    'notTriggered',
  ],
  ['quiet', 'activities not visible', facts({ activities: undefined }), 'unknown'],
  ['closePassed', 'yesterday', facts({ closeDate: day(-1) }), 'triggered'],
  ['closePassed', 'today is not overdue', facts({ closeDate: day(0) }), 'notTriggered'],
  ['closePassed', 'no date', facts({ closeDate: null }), 'notTriggered'],
  ['closePassed', 'not visible', facts({ closeDate: undefined }), 'unknown'],
  [
    'closesSoonEarly',
    '14 days, early, pace unknown',
    facts({ closeDate: day(14), createdAt: undefined }),
    'triggered',
  ],
  [
    'closesSoonEarly',
    '15 days, early, pace unknown',
    facts({ closeDate: day(15), createdAt: undefined }),
    'notTriggered',
  ],
  ['closesSoonEarly', '10 of 50 days, early', facts({ closeDate: day(10) }), 'triggered'],
  ['closesSoonEarly', '11 of 51 days, early', facts({ closeDate: day(11) }), 'notTriggered'],
  [
    'closesSoonEarly',
    '14 days, in Proposal',
    facts({ closeDate: day(9), stage: 'Proposal' }),
    'notTriggered',
  ],
  ['closesSoonEarly', 'past', facts({ closeDate: day(-1) }), 'notTriggered'],
  [
    'closesSoonEarly',
    'the name of the stage tells nothing',
    facts({ closeDate: day(3), stages: undefined, stage: 'Phase 7' }),
    'unknown',
  ],
  [
    'closesSoonEarly',
    'the name of the stage tells it',
    facts({ closeDate: day(3), stages: undefined, stage: 'First conversation' }),
    'triggered',
  ],
  ['closePushed', 'once', facts({ closeDateHistory: [move(-9, day(1), day(9))] }), 'notTriggered'],
  [
    'closePushed',
    'twice',
    facts({ closeDateHistory: [move(-9, day(1), day(9)), move(-3, day(9), day(20))] }),
    'triggered',
  ],
  [
    'closePushed',
    'once later, once earlier',
    facts({ closeDateHistory: [move(-9, day(1), day(9)), move(-3, day(9), day(2))] }),
    'notTriggered',
  ],
  [
    'closePushed',
    'from snapshots where the CRM has no history',
    facts(
      { closeDateHistory: undefined },
      {
        snapshots: [
          snapshot(-30, { closeDate: day(-9) }),
          snapshot(-20, { closeDate: day(3) }),
          snapshot(-4, { closeDate: day(30) }),
        ],
      },
    ),
    'triggered',
  ],
  [
    'closePushed',
    'taken out in between',
    facts({
      closeDateHistory: [move(-9, day(1), day(9)), move(-7, day(9), null), move(-3, null, day(20))],
    }),
    'triggered',
  ],
  [
    'closePushed',
    'no history and one visit',
    facts({ closeDateHistory: undefined }, { snapshots: [snapshot(-4, { closeDate: day(30) })] }),
    'unknown',
  ],
  ['stageStuck', '30 days', facts({ ...noPlan, stageSince: ms(-30) }), 'notTriggered'],
  ['stageStuck', '31 days', facts({ ...noPlan, stageSince: ms(-31) }), 'triggered'],
  ['stageStuck', '70 of 100 days', facts({ stageSince: ms(-70) }), 'notTriggered'],
  ['stageStuck', '71 of 100 days', facts({ stageSince: ms(-71) }), 'triggered'],
  [
    'stageStuck',
    '56 days, won deals took 80 in all',
    facts({ stageSince: ms(-56) }, { history: history() }),
    'notTriggered',
  ],
  [
    'stageStuck',
    '57 days, won deals took 80 in all',
    facts({ stageSince: ms(-57) }, { history: history() }),
    'triggered',
  ],
  [
    'stageStuck',
    '60 days, won deals took 40 in this stage',
    facts(
      { stageSince: ms(-60) },
      { history: history({ stageDays: { Qualification: { value: 40, n: 9 } } }) },
    ),
    'notTriggered',
  ],
  [
    'stageStuck',
    'quiet is asked instead',
    facts({ ...noPlan, stageSince: ms(-90), activities: [done(-40)] }),
    'notTriggered',
  ],
  [
    'stageStuck',
    'since unknown',
    facts({ stageSince: undefined, stageHistory: undefined }),
    'unknown',
  ],
  [
    'untouched',
    '30 days',
    facts({ nextStepDate: null, activities: [task], modifiedAt: ms(-30) }),
    'notTriggered',
  ],
  [
    'untouched',
    '31 days',
    facts({ nextStepDate: null, activities: [task], modifiedAt: ms(-31) }),
    'triggered',
  ],
  ['untouched', 'not visible', facts({ modifiedAt: undefined }), 'unknown'],
  [
    'stageBack',
    'back and still there',
    facts({
      stageHistory: [move(-9, 'Qualification', 'Proposal'), move(-3, 'Proposal', 'Qualification')],
    }),
    'triggered',
  ],
  [
    'stageBack',
    'back and forth again',
    facts({
      stage: 'Proposal',
      stageHistory: [move(-9, 'Proposal', 'Qualification'), move(-3, 'Qualification', 'Proposal')],
    }),
    'notTriggered',
  ],
  [
    'stageBack',
    'only forward',
    facts({ stageHistory: [move(-3, 'Prospecting', 'Qualification')] }),
    'notTriggered',
  ],
  ['stageBack', 'history not visible', facts({ stageHistory: undefined }), 'unknown'],
  ['noNextStep', 'none', facts({ nextStep: null }), 'triggered'],
  ['noNextStep', 'one', facts(), 'notTriggered'],
  ['noNextStep', 'not visible is not missing', facts({ nextStep: undefined }), 'unknown'],
  [
    'nextStepStale',
    'the date in its text is past',
    facts({ nextStep: 'Contract back by 10 November', nextStepDate: null }),
    'triggered',
  ],
  [
    'nextStepStale',
    'the date in its text is ahead',
    facts({ nextStep: 'Call Ruth on 3 Dec', nextStepDate: null }),
    'notTriggered',
  ],
  [
    'noNextStep',
    'waits in an agreed pause',
    facts(
      { nextStep: 'Await feedback', nextStepDate: null },
      { notes: [note('They are on holiday until 5 December.')] },
    ),
    'notTriggered',
  ],
  [
    'noNextStep',
    'waits, with a date',
    facts({ nextStep: 'Await feedback', nextStepDate: day(5) }),
    'notTriggered',
  ],
  ['nextStepStale', 'due yesterday', facts({ nextStepDate: day(-1) }), 'triggered'],
  ['nextStepStale', 'due today', facts({ nextStepDate: day(0) }), 'notTriggered'],
  [
    'nextStepStale',
    'no date, same words for 13 days',
    facts({ nextStepDate: null }, { snapshots: [snapshot(-13, { nextStep: 'Send the plan' })] }),
    'notTriggered',
  ],
  [
    'nextStepStale',
    'the same words once more after there were none',
    facts(
      { nextStepDate: null },
      {
        snapshots: [
          snapshot(-30, { nextStep: 'Send the plan' }),
          snapshot(-20, { emptied: ['nextStep'] }),
          snapshot(-5, { nextStep: 'Send the plan' }),
        ],
      },
    ),
    'notTriggered',
  ],
  [
    'nextStepStale',
    'the same words once more after others',
    facts(
      { nextStepDate: null },
      {
        snapshots: [
          snapshot(-30, { nextStep: 'Send the plan' }),
          snapshot(-20, { nextStep: 'Call' }),
          snapshot(-5, { nextStep: 'Send the plan' }),
        ],
      },
    ),
    'notTriggered',
  ],
  [
    'nextStepStale',
    'no date, same words for 14 days',
    facts({ nextStepDate: null }, { snapshots: [snapshot(-14, { nextStep: 'Send the plan' })] }),
    'triggered',
  ],
  ['nextStepStale', 'not visible', facts({ nextStep: undefined }), 'unknown'],
  ['noOpenActivity', 'nothing planned', facts({ activities: [done(-3)] }), 'triggered'],
  ['noOpenActivity', 'something planned', facts(), 'notTriggered'],
  ['noOpenActivity', 'not visible', facts({ activities: undefined }), 'unknown'],
  ['overdueTask', 'yesterday', facts({ activities: [open(day(-1))] }), 'triggered'],
  ['overdueTask', 'today', facts({ activities: [open(day(0))] }), 'notTriggered'],
  [
    'overdueTask',
    'done',
    facts({ activities: [{ ...open(day(-1)), state: 'done' }] }),
    'notTriggered',
  ],
  ['overdueTask', 'not visible', facts({ activities: undefined }), 'unknown'],
  [
    'singleThreaded',
    'one',
    facts({ contacts: [{ id: null, name: 'Ruth', role: null, title: null }] }),
    'triggered',
  ],
  ['singleThreaded', 'nobody', facts({ contacts: [] }), 'triggered'],
  ['singleThreaded', 'two', facts(), 'notTriggered'],
  ['singleThreaded', 'not visible', facts({ contacts: undefined }), 'unknown'],
  [
    'roleMissing',
    'nobody decides, Proposal',
    facts({ stage: 'Proposal', contacts: [{ id: null, name: 'Ruth', role: 'User', title: null }] }),
    'triggered',
  ],
  [
    'roleMissing',
    'nobody decides, Qualification',
    facts({ contacts: [{ id: null, name: 'Ruth', role: 'User', title: null }] }),
    'notTriggered',
  ],
  [
    'roleMissing',
    'an economic buyer',
    facts({
      stage: 'Proposal',
      contacts: [{ id: null, name: 'Ruth', role: 'Economic Buyer', title: null }],
    }),
    'notTriggered',
  ],
  ['roleMissing', 'not visible', facts({ stage: 'Proposal', contacts: undefined }), 'unknown'],
  [
    'amountDown',
    '14%',
    facts({
      amount: { amount: 86_000, currency: 'GBP' },
      amountHistory: [move(-5, 100_000, 86_000)],
    }),
    'notTriggered',
  ],
  [
    'amountDown',
    '15%',
    facts({
      amount: { amount: 85_000, currency: 'GBP' },
      amountHistory: [move(-5, 100_000, 85_000)],
    }),
    'triggered',
  ],
  ['amountDown', 'up', facts({ amountHistory: [move(-5, 10_000, 40_000)] }), 'notTriggered'],
  [
    'amountDown',
    'taken out, and set lower later',
    facts({
      amount: { amount: 50_000, currency: 'GBP' },
      amountHistory: [move(-9, 100_000, null), move(-5, null, 50_000)],
    }),
    'triggered',
  ],
  ['amountDown', 'history not visible', facts({ amountHistory: undefined }), 'unknown'],
  ['amountBlank', 'blank', facts({ amount: null }), 'triggered'],
  ['amountBlank', 'nought', facts({ amount: { amount: 0, currency: 'GBP' } }), 'triggered'],
  ['amountBlank', 'one', facts(), 'notTriggered'],
  ['amountBlank', 'not visible', facts({ amount: undefined }), 'unknown'],
  ['newOwner', 'none', facts({ owner: null }), 'triggered'],
  [
    'newOwner',
    'new for 14 days',
    facts(
      {},
      {
        snapshots: [snapshot(-30, { owner: 'Jonas' }), snapshot(-14, { owner: 'Tomas Lindqvist' })],
      },
    ),
    'triggered',
  ],
  [
    'newOwner',
    'new for 15 days',
    facts(
      {},
      {
        snapshots: [snapshot(-30, { owner: 'Jonas' }), snapshot(-15, { owner: 'Tomas Lindqvist' })],
      },
    ),
    'notTriggered',
  ],
  ['newOwner', 'not visible', facts({ owner: undefined }), 'unknown'],
  [
    'reengaged',
    'today after 21 days',
    facts({ ...noPlan, activities: [done(0), done(-21)] }),
    'triggered',
  ],
  [
    'reengaged',
    'today after 20 days',
    facts({ ...noPlan, activities: [done(0), done(-20)] }),
    'notTriggered',
  ],
  ['reengaged', 'a third of 100 days', facts({ activities: [done(0), done(-33)] }), 'triggered'],
  [
    'reengaged',
    'less than a third of 100 days',
    facts({ activities: [done(0), done(-32)] }),
    'notTriggered',
  ],
  [
    'reengaged',
    'our own e-mail ends no silence',
    facts({ activities: [mail(0, 'out'), done(-40)] }),
    'notTriggered',
  ],
  [
    'reengaged',
    '8 days ago after 30',
    facts({ activities: [done(-8), done(-38)] }),
    'notTriggered',
  ],
  [
    'reengaged',
    'the day after as well',
    facts({ activities: [done(-1), done(-2), done(-40)] }),
    'triggered',
  ],
  ['reengaged', 'not visible', facts({ activities: undefined }), 'unknown'],
  ['win', 'won yesterday', facts({ stage: 'Won', status: 'won', stageSince: ms(-1) }), 'triggered'],
  [
    'win',
    'won 31 days ago',
    facts({ stage: 'Won', status: 'won', stageSince: ms(-31) }),
    'notTriggered',
  ],
  [
    'win',
    'forward with a call before',
    facts({ stageHistory: [move(-2, 'Prospecting', 'Qualification')] }),
    'triggered',
  ],
  [
    'win',
    'forward with nothing to show',
    facts({ activities: [], stageHistory: [move(-2, 'Prospecting', 'Qualification')] }),
    'notTriggered',
  ],
  ['win', 'back', facts({ stageHistory: [move(-2, 'Proposal', 'Qualification')] }), 'notTriggered'],
  [
    'noReply',
    'five days, they usually take one',
    facts({
      nextStepDate: null,
      activities: [
        mail(-5, 'out'),
        mail(-20, 'in'),
        mail(-21, 'out'),
        mail(-29, 'in'),
        mail(-30, 'out'),
      ],
    }),
    'triggered',
  ],
  [
    'noReply',
    'two days is nothing yet',
    facts({
      activities: [
        mail(-2, 'out'),
        mail(-20, 'in'),
        mail(-21, 'out'),
        mail(-29, 'in'),
        mail(-30, 'out'),
      ],
    }),
    'notTriggered',
  ],
  [
    'noReply',
    'the last word is theirs',
    facts({ activities: [mail(-5, 'in'), mail(-21, 'out'), mail(-29, 'in'), mail(-30, 'out')] }),
    'notTriggered',
  ],
  [
    'noReply',
    'directions not known',
    facts({ activities: [mail(-5, null), mail(-20, 'in')] }),
    'unknown',
  ],
  [
    'championQuiet',
    'seven days with a weekend: five working days',
    facts({
      ...noPlan,
      stage: 'Negotiation',
      contacts: [PERSON],
      activities: [{ ...done(-8), contactId: 'c1' }],
    }),
    'triggered',
  ],
  [
    'championQuiet',
    'four working days',
    facts({
      ...noPlan,
      stage: 'Negotiation',
      contacts: [PERSON],
      activities: [{ ...done(-5), contactId: 'c1' }],
    }),
    'notTriggered',
  ],
  [
    'championQuiet',
    'early',
    facts({ contacts: [PERSON], activities: [{ ...done(-30), contactId: 'c1' }] }),
    'notTriggered',
  ],
  [
    'championQuiet',
    'no activity names its person',
    facts({ stage: 'Negotiation', contacts: [PERSON] }),
    'unknown',
  ],
  [
    'timeShort',
    '50 days needed, 25 left',
    facts({ closeDate: day(25) }, { history: history() }),
    'triggered',
  ],
  [
    'timeShort',
    '50 days needed, 26 left',
    facts({ closeDate: day(26) }, { history: history() }),
    'notTriggered',
  ],
  [
    'timeShort',
    'too few won deals',
    facts({ closeDate: day(5) }, { history: history({ stageDays: {} }) }),
    'unknown',
  ],
  ['oldDeal', '121 days', facts({ createdAt: ms(-121) }, { history: history() }), 'triggered'],
  ['oldDeal', '120 days', facts({ createdAt: ms(-120) }, { history: history() }), 'notTriggered'],
  [
    'oldDeal',
    'old, but opened again',
    facts(
      { createdAt: ms(-300), stageHistory: [move(-20, 'Lost', 'Qualification')] },
      { history: history() },
    ),
    'notTriggered',
  ],
  ['oldDeal', 'nothing to compare with', facts({ createdAt: ms(-300) }), 'unknown'],
  [
    'exitSkipped',
    'three earlier items open',
    facts({}, { checklist: checklist('pain', false, 3) }),
    'triggered',
  ],
  [
    'exitSkipped',
    'two earlier items open',
    facts({}, { checklist: checklist('pain', false, 2) }),
    'notTriggered',
  ],
  ['exitSkipped', 'all shown', facts({}, { checklist: checklist('pain', true) }), 'notTriggered'],
  [
    'exitSkipped',
    'nobody has looked at the list yet',
    facts({}, { checklist: { ...checklist('pain', false, 3), touched: false } }),
    'unknown',
  ],
  ['exitSkipped', 'no playbook', facts(), 'unknown'],
  ['noMeeting', 'a task only', facts({ stage: 'Proposal', activities: [task] }), 'triggered'],
  ['noMeeting', 'early', facts({ activities: [task] }), 'notTriggered'],
  [
    'noMeeting',
    'a meeting in three months',
    facts({ stage: 'Proposal', activities: [meeting(90)] }),
    'notTriggered',
  ],
  [
    'noMeeting',
    'a call today',
    facts({ stage: 'Proposal', activities: [{ ...meeting(0), kind: 'call' }] }),
    'notTriggered',
  ],
  [
    'noMeeting',
    'a planned one is past',
    facts({ stage: 'Proposal', activities: [meeting(-1)] }),
    'triggered',
  ],
  [
    'noMeeting',
    'one was held',
    facts({ stage: 'Proposal', activities: [task, { ...meeting(-50), state: 'done' }] }),
    'notTriggered',
  ],
  [
    'noMeeting',
    'a sale of four weeks',
    facts({
      stage: 'Proposal',
      activities: [task],
      createdAt: ms(-9),
      closeDate: day(20),
    }),
    'notTriggered',
  ],
  [
    'noMeeting',
    'nothing planned at all',
    facts({ stage: 'Proposal', activities: [done(-1)] }),
    'notTriggered',
  ],
  ['noMeeting', 'not visible', facts({ activities: undefined }), 'unknown'],
  [
    'noPower',
    'large, Proposal, nobody who decides',
    facts({
      stage: 'Proposal',
      amount: { amount: 100_001, currency: 'GBP' },
      contacts: [{ id: null, name: 'Ruth', role: 'User', title: null }],
    }),
    'triggered',
  ],
  [
    'noPower',
    'exactly 100,000',
    facts({
      stage: 'Proposal',
      amount: { amount: 100_000, currency: 'GBP' },
      contacts: [{ id: null, name: 'Ruth', role: 'User', title: null }],
    }),
    'notTriggered',
  ],
  [
    'noPower',
    'a managing director',
    facts({
      stage: 'Proposal',
      amount: { amount: 500_000, currency: 'GBP' },
      contacts: [{ id: null, name: 'Ruth', role: null, title: 'Managing director' }],
    }),
    'notTriggered',
  ],
  [
    'noPower',
    'nobody on the list',
    facts({ stage: 'Proposal', amount: { amount: 500_000, currency: 'GBP' }, contacts: [] }),
    'triggered',
  ],
  [
    'noPower',
    'contacts not visible',
    facts({ stage: 'Proposal', amount: { amount: 500_000, currency: 'GBP' }, contacts: undefined }),
    'unknown',
  ],
  [
    'noPower',
    'neither roles nor titles',
    facts({
      stage: 'Proposal',
      amount: { amount: 500_000, currency: 'GBP' },
      contacts: [{ id: null, name: 'Ruth', role: null, title: null }],
    }),
    'unknown',
  ],
  [
    'unlisted',
    'a stranger writes',
    facts({ activities: [mail(-3, 'in', { from: 'Karl Stranger' })] }),
    'triggered',
  ],
  [
    'unlisted',
    'a contact writes',
    facts({ activities: [mail(-3, 'in', { from: '"Ruth" <ruth@marlow.example>' })] }),
    'notTriggered',
  ],
  [
    'unlisted',
    'a contact is named',
    facts({}, { notes: [note('From now on please talk to Ruth.')] }),
    'unknown',
  ],
  ['unlisted', 'senders not known', facts(), 'unknown'],
  [
    'contactLeft',
    'the title says so',
    facts({
      contacts: [{ id: 'c', name: 'Ruth', role: null, title: 'Former head of operations' }],
    }),
    'triggered',
  ],
  [
    'contactLeft',
    'a message came back',
    facts({ activities: [done(-3, 'Undeliverable: quote')] }),
    'triggered',
  ],
  [
    'contactLeft',
    'a supplier left the market',
    facts({ activities: [done(-3, 'Their supplier has left the market')] }),
    'notTriggered',
  ],
  ['contactLeft', 'nothing says so', facts(), 'notTriggered'],
  [
    'contactLeft',
    'neither people nor words to be seen',
    facts({ contacts: undefined, activities: undefined }),
    'unknown',
  ],
  [
    'competitorMentioned',
    'by its listed name',
    facts({}, { notes: [note('They also look at Frostline.')], competitors: ['Frostline'] }),
    'triggered',
  ],
  [
    'competitorMentioned',
    'by a name next to an offer',
    facts({}, { notes: [note('They have an offer from Brivonta.')] }),
    'triggered',
  ],
  [
    'competitorMentioned',
    'a contact next to an offer',
    facts({}, { notes: [note('They have an offer from Ruth.')] }),
    'notTriggered',
  ],
  [
    'competitorMentioned',
    'in general words',
    facts({}, { notes: [note('A competitor was here on Monday.')] }),
    'triggered',
  ],
  [
    'competitorMentioned',
    'denied',
    facts({}, { notes: [note('No competitor so far.')] }),
    'notTriggered',
  ],
  [
    'competitorMentioned',
    'inside another word',
    facts({}, { notes: [note('The Frostlines of the world')], competitors: ['Frostline'] }),
    'notTriggered',
  ],
  [
    'competitorMentioned',
    'nothing written to be seen',
    facts({ activities: undefined }),
    'unknown',
  ],
  ...(
    [
      ['We have not talked about the price.', 'triggered'],
      ['The price hasn’t come up yet.', 'triggered'],
      ['Über den Preis haben wir noch nicht gesprochen.', 'triggered'],
      ['Del precio todavía no hemos hablado.', 'triggered'],
      ['No hemos tratado el precio.', 'triggered'],
      ['The price is fine for them.', 'notTriggered'],
      ['Der Preis passt.', 'notTriggered'],
      ['They did not talk about the second site.', 'notTriggered'],
    ] as const
  ).map(([text, expected]): (typeof table)[number] => [
    'priceUndiscussed',
    text,
    facts({ stage: 'Proposal' }, { notes: [note(text)] }),
    expected,
  ]),
  [
    'priceUndiscussed',
    'a note says so',
    facts({}, { notes: [note("We haven't talked about price yet.")] }),
    'triggered',
  ],
  [
    'priceUndiscussed',
    'no text mentions it',
    facts({
      stage: 'Proposal',
      activities: [done(-3, 'Visit'), done(-5, 'Call'), done(-9, 'Call')],
    }),
    'notTriggered',
  ],
  [
    'priceUndiscussed',
    '46 days ago',
    facts({}, { notes: [note("We haven't talked about price yet.", -46)] }),
    'notTriggered',
  ],
  ['priceUndiscussed', 'nothing to be seen', facts({ activities: undefined }), 'unknown'],
  [
    'objection',
    'too expensive',
    facts({}, { notes: [note('Ruth finds it too expensive.')] }),
    'triggered',
  ],
  ['objection', 'zu teuer', facts({}, { notes: [note('Für Ruth ist es zu teuer.')] }), 'triggered'],
  ['objection', '31 days ago', facts({}, { notes: [note('Too expensive.', -31)] }), 'notTriggered'],
  ['objection', 'nothing to be seen', facts({ activities: undefined }), 'unknown'],
  [
    'badMood',
    'disappointed',
    facts({}, { notes: [note('She wrote that she is disappointed by the delay.')] }),
    'triggered',
  ],
  [
    'badMood',
    'decepcionada',
    facts({ activities: [{ ...mail(-3, 'in'), subject: 'Estoy decepcionada con el retraso' }] }),
    'triggered',
  ],
  [
    'badMood',
    'only seemed so',
    facts({}, { notes: [note('She was disappointed by the delay.')] }),
    'notTriggered',
  ],
  ['badMood', 'content', facts({}, { notes: [note('She likes the pilot.')] }), 'notTriggered'],
  ['badMood', 'nothing to be seen', facts({ activities: undefined }), 'unknown'],
  [
    'amountUnusual',
    'more than two standard deviations',
    facts({ amount: { amount: 60_001, currency: 'GBP' } }, { history: history() }),
    'triggered',
  ],
  [
    'amountUnusual',
    'exactly two',
    facts({ amount: { amount: 60_000, currency: 'GBP' } }, { history: history() }),
    'notTriggered',
  ],
  [
    'amountUnusual',
    'another currency',
    facts({ amount: { amount: 900_000, currency: 'EUR' } }, { history: history() }),
    'unknown',
  ],
  [
    'commitInDoubt',
    'commit with grave warnings',
    facts({ forecast: 'Commit', ...noPlan, ...grave, activities: [task] }),
    'triggered',
  ],
  [
    'commitInDoubt',
    'pipeline with grave warnings',
    facts({ forecast: 'Pipeline', ...grave }),
    'notTriggered',
  ],
  [
    'commitInDoubt',
    'a probability is no forecast',
    facts({ probability: 95, ...grave }),
    'unknown',
  ],
  [
    'commitInDoubt',
    'commit, silent and without a step',
    facts({ forecast: 'Commit', ...noStep, activities: [done(-40)] }),
    'triggered',
  ],
  ['commitInDoubt', 'commit, and well', facts({ forecast: 'Commit' }), 'notTriggered'],
  ['commitInDoubt', 'no forecast to be seen', facts({ forecast: undefined, ...grave }), 'unknown'],
  [
    'slowing',
    'four before, two now',
    facts({ ...noPlan, activities: [-3, -9, -30, -35, -40, -50].map((at) => done(at)) }),
    'triggered',
  ],
  [
    'slowing',
    'four before, three now',
    facts({ ...noPlan, activities: [-3, -9, -12, -30, -35, -40, -50].map((at) => done(at)) }),
    'notTriggered',
  ],
  ['slowing', 'not visible', facts({ activities: undefined }), 'unknown'],
  [
    'oneSided',
    'six sent, two received',
    facts({
      activities: [
        ...[-2, -5, -9, -12, -16, -20].map((at) => mail(at, 'out')),
        mail(-3, 'in'),
        mail(-15, 'in'),
      ],
    }),
    'triggered',
  ],
  [
    'oneSided',
    'five sent, two received',
    facts({
      activities: [
        ...[-2, -5, -9, -12, -16].map((at) => mail(at, 'out')),
        mail(-3, 'in'),
        mail(-15, 'in'),
      ],
    }),
    'notTriggered',
  ],
  ['oneSided', 'directions not known', facts({ activities: [mail(-2, null)] }), 'unknown'],
  [
    'slowReplies',
    'three days each, five hours usual',
    facts(
      { activities: [-30, -20, -10].flatMap((at) => [mail(at, 'in'), mail(at + 3, 'out')]) },
      { history: history() },
    ),
    'triggered',
  ],
  [
    'slowReplies',
    'three days each, three days usual',
    facts(
      { activities: [-30, -20, -10].flatMap((at) => [mail(at, 'in'), mail(at + 3, 'out')]) },
      { history: history({ replyHours: { value: 72, n: 6 } }) },
    ),
    'notTriggered',
  ],
  [
    'slowReplies',
    'three days each, and a pace of 100',
    facts({ activities: [-30, -20, -10].flatMap((at) => [mail(at, 'in'), mail(at + 3, 'out')]) }),
    'notTriggered',
  ],
  [
    'slowReplies',
    'six days each, they answer on the next',
    eightWeeks({
      activities: [-30, -23, -16].flatMap((at) => [mail(at, 'in'), mail(at + 6, 'out')]),
    }),
    'triggered',
  ],
  [
    'slowReplies',
    'six days each, and so do they',
    eightWeeks({
      activities: [-36, -24, -12].flatMap((at) => [mail(at, 'in'), mail(at + 6, 'out')]),
    }),
    'notTriggered',
  ],
  [
    'slowReplies',
    'one answer only',
    facts({ activities: [mail(-9, 'in'), mail(-3, 'out')] }),
    'unknown',
  ],
  [
    'muchEffort',
    'eight activities, 30 days in the stage',
    facts({
      stageSince: ms(-30),
      activities: [-1, -3, -5, -7, -9, -11, -13, -15].map((at) => done(at)),
    }),
    'triggered',
  ],
  [
    'muchEffort',
    'seven activities',
    facts({
      stageSince: ms(-30),
      activities: [-1, -3, -5, -7, -9, -11, -13].map((at) => done(at)),
    }),
    'notTriggered',
  ],
  [
    'muchEffort',
    '29 days',
    facts({
      stageSince: ms(-29),
      activities: [-1, -3, -5, -7, -9, -11, -13, -15].map((at) => done(at)),
    }),
    'notTriggered',
  ],
  [
    'muchEffort',
    'since unknown',
    facts({ stageSince: undefined, stageHistory: undefined }),
    'unknown',
  ],
  [
    'badNews',
    'typed in last week',
    facts(
      {},
      {
        typed: [
          {
            refKey: 'k',
            field: 'news',
            value: 'Two plants close',
            author: 'u',
            editedBy: null,
            at: ms(-7),
          },
        ],
      },
    ),
    'triggered',
  ],
  [
    'badNews',
    'a message says so',
    facts({ activities: [{ ...mail(-3, 'in'), subject: 'All investments are frozen' }] }),
    'triggered',
  ],
  [
    'badNews',
    'a message says that it is over',
    facts({ activities: [{ ...mail(-3, 'in'), subject: 'The hiring freeze was lifted' }] }),
    'notTriggered',
  ],
  [
    'badNews',
    '61 days ago',
    facts(
      {},
      {
        typed: [
          {
            refKey: 'k',
            field: 'news',
            value: 'Two plants close',
            author: 'u',
            editedBy: null,
            at: ms(-61),
          },
        ],
      },
    ),
    'notTriggered',
  ],
  [
    'buyingIntent',
    'asks for the contract',
    facts({}, { notes: [note('Owen asked for the contract.')] }),
    'triggered',
  ],
  [
    'buyingIntent',
    'the price was not talked about',
    facts({}, { notes: [note("Owen wants to sign. We haven't talked about price.")] }),
    'notTriggered',
  ],
  [
    'buyingIntent',
    'nothing of the kind',
    facts({}, { notes: [note('Owen is on holiday.')] }),
    'notTriggered',
  ],
  ['buyingIntent', 'nothing to be seen', facts({ activities: undefined }), 'unknown'],
  [
    'executiveJoins',
    'new since the visit before',
    facts(
      { contacts: [{ id: 'c9', name: 'Dr Hale', role: null, title: 'CEO' }] },
      {
        snapshots: [
          snapshot(-20, { people: ['Ruth'] }),
          snapshot(-3, { people: ['Ruth', 'Dr Hale'] }),
        ],
      },
    ),
    'triggered',
  ],
  [
    'executiveJoins',
    'there for 15 days',
    facts(
      { contacts: [{ id: 'c9', name: 'Dr Hale', role: null, title: 'CEO' }] },
      {
        snapshots: [
          snapshot(-20, { people: ['Ruth'] }),
          snapshot(-15, { people: ['Ruth', 'Dr Hale'] }),
        ],
      },
    ),
    'notTriggered',
  ],
  [
    'executiveJoins',
    'there from the first visit on',
    facts(
      { contacts: [{ id: 'c9', name: 'Dr Hale', role: null, title: 'CEO' }] },
      { snapshots: [snapshot(-3, { people: ['Dr Hale'] })] },
    ),
    'notTriggered',
  ],
  ['executiveJoins', 'no visit before', facts(), 'unknown'],
  ['likeWon', 'in all five', facts({ stage: 'Proposal' }, { history: history() }), 'triggered'],
  [
    'likeWon',
    'older than they were',
    facts({ stage: 'Proposal', createdAt: ms(-90) }, { history: history() }),
    'notTriggered',
  ],
  ['likeWon', 'nothing to compare with', facts({ stage: 'Proposal' }), 'unknown'],
  ['repPattern', 'on three of ten', facts(noStep, { rep: openDeals(3, 10) }), 'triggered'],
  ['repPattern', 'on this one or not', facts({}, { rep: openDeals(9, 10) }), 'triggered'],
  ['repPattern', 'none', facts(noStep, { rep: openDeals(0, 10) }), 'notTriggered'],
  ['repPattern', 'too few deals', facts(noStep, { rep: openDeals(4, 4) }), 'unknown'],
  [
    'offTrend',
    'two against ten',
    facts({}, { rep: rep({ weeks: [2, 10, 9, 11, 10, 9, 11] }) }),
    'triggered',
  ],
  [
    'offTrend',
    'within the own range',
    facts({}, { rep: rep({ weeks: [8, 10, 6, 14, 9, 7, 12] }) }),
    'notTriggered',
  ],
  ['offTrend', 'too few weeks', facts({}, { rep: rep({ weeks: [0, 10, 10] }) }), 'unknown'],
  [
    'losses',
    'three',
    facts({}, { rep: rep({ losses: ['A', 'B', 'C'].map((name) => ({ name, at: ms(-3) })) }) }),
    'triggered',
  ],
  [
    'losses',
    'two',
    facts({}, { rep: rep({ losses: ['A', 'B'].map((name) => ({ name, at: ms(-3) })) }) }),
    'notTriggered',
  ],
  ['losses', 'whose deal it is is not known', facts(), 'unknown'],
  ['promiseUnmet', 'was for yesterday', facts({}, { commitments: [commitment(-1)] }), 'triggered'],
  ['promiseUnmet', 'is for today', facts({}, { commitments: [commitment(0)] }), 'notTriggered'],
  [
    'promiseUnmet',
    'was kept',
    facts({}, { commitments: [commitment(-1, 'kept')] }),
    'notTriggered',
  ],
  ...(
    [
      ['noChampion', 'champion', 'Proposal', 'Prospecting'],
      ['bantGap', 'budget', 'Qualification', 'Prospecting'],
      ['noMetrics', 'metrics', 'Proposal', 'Qualification'],
      ['painUnproven', 'pain', 'Qualification', 'Prospecting'],
      ['criteriaUnknown', 'decisionCriteria', 'Proposal', 'Qualification'],
      ['approvalUnknown', 'decisionProcess', 'Proposal', 'Qualification'],
      ['paperUnknown', 'paperProcess', 'Negotiation', 'Proposal'],
      ['noCriticalEvent', 'criticalEvent', 'Proposal', 'Prospecting'],
      ['competitionBlank', 'competition', 'Negotiation', 'Proposal'],
      ['noMutualPlan', 'mutualPlan', 'Proposal', 'Qualification'],
    ] as const
  ).flatMap(
    ([id, element, from, before]): [
      string,
      string,
      ReturnType<typeof facts>,
      'triggered' | 'notTriggered' | 'unknown',
    ][] => [
      [
        id,
        `nothing shows it in ${from}`,
        facts({ stage: from }, { checklist: checklist(element, false) }),
        'triggered',
      ],
      [
        id,
        `nothing shows it yet in ${before}`,
        facts({ stage: before }, { checklist: checklist(element, false) }),
        'notTriggered',
      ],
      [
        id,
        'shown',
        facts({ stage: from }, { checklist: checklist(element, true) }),
        'notTriggered',
      ],
      [
        id,
        'nobody has looked at the list yet',
        facts({ stage: from }, { checklist: { ...checklist(element, false), touched: false } }),
        'unknown',
      ],
      [id, 'no playbook asks for it', facts({ stage: from }), 'unknown'],
    ],
  ),
];

/** The session that decides is after the close date. */
const LATER = facts(
  { closeDate: day(20) },
  { notes: [note('The board meets on 28 January 2027.')] },
);

/** Facts of each case, with a company's threshold where the default never leads to the case. */
const cases: [string, Variant, ReturnType<typeof facts>, number?][] = [
  ['singleThreaded', 'nobody', facts({ contacts: [] })],
  ['singleThreaded', 'several', facts(), 5],
  ['newOwner', 'nobody', facts({ owner: null })],
  ['closePushed', 'once', facts({ closeDateHistory: [move(-9, day(1), day(9))] }), 1],
  ['nextStepStale', 'due', facts({ nextStepDate: day(-1) })],
  ['quiet', 'unanswered', eightWeeks({ activities: [mail(-2, 'out'), mail(-16, 'out')] })],
  [
    'slowReplies',
    'theirs',
    eightWeeks({
      activities: [-30, -23, -16].flatMap((at) => [mail(at, 'in'), mail(at + 6, 'out')]),
    }),
  ],
  ['muchEffort', 'small', SMALL_AND_BUSY],
  ['honestStep', 'early', EARLY_NO],
  ['win', 'won', facts({ stage: 'Won', status: 'won', stageSince: ms(-1) })],
  ['win', 'said', facts({}, { notes: [note('Legal approved the contract on Monday.')] })],
  ['newOwner', 'said', facts({}, { notes: [note('Took this over from Martin on Monday.')] })],
  ['noNextStep', 'waiting', facts({ nextStep: 'Await feedback', nextStepDate: null })],
  ['executiveJoins', 'said', facts({}, { notes: [note('Their CFO joined the call.')] })],
  ['unlisted', 'said', facts({}, { notes: [note('From now on please talk to Ada Quill.')] })],
  ['roleMissing', 'said', facts({}, { notes: [note("I don't know who decides.")] })],
  ['approvalUnknown', 'said', facts({}, { notes: [note('No idea who approves it.')] })],
  ['painUnproven', 'said', facts({}, { notes: [note("I don't know why they need it.")] })],
  ['noMetrics', 'said', facts({}, { notes: [note("They haven't shared any numbers.")] })],
  ['criteriaUnknown', 'said', facts({}, { notes: [note('Their criteria are unclear.')] })],
  ['paperUnknown', 'said', facts({}, { notes: [note('No idea how long legal takes.')] })],
  ['noCriticalEvent', 'said', facts({}, { notes: [note('There is no rush, she says.')] })],
  ['noChampion', 'said', facts({}, { notes: [note('Nobody inside is pushing this.')] })],
  ['bantGap', 'said', facts({}, { notes: [note('No idea what budget they have.')] })],
  ['competitionBlank', 'said', facts({}, { notes: [note("I don't know who else they see.")] })],
  [
    'noReply',
    'said',
    facts({ activities: [done(-9)] }, { notes: [note('No answer to my last three mails.')] }),
  ],
  ['noReply', 'several', eightWeeks({ activities: [mail(-2, 'out'), mail(-16, 'out')] })],
  ['singleThreaded', 'said', facts({}, { notes: [note('Ruth is my only contact.')] })],
  ['buyerWaits', 'said', facts({}, { notes: [note('I still owe them the quote.')] })],
  ['amountDown', 'said', facts({}, { notes: [note('They cut the order by half.')] })],
  ['closesSoonEarly', 'said', LATER],
  ['noMutualPlan', 'said', facts({}, { notes: [note("We don't have a joint plan yet.")] })],
];

describe('the sentences of a signal', () => {
  it('match the case that was found', () => {
    for (const [id, variant, dealFacts, limit] of cases)
      expect(outcomeOf(id, dealFacts, limit), `${id} ${variant}`).toMatchObject({ as: variant });
  });
  it('are all reached', () => {
    const declared = signals.flatMap(({ id, variants = {} }) =>
      Object.keys(variants).map((variant) => `${id} ${variant}`),
    );
    expect(cases.map(([id, variant]) => `${id} ${variant}`).sort()).toEqual(declared.sort());
  });
  it.each(['en', 'de', 'es'])('have a value for each of their places: %s', (language) => {
    const locale: unknown = JSON.parse(readFileSync(`locales/${language}.json`, 'utf8'));
    const textOf = (key: string) =>
      key
        .split('.')
        .reduce((tree: unknown, part) => (tree as Record<string, unknown>)[part], locale) as string;
    const without: string[] = [];
    const triggered = table
      .filter((row) => row[3] === 'triggered')
      .map(([id, , dealFacts]) => [id, dealFacts]);
    for (const [id, dealFacts, limit] of [
      ...(triggered as [string, ReturnType<typeof facts>][]),
      ...cases.map(([id, , dealFacts, limit]) => [id, dealFacts, limit] as const),
    ]) {
      const finding = outcomeOf(id, dealFacts, limit);
      if (finding === 'unknown' || finding === null) continue;
      const keys = wordings.flatMap((wording) =>
        (['rep', 'manager', 'because'] as const).map((part) =>
          sentenceKey({ signal: id, ...finding, wording }, part),
        ),
      );
      for (const key of new Set(keys)) {
        const text = textOf(key);
        if (!text) without.push(key);
        for (const [, place] of text?.matchAll(/\$(\d)/g) ?? []) {
          const word = finding.values?.[Number(place) - 1];
          if (!word || word.value === '') without.push(`${key}: ${text}`);
        }
      }
    }
    expect(without).toEqual([]);
  });
});

describe('signals', () => {
  it.each(table)('%s: %s', (id, _, dealFacts, expected) =>
    expect(check(id, dealFacts)).toBe(expected),
  );
  it('are each in the table, triggered and not triggered', () => {
    for (const { id } of signals)
      for (const kind of ['triggered', 'notTriggered'] as const)
        expect(
          table.some((row) => row[0] === id && row[3] === kind),
          `${id} ${kind}`,
        ).toBe(true);
  });
  it('count days in the zone they are given, through a change of the clocks', () => {
    // Clocks went back in London on 25 October 2026 and in New York on 1 November.
    const late = { ms: Date.parse('2026-11-08T00:30:00Z'), timeZone: 'Europe/London' };
    const call = { ...done(0), at: Date.parse('2026-10-24T23:30:00Z') };
    expect(check('quiet', facts({ ...noPlan, activities: [call] }, { now: late }))).toBe(
      'triggered',
    );
    expect(
      check(
        'quiet',
        facts(
          { ...noPlan, activities: [call] },
          { now: { ...late, timeZone: 'America/New_York' } },
        ),
      ),
    ).toBe('triggered');
    const sooner = { ms: Date.parse('2026-11-07T22:00:00Z'), timeZone: 'Europe/London' };
    expect(check('quiet', facts({ ...noPlan, activities: [call] }, { now: sooner }))).toBe(
      'notTriggered',
    );
    expect(
      check(
        'quiet',
        facts({ ...noPlan, activities: [call] }, { now: { ...sooner, timeZone: 'Asia/Tokyo' } }),
      ),
    ).toBe('triggered');
  });
  it('have a threshold that people can set only where it decides', () => {
    for (const { id, unit } of signals.filter((signal) => signal.unit !== 'none')) {
      const rows = table.filter((row) => row[0] === id && row[3] === 'triggered');
      const decides = rows.some(([, , dealFacts]) =>
        [0, 1e9].some((limit) => outcomeOf(id, dealFacts, limit) === null),
      );
      expect(decides, `${id}, ${unit}`).toBe(true);
    }
  });
  it('grow with lateness', () => {
    const severity = (inDays: number) => {
      const outcome = signals
        .find((item) => item.id === 'quiet')
        ?.check(facts({ activities: [done(inDays)] }), 14, []);
      return outcome && outcome !== 'unknown' ? outcome.severity : 0;
    };
    expect(severity(-14)).toBeCloseTo(0.4);
    expect(severity(-28)).toBeCloseTo(0.8);
    expect(severity(-90)).toBe(1);
  });
});

describe('no meeting', () => {
  it('has as evidence what is open, with its day, and the last contact', () => {
    const shown = facts({ stage: 'Proposal', activities: [open(day(4)), open(null), done(-9)] });
    const found = coach(shown).triggered.find(({ signal }) => signal === 'noMeeting');
    expect(found?.evidence).toEqual([
      {
        fact: 'openActivities',
        values: [say.text('Send plan'), say.date(day(4)), say.text('Send plan')],
      },
      { fact: 'activities', values: [say.text('Call'), say.date(day(-9))] },
    ]);
  });
});
