import type { RecordModel } from '../../components/data/record.ts';
import { coach } from '../../lib/coaching/index.ts';
import type { CollectionName, RowOf } from '../../lib/model/index.ts';
import type { Item, TabView } from '../../lib/store/index.ts';
import type { OrgView } from '../../lib/view/org.ts';
import { deal, facts, NOON, now } from './deals.ts';
import { noCoachingRows } from './view.ts';

export const who = {
  me: null,
  user: 'local',
  localRole: 'rep' as const,
  names: new Map<string, string>(),
  teamOf: new Map<string, string>(),
};

/** An organisation with default settings. */
export const org: OrgView = {
  rows: noCoachingRows,
  winProbability: null,
  calendarFor: null,
  authored: [],
  history: null,
  exposure: null,
  learned: {},
};

/** A tab that shows the deal, after its reading. */
export const view: TabView = {
  tabId: 1,
  navigation: { document: 'page', number: 1 },
  ref: deal().ref,
  refKey: 'k',
  crm: 'espocrm',
  state: 'ready',
  failure: null,
  blocked: false,
  located: null,
  unsure: false,
  at: 0,
};

/** The panel's model of one deal. */
export function model(
  values: Parameters<typeof facts>[0] = {},
  more: Partial<RecordModel> = {},
): RecordModel {
  const dealFacts = facts(values);
  return {
    ref: deal().ref,
    key: 'k',
    unconfirmed: null,
    record: deal(values),
    ready: true,
    rows: {
      notes: [],
      replies: [],
      outcomes: [],
      shown: [],
      facts: [],
      snapshots: [],
      reads: [],
      commitments: [],
      checks: [],
      moved: [],
      steps: [],
      calls: [],
      planned: [],
    },
    role: { roles: ['rep'], rep: 'local', known: true },
    shareWith: null,
    coached: null,
    unread: [],
    now,
    facts: dealFacts,
    coaching: coach(dealFacts),
    org,
    plan: null,
    ...more,
  };
}

/** A row as the panel's queries return it. */
export function item<C extends CollectionName>(id: string, fields: RowOf<C>): Item<C> {
  return { id, scope: 'u:local', rev: 1, version: 1, pending: false, deleted: false, fields };
}

export const noteFields = (text: string): RowOf<'note'> => ({
  ref: deal().ref,
  refKey: 'k',
  recordName: 'Marlow Foods',
  text,
  author: 'local',
  createdAt: NOON,
  editedAt: null,
  editedBy: null,
  kind: 'note',
  prompt: null,
  conflicts: [],
});
