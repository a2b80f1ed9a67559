import type { CrmName } from '../model/index.ts';
import { signals } from './catalogue.ts';
import type { CapabilityMatrix, Need, Signal } from './signal.ts';

/** Needs that people and Sideline itself fill, with any CRM. */
const ALWAYS: readonly Need[] = ['notes', 'checklist', 'commitments', 'visits', 'typed', 'history'];
/** Needs that visits after the first fill where the CRM stores no history. */
const FROM_VISITS: readonly Need[] = [
  'stageHistory',
  'closeDateHistory',
  'amountHistory',
  'stageSince',
];

/**
 * The needs that each CRM's reader fills (`lib/crm/readers`). Salesforce and HubSpot are read from
 * the open page, which shows no history and, in HubSpot, no stages. For a CRM without a reader
 * people type the values in.
 */
export const capabilities: CapabilityMatrix = {
  espocrm: [
    'stage',
    'stages',
    'status',
    'amount',
    'closeDate',
    'owner',
    'probability',
    'createdAt',
    'modifiedAt',
    'stageSince',
    'contacts',
    'contact',
    'activities',
    'stageHistory',
    'closeDateHistory',
    'amountHistory',
  ],
  odoo: [
    'stage',
    'stages',
    'status',
    'amount',
    'closeDate',
    'owner',
    'nextStep',
    'nextStepDate',
    'probability',
    'createdAt',
    'modifiedAt',
    'stageSince',
    'contact',
    'activities',
    'direction',
    'stageHistory',
    'amountHistory',
  ],
  dynamics: [
    'stage',
    'status',
    'amount',
    'closeDate',
    'owner',
    'probability',
    'createdAt',
    'modifiedAt',
    'stageSince',
    'contact',
    'activities',
  ],
  salesforce: [
    'stage',
    'stages',
    'amount',
    'closeDate',
    'owner',
    'nextStep',
    'probability',
    'forecast',
    'createdAt',
    'modifiedAt',
  ],
  hubspot: ['stage', 'amount', 'closeDate', 'owner', 'nextStep'],
};

/**
 * How a CRM supplies a signal: by itself, only from changes between visits, only with values that
 * people type in, or not at all.
 */
export type Capability = 'yes' | 'visits' | 'typed' | 'no';

/** Fields that a person can type in where Sideline cannot see them. */
const TYPABLE: readonly Need[] = ['stage', 'amount', 'closeDate', 'owner', 'nextStep'];

export function capabilityOf(signal: Pick<Signal, 'needs'>, crm: CrmName): Capability {
  const available = new Set<Need>([...(capabilities[crm] ?? []), ...ALWAYS]);
  const missing = signal.needs.filter((need) => !available.has(need));
  if (missing.length === 0) return 'yes';
  if (missing.every((need) => FROM_VISITS.includes(need))) return 'visits';
  return missing.every((need) => FROM_VISITS.includes(need) || TYPABLE.includes(need))
    ? 'typed'
    : 'no';
}

/** The units of thresholds in docs/signals.md, for one and for several. */
const UNITS: Record<Exclude<Signal['unit'], 'none'>, readonly [one: string, several: string]> = {
  days: [' day', ' days'],
  businessDays: [' working day', ' working days'],
  times: [' time', ' times'],
  contacts: [' person', ' people'],
  percent: [' %', ' %'],
  amount: [' in the currency of the deal', ' in the currency of the deal'],
  sd: [' standard deviation', ' standard deviations'],
};

/** The default threshold of a signal; a dash where it has none that people can set. */
function thresholdText({ limit, unit }: Pick<Signal, 'limit' | 'unit'>): string {
  if (unit === 'none') return '–';
  const [one, several] = UNITS[unit];
  return `${limit.toLocaleString('en')}${limit === 1 ? one : several}`;
}

/** The table of docs/signals.md: one line per signal, one column per CRM with a reader. */
export function capabilityTable(): string {
  const crms = Object.keys(capabilities) as CrmName[];
  const mark: Record<Capability, string> = { yes: '●', visits: '◔', typed: '✎', no: '–' };
  const lines = signals.map((signal) => {
    const { number, id, kind, skill } = signal;
    const marks = crms.map((crm) => mark[capabilityOf(signal, crm)]);
    const cells = [number, `\`${id}\``, kind, skill ?? '–', thresholdText(signal), ...marks];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    `| # | Signal | Kind | Skill | Threshold | ${crms.join(' | ')} |`,
    `|---|---|---|---|---|${crms.map(() => '---|').join('')}`,
    ...lines,
  ].join('\n');
}
