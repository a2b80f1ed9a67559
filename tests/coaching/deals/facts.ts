import { wordReader } from '../../../lib/coaching/evidence/read.ts';
import { type DealFacts, dealFacts } from '../../../lib/coaching/index.ts';
import type { StageAnswer } from '../../../lib/coaching/stageStatus.ts';
import {
  blankDeal,
  type Commitment,
  type DealFieldName,
  type DealRecord,
  type Field,
  seen,
  stageKey,
  type TypedFact,
  unseen,
} from '../../../lib/model/index.ts';
import { parseTyped } from '../../../lib/values/index.ts';
import { day, NOON, now } from '../../helpers/deals.ts';
import { checklistOf } from './checklist.ts';
import type { LabelledDeal } from './deal.ts';
import { historyOf } from './history.ts';

const DAY_MS = 86_400_000;
/** A moment some days from now, which may be a part of a day. */
const at = (days: number) => NOON + Math.round(days * DAY_MS);

/** Id of the rep in the CRM. */
const OWNER = 'u1';

type Values = Partial<Record<DealFieldName, unknown>>;
/** Names of the format that differ from those of the record. */
const FIELD_NAMES: Partial<Record<keyof LabelledDeal['deal'], DealFieldName>> = {
  closeIn: 'closeDate',
  nextStepDue: 'nextStepDate',
  created: 'createdAt',
  modified: 'modifiedAt',
  dates: 'closeDateHistory',
  stageMoves: 'stageHistory',
  amounts: 'amountHistory',
};
/** The source of what each reader finds: an API, named fields of the page, or their labels. */
const SOURCES = { salesforce: 'dom', hubspot: 'label' } as const;
/** As in `lib/crm/normalise.ts`. */
const LABEL_CONFIDENCE = 0.8;
const PARTIAL_CONFIDENCE = 0.5;

/** Writers name the person of an activity by id or by name. */
function contactOf(who: string | null, contacts: LabelledDeal['deal']['contacts']): string | null {
  return contacts.find(({ id, name }) => id === who || name === who)?.id ?? who;
}

/** Activities as the CRM's reader returns them (`lib/crm/readers`). */
function activitiesOf({ crm, deal }: LabelledDeal) {
  return deal.activities.map((item, index) => {
    const { kind, state, subject, when, who } = item;
    // Odoo and Dynamics 365 plan by day; EspoCRM has a time for all but tasks.
    const isDated = state === 'open' && (crm !== 'espocrm' || kind === 'task');
    const base = {
      id: `a${index}`,
      kind,
      state,
      subject,
      // Of several on one day, the later ones in the list are later.
      at: isDated ? null : at(when) + index * 1000,
      due: isDated ? day(when) : null,
      contactId: null as string | null,
      direction: null as 'in' | 'out' | null,
      from: null as string | null,
    };
    const contactId = contactOf(who, deal.contacts);
    // An archived e-mail of EspoCRM was received, or filed by hand: its direction is unknown.
    if (crm === 'espocrm') {
      // EspoCRM marks what was sent from it.
      const isSent = kind === 'email' && (item.direction === 'out' || item.from === deal.owner);
      return {
        ...base,
        contactId,
        direction: isSent ? 'out' : kind === 'call' ? item.direction : null,
      };
    }
    // A page that shows activities shows who wrote to whom.
    if (crm === 'salesforce' || crm === 'hubspot' || crm === 'pipedrive')
      return { ...base, contactId, direction: item.direction, from: item.from };
    if (crm !== 'odoo' || state === 'open') return base;
    // Odoo marks the side of e-mails only, and the contact of an entry is its author.
    const received = kind === 'email' && item.direction === 'in';
    return {
      ...base,
      direction: kind === 'email' ? item.direction : null,
      contactId: received ? who : OWNER,
      from: received ? item.from : null,
    };
  });
}

function stagesOf({ crm, stages }: LabelledDeal) {
  if (stages === null) return undefined;
  const open = stages.map((name) => ({ name, kind: 'open' }));
  // The path of a Salesforce page ends with “Closed”, which its reader leaves out.
  return crm === 'salesforce' ? open : [...open, { name: 'Won', kind: 'won' }];
}

/** Where the CRM does not show the status, somebody has answered the panel's question about it. */
const statusOf = ({ deal }: LabelledDeal) => deal.status;

/**
 * A CRM without a reader has what a person typed. Deals that say that its page shows activities are
 * measured with what they show, so that the questions are measured and not the lack of a reader.
 */
const isTyped = ({ crm, unseen }: LabelledDeal) =>
  crm === 'pipedrive' && unseen.includes('activities');

/** That answer for a CRM without a reader, about the stage that a person typed in. */
function answersOf(labelled: LabelledDeal): StageAnswer[] {
  const { crm, deal } = labelled;
  if (!isTyped(labelled)) return [];
  return [
    {
      refKey: '',
      crm,
      tenant: 't',
      pipeline: '',
      stage: stageKey({ id: null, name: deal.stage }),
      name: deal.stage,
      status: deal.status,
      author: 'u',
      editedBy: null,
      at: NOON - DAY_MS,
      isShared: true,
    },
  ];
}

/** The one contact of Odoo has no role. */
function contactsOf({ crm, deal }: LabelledDeal) {
  return crm === 'odoo'
    ? deal.contacts.slice(0, 1).map((contact) => ({ ...contact, role: null }))
    : deal.contacts;
}

