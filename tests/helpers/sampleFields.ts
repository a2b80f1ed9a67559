import { ownerKey, refKey } from '../../lib/model/index.ts';
import { deal } from './deals.ts';
import { note } from './note.ts';
import { prompt } from './prompts.ts';
import { numbered } from './rows.ts';

/** The deal that all sample rows about a record are about. */
export const record = deal();
export const key = refKey(record.ref);
export const owner = ownerKey(record.ref, 'Tomas Lindqvist');

const stage = {
  id: 's',
  name: 'S',
  seller: '',
  buyer: '',
  ask: [],
  exit: [],
  fields: [],
  guidance: '',
};
const playbook = { format: 1, name: 'p', method: '', summary: '', stages: [stage] };

/** Valid fields of each collection, by the number of the row; higher numbers are newer. */
export const sampleFields: Record<string, (index: number) => Record<string, unknown>> = {
  note: (at) => note('rep', `note ${at}`, { ref: record.ref, refKey: key, createdAt: at }),
  reply: (at) => ({
    refKey: key,
    parent: numbered('note', at),
    text: `reply ${at}`,
    author: 'rep',
    createdAt: at,
    editedAt: null,
    editedBy: null,
    conflicts: [],
  }),
  readMark: (at) => ({ refKey: key, parent: numbered('note', at), author: 'boss', at }),
  promptOutcome: (at) => ({
    refKey: key,
    signal: `s${at}`,
    fingerprint: '',
    outcome: 'snoozed',
    reason: null,
    author: 'boss',
    at,
  }),
  typedFact: (at) => ({ refKey: key, field: 'nextStep', value: `step ${at}`, author: 'boss', at }),
  dealSnapshot: (at) => ({
    refKey: key,
    name: null,
    at,
    stage: `stage ${at}`,
    amount: null,
    currency: null,
    closeDate: null,
    owner: null,
    status: null,
    nextStep: null,
  }),
  commitment: (at) => ({
    refKey: key,
    text: `commitment ${at}`,
    owner: 'rep',
    due: '2026-12-01',
    state: 'open',
    settledAt: null,
    author: 'rep',
    at,
  }),
  checkItem: (at) => ({
    refKey: key,
    playbook: 'p',
    item: `i${at}`,
    done: true,
    evidence: '',
    author: 'rep',
    at,
  }),
  dealPlaybook: (at) => ({ refKey: key, playbook: 'p', version: at + 1, author: 'rep', at }),
  promptShown: (at) => ({
    refKey: key,
    signal: `s${at}`,
    fingerprint: `s${at}`,
    days: 1,
    last: at,
    author: 'boss',
    at,
  }),
  crmIdentity: (at) => ({
    crm: 'espocrm',
    tenant: 't',
    crmUserId: `c${at}`,
    crmName: null,
    userId: `u${at}`,
    at,
  }),
  prompt: (at) => prompt({ name: `prompt ${at}`, at }),
  playbookVersion: (at) => ({
    refKey: '',
    playbook: 'p',
    version: at + 1,
    why: 'w',
    retired: false,
    takes: [],
    document: playbook,
    author: 'boss',
    at,
  }),
  stageMap: (at) => ({
    refKey: '',
    playbook: 'p',
    crm: 'espocrm',
    tenant: 't',
    stages: {},
    author: 'boss',
    at,
  }),
  coachingSettings: (at) => ({
    refKey: '',
    limits: { quiet: at },
    off: [],
    competitors: [],
    author: 'boss',
    at,
  }),
  profile: (at) => ({
    refKey: '',
    member: `u${at}`,
    focus: null,
    agreedBy: null,
    gaps: {},
    strengths: [],
    author: 'rep',
    at,
  }),
  suggestion: (at) => ({
    refKey: '',
    playbook: 'p',
    stage: 's',
    item: null,
    text: `suggestion ${at}`,
    state: 'open',
    answer: null,
    author: 'rep',
    at,
  }),
  vote: (at) => ({ refKey: '', suggestion: 's', author: `u${at}`, at }),
  opening: (at) => ({
    refKey: `espocrm/t/deal/${at}`,
    rep: 'rep',
    author: 'boss',
    at,
    how: 'panel',
  }),
  handover: (at) => ({
    refKey: '',
    rep: 'rep',
    from: 'old',
    to: 'boss',
    author: 'boss',
    at,
    notes: 1,
  }),
};
