import { wordReader } from '../../lib/coaching/evidence/read.ts';
import { dealFacts, type FactsInput, type Now } from '../../lib/coaching/index.ts';
import {
  type DealFields,
  type DealRecord,
  type DealSnapshot,
  dealFields,
  seen,
  unseen,
} from '../../lib/model/index.ts';

/** A Sunday noon in winter; `day(-14)` is fourteen days before. */
export const NOON = Date.parse('2026-11-22T12:00:00Z');
const DAY = 86_400_000;
export const now: Now = { ms: NOON, timeZone: 'Europe/London' };
export const ms = (inDays: number, hour = 12) =>
  Date.parse(`${day(inDays)}T${String(hour).padStart(2, '0')}:00:00Z`);
export const day = (inDays: number) => new Date(NOON + inDays * DAY).toISOString().slice(0, 10);

type Values = { [K in keyof DealFields]?: unknown };

const STAGES = ['Prospecting', 'Qualification', 'Proposal', 'Negotiation'].map((name) => ({
  name,
  kind: 'open',
}));

/**
 * A deal with all fields and no problem; each test changes some of them. `undefined` makes a field
 * unseen, `null` makes it empty.
 */
export function deal(values: Values = {}): DealRecord {
  const healthy: Values = {
    name: 'Marlow Foods',
    account: 'Marlow Foods',
    stage: 'Qualification',
    status: 'open',
    amount: { amount: 40_000, currency: 'GBP' },
    closeDate: day(60),
    owner: { id: 'u1', name: 'Tomas Lindqvist' },
    nextStep: 'Send the plan',
    nextStepDate: day(5),
    probability: 30,
    createdAt: ms(-40),
    modifiedAt: ms(-2),
    stageSince: ms(-10),
    stages: [...STAGES, { name: 'Won', kind: 'won' }],
    contacts: [
      { id: 'c1', name: 'Ruth', role: 'Decision Maker', title: null },
      { id: 'c2', name: 'Piotr', role: 'User', title: null },
    ],
    activities: [
      {
        id: 'a1',
        kind: 'call',
        subject: 'Call',
        state: 'done',
        at: ms(-3),
        due: null,
        contactId: null,
      },
      {
        id: 'a2',
        kind: 'meeting',
        subject: 'Visit',
        state: 'open',
        at: null,
        due: day(5),
        contactId: null,
      },
    ],
    stageHistory: [],
    closeDateHistory: [],
    amountHistory: [],
  };
  const all = { ...healthy, ...values };
  const fields = Object.fromEntries(
    Object.keys(dealFields).map((name) => {
      const value = all[name as keyof Values];
      if (value === undefined) return [name, unseen('notVisible')];
      if (value === null) return [name, { state: 'empty', source: 'api', at: NOON }];
      return [name, seen(value, 'api', NOON)];
    }),
  ) as unknown as DealFields;
  return {
    kind: 'deal',
    ref: { crm: 'espocrm', tenant: 't', object: 'deal', id: '1' },
    viewer: { crmUserId: null, name: null, email: null },
    reading: { at: NOON, degraded: [], filling: false, timeZone: null },
    fields,
  };
}

export function facts(values: Values = {}, more: Partial<FactsInput> & { now?: Now } = {}) {
  const { now: at = now, ...input } = more;
  return dealFacts({ record: deal(values), reader: wordReader, ...input }, at, (_, text) => text);
}

export function snapshot(inDays: number, values: Partial<DealSnapshot>): DealSnapshot {
  return {
    refKey: 'k',
    name: null,
    at: ms(inDays),
    stage: null,
    amount: null,
    currency: null,
    closeDate: null,
    owner: null,
    status: null,
    nextStep: null,
    ...values,
  };
}
