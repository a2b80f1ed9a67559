import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type ChecklistFacts, coach, sentenceKey, signals } from '../../lib/coaching/index.ts';
import type { Signal, Variant } from '../../lib/coaching/signal.ts';
import type { Commitment, Element, OrgHistory } from '../../lib/model/index.ts';
import { day, facts, ms, snapshot } from '../helpers/deals.ts';

// One table of every signal: facts on which it is raised, silent or unsure. Above it what the facts are made of, below it what holds for all.

/** What the signals before it raised, for those that look at the others. */
function firstOf(given: ReturnType<typeof facts>, signal: Signal) {
  return signal.last
    ? coach(given).triggered.filter(
        (item) => !signals.find((other) => other.id === item.signal)?.last,
      )
    : [];
}
function outcomeOf(id: string, given: ReturnType<typeof facts>, limit?: number) {
  const signal = signals.find((item) => item.id === id);
  if (!signal) throw new Error(`no signal ${id}`);
  return signal.check(given, limit ?? signal.limit, firstOf(given, signal));
}
function check(id: string, given: ReturnType<typeof facts>) {
  const outcome = outcomeOf(id, given);
  return outcome === 'unknown' ? 'unknown' : outcome === null ? 'silent' : 'raised';
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

const said = (inDays: number, direction: 'in' | 'out' | null, more: object = {}) => ({
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
/** A checklist with one element, shown or not. */
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
const promise = (inDays: number, state: Commitment['state'] = 'open'): Commitment => ({
  refKey: 'k',
  text: 'Send the numbers',
  owner: 'u',
  due: day(inDays),
  state,
  settledAt: null,
  author: 'u',
  at: ms(-20),
});
const rep = (change: object = {}) => ({ open: [], weeks: [], losses: [], ...change });
const openDeals = (withSignal: number, all: number) =>
  rep({
    open: Array.from({ length: all }, (_, index) => ({
      key: `k${index}`,
      name: `D${index}`,
      raised: index < withSignal ? ['noNextStep'] : [],
    })),
  });
const noStep = { nextStep: null, nextStepDate: null };
const grave = { closeDate: day(-40), stageSince: ms(-120), modifiedAt: ms(-120) };

/** Signal, what it is, the deal, what is expected. Limits are tried a day to each side. */
const table: [string, string, ReturnType<typeof facts>, 'raised' | 'silent' | 'unknown'][] = [
  ['quiet', '13 days', facts({ activities: [done(-13)] }), 'silent'],
  ['quiet', '14 days', facts({ activities: [done(-14)] }), 'raised'],
  ['quiet', '15 days', facts({ activities: [done(-15)] }), 'raised'],
  [
    'quiet',
    'what is planned is no activity',
    facts({ activities: [done(-20), open(day(3))] }),
    'raised',
  ],
  [
    'quiet',
    'a done activity in the future does not count',
    facts({ activities: [done(-20), done(3)] }),
    'raised',
  ],
  [
    'quiet',
    'never anything, created 13 days ago',
    facts({ activities: [], createdAt: ms(-13) }),
    'silent',
  ],
  [
    'quiet',
    'never anything, created 14 days ago',
    facts({ activities: [], createdAt: ms(-14) }),
    'raised',
  ],
  ['quiet', 'activities not visible', facts({ activities: undefined }), 'unknown'],
  ['closePassed', 'yesterday', facts({ closeDate: day(-1) }), 'raised'],
  ['closePassed', 'today is not overdue', facts({ closeDate: day(0) }), 'silent'],
  ['closePassed', 'no date', facts({ closeDate: null }), 'silent'],
  ['closePassed', 'not visible', facts({ closeDate: undefined }), 'unknown'],
  ['closesSoonEarly', '14 days, early', facts({ closeDate: day(14) }), 'raised'],
  ['closesSoonEarly', '15 days, early', facts({ closeDate: day(15) }), 'silent'],
  [
    'closesSoonEarly',
    '14 days, in Proposal',
    facts({ closeDate: day(14), stage: 'Proposal' }),
    'silent',
  ],
  ['closesSoonEarly', 'past', facts({ closeDate: day(-1) }), 'silent'],
  [
    'closesSoonEarly',
    'pipeline not visible',
    facts({ closeDate: day(3), stages: undefined }),
    'unknown',
  ],
  ['closePushed', 'once', facts({ closeDateHistory: [move(-9, day(1), day(9))] }), 'silent'],
  [
    'closePushed',
    'twice',
    facts({ closeDateHistory: [move(-9, day(1), day(9)), move(-3, day(9), day(20))] }),
    'raised',
  ],
  [
    'closePushed',
    'once later, once earlier',
    facts({ closeDateHistory: [move(-9, day(1), day(9)), move(-3, day(9), day(2))] }),
    'silent',
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
    'raised',
  ],
  [
    'closePushed',
    'taken out in between',
    facts({
      closeDateHistory: [move(-9, day(1), day(9)), move(-7, day(9), null), move(-3, null, day(20))],
    }),
    'raised',
  ],
  [
    'closePushed',
    'no history and one visit',
    facts({ closeDateHistory: undefined }, { snapshots: [snapshot(-4, { closeDate: day(30) })] }),
    'unknown',
  ],
  ['stageStuck', '30 days', facts({ stageSince: ms(-30) }), 'silent'],
  ['stageStuck', '31 days', facts({ stageSince: ms(-31) }), 'raised'],
  [
    'stageStuck',
    '30 days, won deals took 20',
    facts({ stageSince: ms(-30) }, { history: history() }),
    'silent',
  ],
  [
    'stageStuck',
    '31 days, won deals took 20',
    facts({ stageSince: ms(-31) }, { history: history() }),
    'raised',
  ],
  [
    'stageStuck',
    '31 days, won deals took 40',
    facts(
      { stageSince: ms(-31) },
      { history: history({ stageDays: { Qualification: { value: 40, n: 9 } } }) },
    ),
    'silent',
  ],
  [
    'stageStuck',
    'since unknown',
    facts({ stageSince: undefined, stageHistory: undefined }),
    'unknown',
  ],
  ['untouched', '30 days', facts({ modifiedAt: ms(-30) }), 'silent'],
  ['untouched', '31 days', facts({ modifiedAt: ms(-31) }), 'raised'],
  ['untouched', 'not visible', facts({ modifiedAt: undefined }), 'unknown'],
  [
    'stageBack',
    'back and still there',
    facts({
      stageHistory: [move(-9, 'Qualification', 'Proposal'), move(-3, 'Proposal', 'Qualification')],
    }),
    'raised',
  ],
  [
    'stageBack',
    'back and forth again',
    facts({
      stage: 'Proposal',
      stageHistory: [move(-9, 'Proposal', 'Qualification'), move(-3, 'Qualification', 'Proposal')],
    }),
    'silent',
  ],
  [
    'stageBack',
    'only forward',
    facts({ stageHistory: [move(-3, 'Prospecting', 'Qualification')] }),
    'silent',
  ],
  ['stageBack', 'history not visible', facts({ stageHistory: undefined }), 'unknown'],
  ['noNextStep', 'none', facts({ nextStep: null }), 'raised'],
  ['noNextStep', 'one', facts(), 'silent'],
  ['noNextStep', 'not visible is not missing', facts({ nextStep: undefined }), 'unknown'],
  ['nextStepStale', 'due yesterday', facts({ nextStepDate: day(-1) }), 'raised'],
  ['nextStepStale', 'due today', facts({ nextStepDate: day(0) }), 'silent'],
  [
    'nextStepStale',
    'no date, same words for 13 days',
    facts({ nextStepDate: null }, { snapshots: [snapshot(-13, { nextStep: 'Send the plan' })] }),
    'silent',
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
    'silent',
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
    'silent',
  ],
  [
    'nextStepStale',
    'no date, same words for 14 days',
    facts({ nextStepDate: null }, { snapshots: [snapshot(-14, { nextStep: 'Send the plan' })] }),
    'raised',
  ],
  ['nextStepStale', 'not visible', facts({ nextStep: undefined }), 'unknown'],
  ['noOpenActivity', 'nothing planned', facts({ activities: [done(-3)] }), 'raised'],
  ['noOpenActivity', 'something planned', facts(), 'silent'],
  ['noOpenActivity', 'not visible', facts({ activities: undefined }), 'unknown'],
  ['overdueTask', 'yesterday', facts({ activities: [open(day(-1))] }), 'raised'],
  ['overdueTask', 'today', facts({ activities: [open(day(0))] }), 'silent'],
  ['overdueTask', 'done', facts({ activities: [{ ...open(day(-1)), state: 'done' }] }), 'silent'],
  ['overdueTask', 'not visible', facts({ activities: undefined }), 'unknown'],
  [
    'singleThreaded',
    'one',
    facts({ contacts: [{ id: null, name: 'Ruth', role: null, title: null }] }),
    'raised',
  ],
  ['singleThreaded', 'nobody', facts({ contacts: [] }), 'raised'],
  ['singleThreaded', 'two', facts(), 'silent'],
  ['singleThreaded', 'not visible', facts({ contacts: undefined }), 'unknown'],
  [
    'roleMissing',
    'nobody decides, Proposal',
    facts({ stage: 'Proposal', contacts: [{ id: null, name: 'Ruth', role: 'User', title: null }] }),
    'raised',
  ],
  [
    'roleMissing',
    'nobody decides, Qualification',
    facts({ contacts: [{ id: null, name: 'Ruth', role: 'User', title: null }] }),
    'silent',
  ],
  [
    'roleMissing',
    'an economic buyer',
    facts({
      stage: 'Proposal',
      contacts: [{ id: null, name: 'Ruth', role: 'Economic Buyer', title: null }],
    }),
    'silent',
  ],
  ['roleMissing', 'not visible', facts({ stage: 'Proposal', contacts: undefined }), 'unknown'],
  [
    'amountDown',
    '14%',
    facts({
      amount: { amount: 86_000, currency: 'GBP' },
      amountHistory: [move(-5, 100_000, 86_000)],
    }),
    'silent',
  ],
  [
    'amountDown',
    '15%',
    facts({
      amount: { amount: 85_000, currency: 'GBP' },
      amountHistory: [move(-5, 100_000, 85_000)],
    }),
    'raised',
  ],
  ['amountDown', 'up', facts({ amountHistory: [move(-5, 10_000, 40_000)] }), 'silent'],
  [
    'amountDown',
    'taken out, and set lower later',
    facts({
      amount: { amount: 50_000, currency: 'GBP' },
      amountHistory: [move(-9, 100_000, null), move(-5, null, 50_000)],
    }),
    'raised',
  ],
  ['amountDown', 'history not visible', facts({ amountHistory: undefined }), 'unknown'],
  ['amountBlank', 'blank', facts({ amount: null }), 'raised'],
  ['amountBlank', 'nought', facts({ amount: { amount: 0, currency: 'GBP' } }), 'raised'],
  ['amountBlank', 'one', facts(), 'silent'],
  ['amountBlank', 'not visible', facts({ amount: undefined }), 'unknown'],
  ['newOwner', 'none', facts({ owner: null }), 'raised'],
  [
    'newOwner',
    'new for 14 days',
    facts(
      {},
      {
        snapshots: [snapshot(-30, { owner: 'Jonas' }), snapshot(-14, { owner: 'Tomas Lindqvist' })],
      },
    ),
    'raised',
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
    'silent',
  ],
  ['newOwner', 'not visible', facts({ owner: undefined }), 'unknown'],
  ['reengaged', 'today after 21 days', facts({ activities: [done(0), done(-21)] }), 'raised'],
  ['reengaged', 'today after 20 days', facts({ activities: [done(0), done(-20)] }), 'silent'],
  ['reengaged', '8 days ago after 30', facts({ activities: [done(-8), done(-38)] }), 'silent'],
  [
    'reengaged',
    'the day after as well',
    facts({ activities: [done(-1), done(-2), done(-40)] }),
    'raised',
  ],
  ['reengaged', 'not visible', facts({ activities: undefined }), 'unknown'],
  ['win', 'won yesterday', facts({ stage: 'Won', status: 'won', stageSince: ms(-1) }), 'raised'],
  ['win', 'won 31 days ago', facts({ stage: 'Won', status: 'won', stageSince: ms(-31) }), 'silent'],
  [
    'win',
    'forward with a call before',
    facts({ stageHistory: [move(-2, 'Prospecting', 'Qualification')] }),
    'raised',
  ],
  [
    'win',
    'forward with nothing to show',
    facts({ activities: [], stageHistory: [move(-2, 'Prospecting', 'Qualification')] }),
    'silent',
  ],
  ['win', 'back', facts({ stageHistory: [move(-2, 'Proposal', 'Qualification')] }), 'silent'],
  [
    'noReply',
    'five days, they usually take one',
    facts({
      activities: [
        said(-5, 'out'),
        said(-20, 'in'),
        said(-21, 'out'),
        said(-29, 'in'),
        said(-30, 'out'),
      ],
    }),
    'raised',
  ],
  [
    'noReply',
    'two days is nothing yet',
    facts({
      activities: [
        said(-2, 'out'),
        said(-20, 'in'),
        said(-21, 'out'),
        said(-29, 'in'),
        said(-30, 'out'),
      ],
    }),
    'silent',
  ],
  [
    'noReply',
    'the last word is theirs',
    facts({ activities: [said(-5, 'in'), said(-21, 'out'), said(-29, 'in'), said(-30, 'out')] }),
    'silent',
  ],
  [
    'noReply',
    'directions not known',
    facts({ activities: [said(-5, null), said(-20, 'in')] }),
    'unknown',
  ],
  [
    'championQuiet',
    'seven days with a weekend: five working days',
    facts({
      stage: 'Negotiation',
      contacts: [PERSON],
      activities: [{ ...done(-8), contactId: 'c1' }],
    }),
    'raised',
  ],
  [
    'championQuiet',
    'four working days',
    facts({
      stage: 'Negotiation',
      contacts: [PERSON],
      activities: [{ ...done(-5), contactId: 'c1' }],
    }),
    'silent',
  ],
  [
    'championQuiet',
    'early',
    facts({ contacts: [PERSON], activities: [{ ...done(-30), contactId: 'c1' }] }),
    'silent',
  ],
  [
    'championQuiet',
    'no activity names its person',
    facts({ stage: 'Negotiation', contacts: [PERSON] }),
    'unknown',
  ],
  [
    'timeShort',
    '50 days needed, 49 left',
    facts({ closeDate: day(49) }, { history: history() }),
    'raised',
  ],
  [
    'timeShort',
    '50 days needed, 50 left',
    facts({ closeDate: day(50) }, { history: history() }),
    'silent',
  ],
  [
    'timeShort',
    'too few won deals',
    facts({ closeDate: day(5) }, { history: history({ stageDays: {} }) }),
    'unknown',
  ],
  ['oldDeal', '81 days', facts({ createdAt: ms(-81) }, { history: history() }), 'raised'],
  ['oldDeal', '80 days', facts({ createdAt: ms(-80) }, { history: history() }), 'silent'],
  ['oldDeal', 'nothing to compare with', facts({ createdAt: ms(-300) }), 'unknown'],
  [
    'exitSkipped',
    'one earlier item open',
    facts({}, { checklist: checklist('pain', false, 1) }),
    'raised',
  ],
  ['exitSkipped', 'all shown', facts({}, { checklist: checklist('pain', true) }), 'silent'],
  [
    'exitSkipped',
    'nobody has looked at the list yet',
    facts({}, { checklist: { ...checklist('pain', false, 3), touched: false } }),
    'unknown',
  ],
  ['exitSkipped', 'no playbook', facts(), 'unknown'],
  ['noMeeting', 'in 15 days', facts({ activities: [meeting(15)] }), 'raised'],
  ['noMeeting', 'in 14 days', facts({ activities: [meeting(14)] }), 'silent'],
  ['noMeeting', 'today', facts({ activities: [meeting(0)] }), 'silent'],
  ['noMeeting', 'nothing planned at all', facts({ activities: [done(-1)] }), 'silent'],
  ['noMeeting', 'yesterday', facts({ activities: [meeting(-1)] }), 'raised'],
  ['noMeeting', 'not visible', facts({ activities: undefined }), 'unknown'],
  [
    'noPower',
    'large, Proposal, nobody who decides',
    facts({
      stage: 'Proposal',
      amount: { amount: 100_001, currency: 'GBP' },
      contacts: [{ id: null, name: 'Ruth', role: 'User', title: null }],
    }),
    'raised',
  ],
  [
    'noPower',
    'exactly 100,000',
    facts({
      stage: 'Proposal',
      amount: { amount: 100_000, currency: 'GBP' },
      contacts: [{ id: null, name: 'Ruth', role: 'User', title: null }],
    }),
    'silent',
  ],
  [
    'noPower',
    'a managing director',
    facts({
      stage: 'Proposal',
      amount: { amount: 500_000, currency: 'GBP' },
      contacts: [{ id: null, name: 'Ruth', role: null, title: 'Managing director' }],
    }),
    'silent',
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
    facts({ activities: [said(-3, 'in', { from: 'Karl Stranger' })] }),
    'raised',
  ],
  [
    'unlisted',
    'a contact writes',
    facts({ activities: [said(-3, 'in', { from: '"Ruth" <ruth@marlow.example>' })] }),
    'silent',
  ],
  ['unlisted', 'senders not known', facts(), 'unknown'],
  [
    'contactLeft',
    'the title says so',
    facts({
      contacts: [{ id: 'c', name: 'Ruth', role: null, title: 'Former head of operations' }],
    }),
    'raised',
  ],
  [
    'contactLeft',
    'a message came back',
    facts({ activities: [done(-3, 'Undeliverable: quote')] }),
    'raised',
  ],
  ['contactLeft', 'nothing says so', facts(), 'silent'],
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
    'raised',
  ],
  [
    'competitorMentioned',
    'in general words',
    facts({}, { notes: [note('A competitor was here on Monday.')] }),
    'raised',
  ],
  [
    'competitorMentioned',
    'denied',
    facts({}, { notes: [note('No competitor so far.')] }),
    'silent',
  ],
  [
    'competitorMentioned',
    'inside another word',
    facts({}, { notes: [note('The Frostlines of the world')], competitors: ['Frostline'] }),
    'silent',
  ],
  [
    'competitorMentioned',
    'nothing written to be seen',
    facts({ activities: undefined }),
    'unknown',
  ],
  [
    'priceUndiscussed',
    'Proposal, three texts, no price',
    facts({
      stage: 'Proposal',
      activities: [done(-3, 'Visit'), done(-5, 'Call'), done(-9, 'Call')],
    }),
    'raised',
  ],
  [
    'priceUndiscussed',
    'a quote was sent',
    facts({
      stage: 'Proposal',
      activities: [done(-3, 'Quote 2'), done(-5, 'Call'), done(-9, 'Call')],
    }),
    'silent',
  ],
  ['priceUndiscussed', 'two texts say nothing', facts({ stage: 'Proposal' }), 'unknown'],
  [
    'objection',
    'too expensive',
    facts({}, { notes: [note('Ruth finds it too expensive.')] }),
    'raised',
  ],
  ['objection', 'zu teuer', facts({}, { notes: [note('Für Ruth ist es zu teuer.')] }), 'raised'],
  ['objection', '31 days ago', facts({}, { notes: [note('Too expensive.', -31)] }), 'silent'],
  ['objection', 'nothing to be seen', facts({ activities: undefined }), 'unknown'],
  [
    'badMood',
    'disappointed',
    facts({}, { notes: [note('She was disappointed by the delay.')] }),
    'raised',
  ],
  [
    'badMood',
    'decepcionada',
    facts({}, { notes: [note('Estaba decepcionada con el retraso.')] }),
    'raised',
  ],
  ['badMood', 'content', facts({}, { notes: [note('She likes the pilot.')] }), 'silent'],
  ['badMood', 'nothing to be seen', facts({ activities: undefined }), 'unknown'],
  [
    'amountUnusual',
    'more than two standard deviations',
    facts({ amount: { amount: 60_001, currency: 'GBP' } }, { history: history() }),
    'raised',
  ],
  [
    'amountUnusual',
    'exactly two',
    facts({ amount: { amount: 60_000, currency: 'GBP' } }, { history: history() }),
    'silent',
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
    facts({ forecast: 'Commit', ...grave }),
    'raised',
  ],
  [
    'commitInDoubt',
    'pipeline with grave warnings',
    facts({ forecast: 'Pipeline', ...grave }),
    'silent',
  ],
  ['commitInDoubt', '80% stands for commit', facts({ probability: 80, ...grave }), 'raised'],
  ['commitInDoubt', 'commit, and well', facts({ forecast: 'Commit' }), 'silent'],
  [
    'commitInDoubt',
    'no forecast to be seen',
    facts({ probability: undefined, ...grave }),
    'unknown',
  ],
  [
    'slowing',
    'four before, two now',
    facts({ activities: [-3, -9, -30, -35, -40, -50].map((at) => done(at)) }),
    'raised',
  ],
  [
    'slowing',
    'four before, three now',
    facts({ activities: [-3, -9, -12, -30, -35, -40, -50].map((at) => done(at)) }),
    'silent',
  ],
  ['slowing', 'not visible', facts({ activities: undefined }), 'unknown'],
  [
    'oneSided',
    'six sent, two received',
    facts({
      activities: [
        ...[-2, -5, -9, -12, -16, -20].map((at) => said(at, 'out')),
        said(-3, 'in'),
        said(-15, 'in'),
      ],
    }),
    'raised',
  ],
  [
    'oneSided',
    'five sent, two received',
    facts({
      activities: [
        ...[-2, -5, -9, -12, -16].map((at) => said(at, 'out')),
        said(-3, 'in'),
        said(-15, 'in'),
      ],
    }),
    'silent',
  ],
  ['oneSided', 'directions not known', facts({ activities: [said(-2, null)] }), 'unknown'],
  [
    'slowReplies',
    'three days each, five hours usual',
    facts(
      { activities: [-30, -20, -10].flatMap((at) => [said(at, 'in'), said(at + 3, 'out')]) },
      { history: history() },
    ),
    'raised',
  ],
  [
    'slowReplies',
    'three days each, three days usual',
    facts(
      { activities: [-30, -20, -10].flatMap((at) => [said(at, 'in'), said(at + 3, 'out')]) },
      { history: history({ replyHours: { value: 72, n: 6 } }) },
    ),
    'silent',
  ],
  [
    'slowReplies',
    'nothing to compare with',
    facts({ activities: [-30, -20, -10].flatMap((at) => [said(at, 'in'), said(at + 3, 'out')]) }),
    'unknown',
  ],
  [
    'muchEffort',
    'eight activities, 30 days in the stage',
    facts({
      stageSince: ms(-30),
      activities: [-1, -3, -5, -7, -9, -11, -13, -15].map((at) => done(at)),
    }),
    'raised',
  ],
  [
    'muchEffort',
    'seven activities',
    facts({
      stageSince: ms(-30),
      activities: [-1, -3, -5, -7, -9, -11, -13].map((at) => done(at)),
    }),
    'silent',
  ],
  [
    'muchEffort',
    '29 days',
    facts({
      stageSince: ms(-29),
      activities: [-1, -3, -5, -7, -9, -11, -13, -15].map((at) => done(at)),
    }),
    'silent',
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
    'raised',
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
    'silent',
  ],
  [
    'buyingIntent',
    'asks for the contract',
    facts({}, { notes: [note('Owen asked for the contract.')] }),
    'raised',
  ],
  [
    'buyingIntent',
    'nothing of the kind',
    facts({}, { notes: [note('Owen is on holiday.')] }),
    'silent',
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
    'raised',
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
    'silent',
  ],
  [
    'executiveJoins',
    'there from the first visit on',
    facts(
      { contacts: [{ id: 'c9', name: 'Dr Hale', role: null, title: 'CEO' }] },
      { snapshots: [snapshot(-3, { people: ['Dr Hale'] })] },
    ),
    'silent',
  ],
  ['executiveJoins', 'no visit before', facts(), 'unknown'],
  ['likeWon', 'in all five', facts({ stage: 'Proposal' }, { history: history() }), 'raised'],
  [
    'likeWon',
    'older than they were',
    facts({ stage: 'Proposal', createdAt: ms(-90) }, { history: history() }),
    'silent',
  ],
  ['likeWon', 'nothing to compare with', facts({ stage: 'Proposal' }), 'unknown'],
  [
    'repPattern',
    'on three of ten, this one included',
    facts(noStep, { rep: openDeals(3, 10) }),
    'raised',
  ],
  ['repPattern', 'on two of ten', facts(noStep, { rep: openDeals(2, 10) }), 'silent'],
  ['repPattern', 'not on this one', facts({}, { rep: openDeals(9, 10) }), 'silent'],
  ['repPattern', 'too few deals', facts(noStep, { rep: openDeals(4, 4) }), 'unknown'],
  [
    'offTrend',
    'two against ten',
    facts({}, { rep: rep({ weeks: [2, 10, 9, 11, 10, 9, 11] }) }),
    'raised',
  ],
  [
    'offTrend',
    'within the own range',
    facts({}, { rep: rep({ weeks: [8, 10, 6, 14, 9, 7, 12] }) }),
    'silent',
  ],
  ['offTrend', 'too few weeks', facts({}, { rep: rep({ weeks: [0, 10, 10] }) }), 'unknown'],
  [
    'losses',
    'three',
    facts({}, { rep: rep({ losses: ['A', 'B', 'C'].map((name) => ({ name, at: ms(-3) })) }) }),
    'raised',
  ],
  [
    'losses',
    'two',
    facts({}, { rep: rep({ losses: ['A', 'B'].map((name) => ({ name, at: ms(-3) })) }) }),
    'silent',
  ],
  ['losses', 'whose deal it is is not known', facts(), 'unknown'],
  ['promiseUnmet', 'was for yesterday', facts({}, { commitments: [promise(-1)] }), 'raised'],
  ['promiseUnmet', 'is for today', facts({}, { commitments: [promise(0)] }), 'silent'],
  ['promiseUnmet', 'was kept', facts({}, { commitments: [promise(-1, 'kept')] }), 'silent'],
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
      'raised' | 'silent' | 'unknown',
    ][] => [
      [
        id,
        `nothing shows it in ${from}`,
        facts({ stage: from }, { checklist: checklist(element, false) }),
        'raised',
      ],
      [
        id,
        `nothing shows it yet in ${before}`,
        facts({ stage: before }, { checklist: checklist(element, false) }),
        'silent',
      ],
      [id, 'shown', facts({ stage: from }, { checklist: checklist(element, true) }), 'silent'],
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

/** Facts that call for the sentences of a case, and the threshold of a company where the shipped one never gets there. */
const cases: [string, Variant, ReturnType<typeof facts>, number?][] = [
  ['singleThreaded', 'nobody', facts({ contacts: [] })],
  ['singleThreaded', 'several', facts(), 5],
  ['newOwner', 'nobody', facts({ owner: null })],
  ['closePushed', 'once', facts({ closeDateHistory: [move(-9, day(1), day(9))] }), 1],
  ['nextStepStale', 'due', facts({ nextStepDate: day(-1) })],
  ['win', 'won', facts({ stage: 'Won', status: 'won', stageSince: ms(-1) })],
];

describe('the sentences of a signal', () => {
  it('are of the case that was found', () => {
    for (const [id, variant, given, limit] of cases)
      expect(outcomeOf(id, given, limit), `${id} ${variant}`).toMatchObject({ as: variant });
  });
  it('are all reached', () => {
    const declared = signals.flatMap(({ id, variants = {} }) =>
      Object.keys(variants).map((variant) => `${id} ${variant}`),
    );
    expect(cases.map(([id, variant]) => `${id} ${variant}`).sort()).toEqual(declared.sort());
  });
  it.each(['en', 'de', 'es'])('have a value for each of their places: %s', (language) => {
    const locale = JSON.parse(readFileSync(`locales/${language}.json`, 'utf8')) as {
      signals: Record<string, Record<string, string>>;
    };
    const without: string[] = [];
    const raised = table.filter((row) => row[3] === 'raised').map(([id, , given]) => [id, given]);
    for (const [id, given, limit] of [
      ...(raised as [string, ReturnType<typeof facts>][]),
      ...cases.map(([id, , given, limit]) => [id, given, limit] as const),
    ]) {
      const finding = outcomeOf(id, given, limit);
      if (finding === 'unknown' || finding === null) continue;
      for (const part of ['rep', 'manager', 'because'] as const) {
        const key = sentenceKey({ signal: id, ...finding }, part);
        const text = locale.signals[id]?.[key.split('.')[2] ?? ''];
        if (!text) without.push(key);
        for (const [, place] of text?.matchAll(/\$(\d)/g) ?? []) {
          const word = finding.words?.[Number(place) - 1];
          if (!word || word.value === '') without.push(`${key}: ${text}`);
        }
      }
    }
    expect(without).toEqual([]);
  });
});

describe('signals', () => {
  it.each(table)('%s: %s', (id, _, given, expected) => expect(check(id, given)).toBe(expected));
  it('are each in the table, raised and silent', () => {
    for (const { id } of signals)
      for (const kind of ['raised', 'silent'] as const)
        expect(
          table.some((row) => row[0] === id && row[3] === kind),
          `${id} ${kind}`,
        ).toBe(true);
  });
  it('count days in the zone they are given, through a change of the clocks', () => {
    // Clocks went back in London on 25 October 2026 and in New York on 1 November: a day more is a day more.
    const late = { ms: Date.parse('2026-11-08T00:30:00Z'), timeZone: 'Europe/London' };
    const call = { ...done(0), at: Date.parse('2026-10-24T23:30:00Z') };
    expect(check('quiet', facts({ activities: [call] }, { now: late }))).toBe('raised');
    expect(
      check(
        'quiet',
        facts({ activities: [call] }, { now: { ...late, timeZone: 'America/New_York' } }),
      ),
    ).toBe('raised');
    const sooner = { ms: Date.parse('2026-11-07T22:00:00Z'), timeZone: 'Europe/London' };
    expect(check('quiet', facts({ activities: [call] }, { now: sooner }))).toBe('silent');
    expect(
      check('quiet', facts({ activities: [call] }, { now: { ...sooner, timeZone: 'Asia/Tokyo' } })),
    ).toBe('raised');
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