/** The values of a deal by field of the record: null is empty, undefined not visible. */
function valuesOf(labelled: LabelledDeal): Values {
  const { crm, deal } = labelled;
  const dayOrNull = (days: number | null) => (days === null ? null : day(days));
  const timeOrNull = (days: number | null) => (days === null ? null : at(days));
  // Odoo stores an empty amount as zero.
  const noAmount = crm === 'odoo' ? { amount: 0, currency: labelled.org?.currency ?? null } : null;
  const values: Values = {
    name: deal.name,
    account: deal.account,
    owner: deal.owner === null ? null : { id: OWNER, name: deal.owner },
    stage: deal.stage,
    status: statusOf(labelled),
    amount: deal.amount ?? noAmount,
    closeDate: dayOrNull(deal.closeIn),
    createdAt: timeOrNull(deal.created),
    modifiedAt: timeOrNull(deal.modified),
    stageSince: timeOrNull(deal.stageSince),
    nextStep: deal.nextStep,
    nextStepDate: dayOrNull(deal.nextStepDue),
    probability: deal.probability,
    forecast: deal.forecast,
    contacts: contactsOf(labelled),
    activities: activitiesOf(labelled),
    stages: stagesOf(labelled),
    stageHistory: deal.stageMoves.map(([days, from, to]) => ({ at: at(days), from, to })),
    closeDateHistory: deal.dates.map(([days, from, to]) => ({
      at: at(days),
      from: day(from),
      to: day(to),
    })),
    amountHistory: deal.amounts.map(([days, from, to]) => ({ at: at(days), from, to })),
  };
  for (const name of labelled.unseen)
    values[FIELD_NAMES[name] ?? (name as DealFieldName)] = undefined;
  // The reader of Dynamics 365 always returns the list of the one main contact.
  if (crm === 'dynamics') values.contacts = [];
  return values;
}

function fieldOf(crm: LabelledDeal['crm'], name: string, value: unknown): Field<unknown> {
  const source = crm === 'salesforce' || crm === 'hubspot' ? SOURCES[crm] : 'api';
  if (value === undefined) return unseen(crm === 'espocrm' ? 'notSupported' : 'notVisible');
  if (value === null) return { state: 'empty', source, at: NOON };
  const isPartial = name === 'contacts' && crm !== 'espocrm';
  const confidence = source === 'label' ? LABEL_CONFIDENCE : isPartial ? PARTIAL_CONFIDENCE : 1;
  return seen(value, source, NOON, confidence);
}

/** A record as the reader of the deal's CRM makes it. Without a reader all fields are unseen. */
export function recordOf(labelled: LabelledDeal): DealRecord {
  const { crm, id } = labelled;
  const blank = blankDeal({ crm, tenant: 't', object: 'deal', id }, NOON);
  if (isTyped(labelled)) return blank;
  const values = valuesOf(labelled);
  const fields = Object.fromEntries(
    Object.keys(blank.fields).map((name) => [
      name,
      fieldOf(crm, name, values[name as DealFieldName]),
    ]),
  ) as unknown as DealRecord['fields'];
  return { ...blank, fields };
}

/** Fields that the page of each CRM does not show, in the names of the format. */
export const UNSEEN: Record<LabelledDeal['crm'], LabelledDeal['unseen']> = {
  espocrm: ['forecast', 'nextStep', 'nextStepDue'],
  odoo: ['dates', 'forecast'],
  dynamics: ['amounts', 'contacts', 'dates', 'forecast', 'nextStep', 'nextStepDue', 'stageMoves'],
  salesforce: [
    ...(['activities', 'amounts', 'contacts', 'dates', 'nextStepDue', 'stageMoves'] as const),
    'stageSince',
  ],
  hubspot: [
    ...(['activities', 'amounts', 'contacts', 'created', 'dates', 'forecast'] as const),
    ...(['modified', 'nextStepDue', 'probability', 'stageMoves', 'stageSince'] as const),
  ],
  pipedrive: [
    ...(['activities', 'amounts', 'contacts', 'created', 'dates', 'forecast'] as const),
    ...(['modified', 'nextStepDue', 'probability', 'stageMoves', 'stageSince'] as const),
  ],
};

/** What a person typed in, for a CRM without a reader. */
function typedOf(labelled: LabelledDeal): TypedFact[] {
  const { deal } = labelled;
  if (!isTyped(labelled)) return [];
  const texts: [string, string | null][] = [
    ['stage', deal.stage],
    ['owner', deal.owner],
    ['nextStep', deal.nextStep],
    ['closeDate', deal.closeIn === null ? null : day(deal.closeIn)],
    ['amount', deal.amount && `${deal.amount.amount} ${deal.amount.currency ?? ''}`],
  ];
  return texts.flatMap(([field, value]) =>
    value === null
      ? []
      : [{ refKey: 'k', field, value, author: 'u', editedBy: null, at: NOON - DAY_MS }],
  );
}

function commitmentsOf({ commitments }: LabelledDeal): Commitment[] {
  return commitments.map(({ what, due, kept }) => ({
    refKey: 'k',
    text: what,
    owner: 'u',
    due: day(due),
    state: kept ? 'kept' : 'open',
    settledAt: kept ? at(due) : null,
    author: 'u',
    at: at(due - 7),
  }));
}

/**
 * The facts of a labelled deal, as a first visit on its CRM supplies them. Nothing is known about
 * the rep's other deals.
 */
export function factsOf(labelled: LabelledDeal): DealFacts {
  const format = { locale: 'en', timeZone: now.timeZone, now: now.ms };
  return dealFacts(
    {
      record: recordOf(labelled),
      reader: wordReader,
      typed: typedOf(labelled),
      notes: labelled.notes.map(({ text, when }) => ({ text, at: at(when) })),
      commitments: commitmentsOf(labelled),
      checklist: checklistOf(labelled),
      history: historyOf(labelled),
      answers: answersOf(labelled),
    },
    now,
    (field, text) => parseTyped(field, text, format),
  );
}
