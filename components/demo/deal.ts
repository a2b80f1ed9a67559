import { addDays, dayOf, type Now, today } from '../../lib/coaching/index.ts';
import {
  type DealContact,
  type DealFields,
  type DealRecord,
  dealFields,
  type RecordRef,
  type Stage,
  seen,
  unseen,
} from '../../lib/model/index.ts';
import { t, tKey } from '../ui/i18n.ts';

/** The stages of the demo deal’s pipeline. */
export const demoStages = ['qualification', 'discovery', 'proposal', 'negotiation'] as const;
export type DemoStage = (typeof demoStages)[number];
/** The course of its close date: kept, moved back twice, or past. */
export const demoDates = ['kept', 'pushed', 'past'] as const;
export type DemoDate = (typeof demoDates)[number];
/** Days since the last activity that a person can choose. */
export const demoQuiet = [1, 6, 16, 40] as const;
/** Who is on the deal: one contact, or also the one who can decide. */
export const demoPeople = ['one', 'two'] as const;

/** What happens next with the buyer: nothing, or a visit with a date. */
export const demoSteps = ['none', 'visit'] as const;

/** What a person can change on the demo deal. */
export interface DemoDeal {
  stage: DemoStage;
  amount: number;
  close: DemoDate;
  quiet: number;
  people: (typeof demoPeople)[number];
  step: (typeof demoSteps)[number];
}

/** As it is at the start: enough for questions. */
export const demoStart: DemoDeal = {
  stage: 'proposal',
  amount: 54_000,
  close: 'pushed',
  quiet: 16,
  people: 'one',
  step: 'none',
};

/** Invented, like everything on this deal. */
export const demoName = 'Hartwell Bakeries: oven sensors';

/** A host that can never exist, so that it is no record of anybody’s CRM. */
export const demoRef: RecordRef = {
  crm: 'espocrm',
  tenant: 'demo.invalid',
  object: 'deal',
  id: 'demo',
};

const AGE_DAYS = 58;

export function closeDateOf(close: DemoDate, now: Now): string {
  return addDays(today(now), close === 'past' ? -3 : 13);
}

export function visitOn(now: Now): string {
  return addDays(today(now), 5);
}

/** The next step as the CRM has it, with its activity. */
function stepOf(deal: DemoDeal, now: Now) {
  if (deal.step === 'none') return { nextStep: null, open: [] };
  const due = visitOn(now);
  const subject = t('demo.visit');
  const visit = { id: 'visit', kind: 'meeting', subject, state: 'open', at: null, due };
  return { nextStep: subject, nextStepDate: due, open: [{ ...visit, contactId: 'nadia' }] };
}

function contactsOf(people: DemoDeal['people']): DealContact[] {
  const nadia = {
    id: 'nadia',
    name: 'Nadia Okoye',
    role: t('demo.contact.uses'),
    title: t('demo.contact.nadia'),
  };
  const victor = {
    id: 'victor',
    name: 'Victor Hale',
    role: t('demo.contact.decides'),
    title: t('demo.contact.victor'),
  };
  return people === 'one' ? [nadia] : [nadia, victor];
}

const stageName = (stage: string) => tKey(`demo.stage.${stage}`);

const stagesOf = (): Stage[] => [
  ...demoStages.map((id) => ({ id, pipeline: null, name: stageName(id), kind: 'open' as const })),
  { id: 'won', pipeline: null, name: stageName('won'), kind: 'won' as const },
];

/** The values that a CRM with an API would give. */
function valuesOf(deal: DemoDeal, now: Now): Partial<Record<keyof DealFields, unknown>> {
  const ago = (days: number) => now.ms - days * 86_400_000;
  const reached = demoStages.indexOf(deal.stage);
  const closeDate = closeDateOf(deal.close, now);
  const moves = deal.close === 'pushed' ? [41, 13] : [];
  const first = addDays(closeDate, -28 * moves.length);
  const { open, ...next } = stepOf(deal, now);
  return {
    name: demoName,
    account: 'Hartwell Bakeries',
    stage: stageName(deal.stage),
    stageId: deal.stage,
    stages: stagesOf(),
    status: 'open',
    amount: { amount: deal.amount, currency: 'GBP' },
    closeDate,
    createdAt: ago(AGE_DAYS),
    modifiedAt: ago(deal.quiet),
    stageSince: ago(reached === 0 ? AGE_DAYS : 20),
    ...next,
    contacts: contactsOf(deal.people),
    activities: [
      {
        id: 'talk',
        kind: 'call',
        subject: t('demo.talk'),
        state: 'done',
        at: ago(deal.quiet),
        due: dayOf(ago(deal.quiet), now.timeZone),
        contactId: 'nadia',
      },
      ...open,
    ],
    stageHistory: demoStages.slice(0, reached).map((from, index) => ({
      at: ago(20 + 12 * (reached - 1 - index)),
      from: stageName(from),
      to: stageName(demoStages[index + 1] ?? deal.stage),
      fromId: from,
      toId: demoStages[index + 1] ?? deal.stage,
    })),
    closeDateHistory: moves.map((days, index) => ({
      at: ago(days),
      from: addDays(first, 28 * index),
      to: addDays(first, 28 * (index + 1)),
    })),
    amountHistory: [],
  };
}

/** The demo deal as a reading: the engine does not know that it is invented. */
export function demoRecord(deal: DemoDeal, now: Now): DealRecord {
  const values = valuesOf(deal, now);
  const fields = Object.fromEntries(
    Object.keys(dealFields).map((name) => {
      const value = values[name as keyof DealFields];
      if (value === undefined) return [name, unseen('notVisible')];
      if (value === null) return [name, { state: 'empty', source: 'api', at: now.ms }];
      return [name, seen(value, 'api', now.ms)];
    }),
  ) as unknown as DealFields;
  return {
    kind: 'deal',
    ref: demoRef,
    viewer: { crmUserId: null, name: null, email: null },
    reading: { at: now.ms, degraded: [], filling: false, timeZone: null },
    fields,
  };
}
