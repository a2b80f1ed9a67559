import { DAY_MS } from '../../../lib/coaching/index.ts';
import type { LabelledDeal } from '../deals/deal.ts';
import { UNSEEN } from '../deals/facts.ts';
import { AS_OF, type Opportunity } from './opportunities.ts';

/**
 * The generator Mulberry32 from a hash of the text (FNV-1a): the same fiction for a deal in every
 * run, whatever the order.
 */
function random(text: string): () => number {
  let state = 0x811c9dc5;
  for (const char of text) state = Math.imul(state ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
  };
}

const STAGES = ['Prospecting', 'Engaging'];
/** Mean days between creation and won in the data set, rounded. */
const CYCLE = 60;
const SUBJECTS = ['Call', 'Meeting on site', 'Price list', 'Question on delivery', 'Demo', 'Offer'];
const TITLES = ['Head of Operations', 'Buyer', 'CFO', 'Plant Manager', 'Engineer', null];
const ROLES = ['Decision Maker', 'User', 'Influencer', null, null, null, null];
const STEPS = ['Send the offer', 'Call back', 'Plan the demo', 'Ask for the order'];

type Fields = LabelledDeal['deal'];

function contactsOf(next: () => number): Fields['contacts'] {
  const pick = <T>(list: readonly T[]) => list[Math.floor(next() * list.length)] as T;
  return Array.from({ length: 1 + Math.floor(next() * 3) }, (_, index) => ({
    id: `c${index}`,
    name: `Person ${index + 1}`,
    role: pick(ROLES),
    title: pick(TITLES),
  }));
}

function activitiesOf(created: number, end: number, next: () => number): Fields['activities'] {
  const pick = <T>(list: readonly T[]) => list[Math.floor(next() * list.length)] as T;
  const last = Math.max(created, end + 10 * Math.log(1 - next()));
  const done = Array.from({ length: 1 + Math.floor(next() * 7) }, (_, index) => {
    const kind = pick(['email', 'email', 'call', 'meeting'] as const);
    const direction = kind === 'email' ? pick(['in', 'out'] as const) : null;
    return {
      kind,
      state: 'done' as const,
      when: index === 0 ? last : created + next() * (last - created),
      subject: pick(SUBJECTS),
      who: 'c0',
      direction,
      from: direction === 'in' ? 'Person 1' : null,
    };
  });
  const isPlanned = end === 0 && next() < 0.6;
  const open = {
    kind: pick(['call', 'meeting', 'task'] as const),
    state: 'open' as const,
    // Some planned activities are overdue.
    when: Math.round(next() * 24 - 4),
    subject: pick(STEPS),
    who: null,
    direction: null,
    from: null,
  };
  return isPlanned ? [...done, open] : done;
}

/**
 * An opportunity as a deal of a CRM. The data set has the rep, the stage, two dates and the amount;
 * everything else is invented here, without labels.
 */
export function fictionOf(opportunity: Opportunity, crm: LabelledDeal['crm']): LabelledDeal {
  const { id, rep, account, engaged, closed, value, amount } = opportunity;
  const next = random(id);
  const daysOf = (ms: number) => (ms - AS_OF) / DAY_MS;
  const isClosed = closed !== null && closed <= AS_OF;
  const engagedIn = engaged === null || engaged > AS_OF ? null : daysOf(engaged);
  const created = (engagedIn ?? 0) - 1 - next() * 20;
  const end = isClosed ? daysOf(closed) : 0;
  const activities = activitiesOf(created, end, next);
  const planned = activities.find((item) => item.state === 'open');
  const stage = engagedIn === null ? 'Prospecting' : 'Engaging';
  const lasts = activities.filter((item) => item.state === 'done').map((item) => item.when);
  const hasStep = next() < 0.6;
  const step = STEPS[Math.floor(next() * STEPS.length)] ?? null;
  const first = Math.round(created + CYCLE);
  const pushed = next() < 0.25 && first < 0 ? first + 30 : first;
  const status = isClosed ? (opportunity.stage === 'Won' ? 'won' : 'lost') : 'open';
  const stageMoves: Fields['stageMoves'] = [];
  if (engagedIn !== null) stageMoves.push([engagedIn, 'Prospecting', 'Engaging']);
  if (isClosed) stageMoves.push([end, 'Engaging', opportunity.stage]);
  return {
    id,
    says: '',
    crm,
    side: 'rep',
    cycleDays: CYCLE,
    org: null,
    // HubSpot and Dynamics 365 do not show the list.
    stages: crm === 'hubspot' || crm === 'dynamics' ? null : STAGES,
    deal: {
      name: `${account || 'New account'} ${id}`,
      account: account || 'New account',
      owner: rep,
      stage: isClosed ? `Closed ${opportunity.stage}` : stage,
      status,
      amount: { amount: isClosed ? (value ?? 0) : amount, currency: 'USD' },
      closeIn: isClosed ? end : pushed,
      created,
      modified: isClosed ? end : Math.max(created, ...lasts),
      stageSince: stageMoves.at(-1)?.[0] ?? created,
      nextStep: crm === 'odoo' ? (planned?.subject ?? null) : hasStep ? step : null,
      nextStepDue: planned?.when ?? null,
      probability: stage === 'Engaging' ? 50 : 20,
      forecast: ['Pipeline', 'Pipeline', 'Best Case', 'Commit'][Math.floor(next() * 4)] ?? null,
      contacts: contactsOf(next),
      activities,
      dates: pushed === first ? [] : [[Math.max(created, first - 3), first, pushed]],
      stageMoves,
      amounts: [],
    },
    unseen: UNSEEN[crm],
    notes: [],
    commitments: [],
    checklist: null,
    must: [],
    may: [],
    first: [],
    mustNot: [],
    silent: false,
  };
}
