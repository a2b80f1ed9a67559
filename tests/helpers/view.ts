import {
  type CrmIdentity,
  type Exposure,
  LOCAL_USER,
  type Me,
  type Member,
  OWNER_FACT,
  type Role,
  type Skill,
} from '../../lib/model/index.ts';
import type { CoachingRows, Item, RecordRows } from '../../lib/store/index.ts';
import { row } from './rows.ts';

const member = (id: string, role: Role, team: string | null): Member => ({
  id,
  name: id,
  email: `${id}@example.test`,
  role,
  team,
});
type Team = Me['teams'][number];
const north: Team = { id: 'north', name: 'North', manager: 'dana', parent: null };
const south: Team = { id: 'south', name: 'South', manager: 'nora', parent: null };

/** A manager, her rep, a rep of another team, and an administrator without reports. */
export const people = {
  dana: member('dana', 'manager', null),
  tomas: member('tomas', 'rep', 'north'),
  mika: member('mika', 'rep', 'south'),
  ada: member('ada', 'admin', null),
};
export type SampleUser = keyof typeof people;

/** The server's response to “who am I”. */
export function meOf(who: SampleUser): Me {
  const nora = member('nora', 'manager', null);
  const managers: Partial<Record<SampleUser, Member>> = { tomas: people.dana, mika: nora };
  const ownTeams: Partial<Record<SampleUser, Team>> = { tomas: north, mika: south };
  const visibleTeams: Record<SampleUser, Team[]> = {
    dana: [north],
    tomas: [north],
    mika: [south],
    ada: [north, south],
  };
  return {
    org: { id: 'o', name: 'o', epoch: 'e', timeZone: 'Europe/London' },
    user: people[who],
    team: ownTeams[who] ?? null,
    manager: managers[who] ?? null,
    reports: who === 'dana' ? [people.tomas] : [],
    teams: visibleTeams[who],
  };
}

/** Links a person to their user in the CRM. */
export function linkOf(who: SampleUser): CrmIdentity {
  return {
    crm: 'espocrm',
    tenant: 't',
    crmUserId: `crm-${who}`,
    crmName: null,
    refKey: '',
    userId: who,
    confirmedBy: 'dana',
    editedBy: null,
    at: 1,
  };
}

/** A person's answer to “Whose deal is this?”. */
export function answer(refKey: string, author: string, value: string, at = 5) {
  return { refKey, field: OWNER_FACT, value, author, editedBy: null, at };
}

/** A different focus per person, so that a test sees whose focus is used. */
export const focusOf: Record<SampleUser | typeof LOCAL_USER, Skill> = {
  dana: 'discovery',
  tomas: 'closing',
  mika: 'value',
  ada: 'planning',
  [LOCAL_USER]: 'negotiation',
};

export function profileOf(who: keyof typeof focusOf) {
  return {
    refKey: '',
    member: who,
    focus: focusOf[who],
    agreedBy: 'x',
    gaps: {},
    strengths: [],
    author: who,
    editedBy: null,
    at: 1,
  };
}
export const selfView = (user: string) => ({ user, approval: 4, rejection: 4, control: 4 });
export const calm: Exposure = { shown: {}, week: [], retired: [] };

/** A row as a query returns it. */
export function item<T>(id: string, fields: T, scope = 'u:x') {
  const { rev, deleted } = row('', id, scope, {});
  return {
    id,
    scope,
    rev,
    version: 1,
    pending: false,
    deleted,
    fields,
  } as unknown as Item<never> & { fields: T };
}

export const noRows = {
  notes: [],
  replies: [],
  reads: [],
  outcomes: [],
  shown: [],
  facts: [],
  snapshots: [],
  commitments: [],
  checks: [],
  moved: [],
  steps: [],
  calls: [],
  planned: [],
} satisfies RecordRows;

export const noCoachingRows = {
  prompts: [],
  versions: [],
  maps: [],
  stages: [],
  formats: [],
  settings: [],
  profiles: [],
  self: [],
  suggestions: [],
  votes: [],
  calendars: [],
  away: [],
  newer: 0,
} satisfies CoachingRows;
