import type { In } from '../../lib/messages/index.ts';
import { Playbook, type StoredExcerpt } from '../../lib/model/index.ts';
import { KEY, ref } from './device.ts';

// One valid input for each feature.

export const newNote: In<'note.save'> = {
  id: 'n1',
  ref,
  recordName: 'Marlow Foods',
  text: 'Ask for the plan',
  audience: 'pair',
  kind: 'note',
  prompt: null,
  draft: null,
};
export const newReply: In<'reply.save'> = { id: 'r1', parent: 'n1', text: 'I did', draft: null };
export const prompt: In<'prompt.write'>['prompt'] = {
  name: 'Plan',
  when: '',
  rep: 'What is the plan?',
  manager: 'What is their plan?',
  kind: 'process',
  skill: null,
  stage: null,
  priority: 3,
  expires: null,
  on: true,
  directive: null,
};
export const answer: In<'prompt.outcome'> = {
  id: 'o1',
  refKey: KEY,
  signal: 'quiet',
  fingerprint: 'quiet;1',
  outcome: 'answered',
  reason: null,
};
const document: Playbook = Playbook.parse({
  format: 1,
  name: 'Ours',
  method: '',
  summary: '',
  stages: [
    { id: 'a', name: 'A', seller: '', buyer: '', ask: [], exit: [], fields: [], guidance: '' },
  ],
});
export const publication: In<'playbook.publish'> = {
  id: 'v1',
  playbook: 'p1',
  version: 1,
  document,
  why: '',
  takes: [],
  answer: null,
  retired: false,
};
export const suggestion: In<'suggestion.make'> = {
  id: 's1',
  playbook: 'p1',
  stage: 'a',
  item: null,
  text: 'The buyer signs first',
};
export const commitment: In<'commitment.make'> = {
  id: 'c1',
  refKey: KEY,
  text: 'Send the plan',
  due: '2026-12-01',
  owner: 'tomas',
};
export const moment: In<'moment.write'> = {
  refKey: KEY,
  moment: 'debrief',
  about: 'meeting-1',
  state: 'kept',
  until: null,
  title: 'Call with Ruth',
  words: { said: 'It goes through', learned: 'Finance decides' },
  tried: null,
};
export const planStep: In<'plan.step'> = {
  refKey: KEY,
  step: 's1',
  text: 'Send the contract',
  side: 'us',
  who: 'Tomas',
  due: '2026-12-01',
  state: 'open',
};
export const plannedCall: In<'call.plan'> = {
  refKey: KEY,
  call: 'call1',
  start: Date.UTC(2026, 10, 24, 9),
  withWhom: 'Ruth',
};
export const noProfile: In<'profile.save'>['profile'] = {
  member: 'tomas',
  focus: null,
  agreedBy: null,
  gaps: {},
  strengths: [],
};
export const profile: typeof noProfile = { ...noProfile, focus: 'closing' };
export const settings: In<'settings.coaching'>['settings'] = {
  limits: { quiet: 7 },
  off: [],
  competitors: ['Acme'],
};
export const noSettings: typeof settings = { limits: {}, off: [], competitors: [] };
export const calendar: In<'calendar.org'>['calendar'] = {
  workdays: [1, 2, 3, 4, 5],
  holidays: { '2026-12-25': 'Christmas Day' },
};
export const map: In<'playbook.map'> = {
  playbook: 'p1',
  crm: 'odoo',
  tenant: ref.tenant,
  stages: { New: 'a' },
  from: null,
};
export const objective: In<'objective.write'> = {
  objective: 'o1',
  text: 'Grow with large sites',
  until: '2027-12-31',
  open: true,
};
export const goal: In<'goal.write'> = {
  goal: 'g1',
  vision: 'Be the one the key-account team asks for',
  motivation: 'I like it when a plant changes',
  behaviour: 'Meet the person who signs before the first quote',
  metric: 'Deals where they were met',
  unit: 'percent',
  baseline: 20,
  target: 60,
  due: '2027-03-31',
  step: null,
  stepDue: null,
  objective: null,
  state: 'open',
};
export const sure: In<'focus.entry'> = {
  focus: 'value',
  event: 'sure',
  day: '2026-11-22',
  level: 7,
  text: '',
  tried: null,
  went: '',
};
export const rampStep: In<'ramp.step'> = {
  member: 'tomas',
  step: 's1',
  text: 'Hears two calls',
  week: 1,
  day: null,
  done: false,
};
export const checkIn: In<'checkIn.write'> = {
  id: 'e1',
  day: '2026-11-22',
  energy: 'low',
  confidence: null,
  load: 'heavy',
  text: 'Tired, but the good kind',
  at: 1_795_000_000_000,
};

/** The pair of the people in device.ts, and two of its one-on-ones. */
export const PAIR = 'p:dana:tomas';
export const SLOT = '2026-11-23';
export const NEXT_SLOT = '2026-11-30';
export const rhythm: In<'oneOnOne.rhythm'>['rhythm'] = {
  ...{ every: 'week', weekday: 4, time: '15:00', minutes: 30 },
  ...{ timeZone: 'Europe/London', phase: 0 },
};
export const line: In<'line.save'> = {
  ...{ id: 'l1', pair: PAIR, slot: SLOT, part: 'options', voice: 'rep' },
  ...{ text: 'Ask her', draft: null },
};
export const agreement: In<'oneOnOne.agree'> = {
  ...{ pair: PAIR, slot: SLOT, line: null },
  commitment: {
    ...{ id: 'c1', text: 'Share the wording', owner: 'dana', due: '2026-11-27' },
    seenBy: 'Tomas has it',
  },
};
export const recognition: In<'recognition.give'> = {
  ...{ id: 'g1', to: 'tomas', audience: 'pair', text: 'You brought the technician in.' },
  ...{ evidence: 'Contact roles, 29 October', oneOnOne: 'one-on-one/tomas/2026-11-23' },
};

/** What the list of deals shows of one. */
export const excerpt = (key: string): StoredExcerpt => ({
  ...{ key, basis: 'a.b', day: '2026-11-22', at: 1 },
  deal: {
    ...{ key, name: 'Marlow Foods', account: null, owner: 'Tomas', ownerKey: null, stage: null },
    ...{ amount: null, closeDate: null, health: null, gravest: null, events: [1] },
    role: { roles: ['rep'], rep: 'tomas', known: true },
  },
});
