import type { CrmName } from '../model/index.ts';
import { signals } from './catalogue.ts';
import type { CapabilityMatrix, Need, Signal } from './signal.ts';

/** What people and Sideline itself bring, whatever the CRM. */
const ALWAYS: readonly Need[] = ['notes', 'checklist', 'commitments', 'visits', 'typed', 'history'];
/** What a visit after the first can tell where the CRM keeps no history of its own. */
const FROM_VISITS: readonly Need[] = [
  'stageHistory',
  'closeDateHistory',
  'amountHistory',
  'stageSince',
];

/**
 * What each CRM's reader brings (`lib/crm/readers`). Salesforce and HubSpot are read from the page in front, which shows no history and,
 * in HubSpot, no stages. The CRMs without a reader have what people type in.
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

/** How a CRM feeds a signal: by itself, only from what changes between visits, only with what people type, or not at all. */
export type Capability = 'yes' | 'visits' | 'typed' | 'no';

/** Fields that a person can type in where they cannot be seen. */
const TYPABLE: readonly Need[] = ['stage', 'amount', 'closeDate', 'owner', 'nextStep'];

export function capabilityOf(signal: Pick<Signal, 'needs'>, crm: CrmName): Capability {
  const given = new Set<Need>([...(capabilities[crm] ?? []), ...ALWAYS]);
  const missing = signal.needs.filter((need) => !given.has(need));
  if (missing.length === 0) return 'yes';
  if (missing.every((need) => FROM_VISITS.includes(need))) return 'visits';
  return missing.every((need) => FROM_VISITS.includes(need) || TYPABLE.includes(need))
    ? 'typed'
    : 'no';
}

/** The table of docs/signals.md: a line a signal, a column a CRM that has a reader. */
export function capabilityTable(): string {
  const crms = Object.keys(capabilities) as CrmName[];
  const mark: Record<Capability, string> = { yes: '●', visits: '◔', typed: '✎', no: '–' };
  const lines = signals.map(
    (signal) =>
      `| ${signal.number} | \`${signal.id}\` | ${signal.kind} | ${signal.skill ?? '–'} | ${signal.limit} ${signal.unit} | ${crms.map((crm) => mark[capabilityOf(signal, crm)]).join(' | ')} |`,
  );
  return [
    `| # | Signal | Kind | Skill | Threshold | ${crms.join(' | ')} |`,
    `|---|---|---|---|---|${crms.map(() => '---|').join('')}`,
    ...lines,
  ].join('\n');
}
