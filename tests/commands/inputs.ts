import type { CommandName } from '../../lib/commands/index.ts';
import type { In } from '../../lib/messages/index.ts';
import { Playbook } from '../../lib/model/index.ts';
import { note } from '../helpers/note.ts';
import { type Device, KEY, ref, STORE, type User } from './device.ts';

export interface CommandCase<N extends CommandName> {
  /** Dana manages, Tomas sells. Dana where nothing is said. */
  user?: User;
  /** What is there before. */
  before?(device: Device): Promise<unknown>;
  input: In<N>;
  /**
   * What another tab did before this one acts on what it still shows, and what comes of it: an
   * error's code, or 'same' where the database is then as if only one of them had been there.
   */
  stale: { meanwhile(device: Device): Promise<unknown>; gives: string };
  /** Nothing is written: a full disk cannot stop it. */
  writesNothing?: true;
}

const newNote: In<'note.save'> = {
  id: 'n1',
  ref,
  recordName: 'Marlow Foods',
  text: 'Ask for the plan',
  audience: 'pair',
  kind: 'note',
  prompt: null,
  draft: null,
};
const newReply: In<'reply.save'> = { id: 'r1', parent: 'n1', text: 'I did', draft: null };
const prompt: In<'prompt.write'>['prompt'] = {
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
const answer: In<'prompt.outcome'> = {
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
const publication: In<'playbook.publish'> = {
  id: 'v1',
  playbook: 'p1',
  version: 1,
  document,
  why: '',
  takes: [],
  answer: null,
  retired: false,
};
const suggestion: In<'suggestion.make'> = {
  id: 's1',
  playbook: 'p1',
  stage: 'a',
  item: null,
  text: 'The buyer signs first',
};
const commitment: In<'commitment.make'> = {
  id: 'c1',
  refKey: KEY,
  text: 'Send the plan',
  due: '2026-12-01',
  owner: 'tomas',
};
const profile: In<'profile.save'>['profile'] = {
  member: 'tomas',
  focus: 'closing',
  agreedBy: null,
  gaps: {},
  strengths: [],
};
const settings: In<'settings.coaching'>['settings'] = {
  limits: { quiet: 7 },
  off: [],
  competitors: ['Acme'],
};
const map: In<'playbook.map'> = {
  playbook: 'p1',
  crm: 'odoo',
  tenant: ref.tenant,
  stages: { New: 'a' },
  from: null,
};

const saveNote = (device: Device) => device.run('note.save', newNote);
const deleteNote = (device: Device) => device.run('note.delete', { id: 'n1' });
const savePrompt = (device: Device) => device.run('prompt.write', { id: 'w1', prompt, from: null });
const refuse = async ({ db }: Device) => {
  const patch = note('dana', 'Refused words');
  const mutation = { id: 'm1', seq: 1, op: 'create', collection: 'note', rowId: 'n9' } as const;
  await db.refused.put({
    id: 'm1',
    code: 'tooMany',
    at: 1,
    mutation: { ...mutation, base: 0, patch },
  });
};
/** The other tab did the very same. */
const same = <N extends CommandName>(name: N, input: In<N>) => ({
  meanwhile: (device: Device) => device.run(name, input),
  gives: 'same',
});

/** One valid input for every command; a new command without one does not compile. */
export const cases: { [N in CommandName]: CommandCase<N> } = {
  'note.save': { input: newNote, stale: same('note.save', newNote) },
  'note.edit': {
    before: saveNote,
    input: { id: 'n1', text: 'Ask for it', from: newNote.text, settles: null },
    stale: {
      meanwhile: (device) => device.db.rows.delete('n1'),
      gives: 'missing',
    },
  },
  'note.audience': {
    before: saveNote,
    input: { id: 'n1', audience: 'private' },
    stale: { meanwhile: (device) => device.db.rows.delete('n1'), gives: 'missing' },
  },
  'note.delete': {
    before: saveNote,
    input: { id: 'n1' },
    stale: same('note.delete', { id: 'n1' }),
  },
  'note.restore': {
    before: async (device) => {
      await saveNote(device);
      await deleteNote(device);
    },
    input: { id: 'n1' },
    stale: same('note.restore', { id: 'n1' }),
  },
  'note.read': {
    before: async ({ db }) => {
      const fields = note('tomas', 'Read me', { ref, refKey: KEY });
      const row = { id: 'n2', collection: 'note', scope: 'p:dana:tomas', deleted: false, fields };
      await db.rows.put({ ...row, refKey: KEY, rev: 1, version: 1, pending: 0, shadow: null });
    },
    input: { refKey: KEY, ids: ['n2'] },
    stale: same('note.read', { refKey: KEY, ids: ['n2'] }),
  },
  'note.opened': {
    before: saveNote,
    input: { refKey: KEY },
    stale: same('note.opened', { refKey: KEY }),
  },
  'reply.save': {
    before: saveNote,
    input: newReply,
    stale: { meanwhile: (device) => device.db.rows.delete('n1'), gives: 'missing' },
  },
  'reply.edit': {
    before: async (device) => {
      await saveNote(device);
      await device.run('reply.save', newReply);
    },
    input: { id: 'r1', text: 'I did it', from: newReply.text, settles: null },
    stale: { meanwhile: (device) => device.db.rows.delete('r1'), gives: 'missing' },
  },
  'draft.keep': {
    input: { key: 'k', store: STORE, text: 'Half a sentence', audience: null },
    stale: same('draft.keep', { key: 'k', store: STORE, text: 'Half a sentence', audience: null }),
  },
  'refused.keep': {
    before: refuse,
    input: { id: 'm1' },
    stale: same('refused.keep', { id: 'm1' }),
  },
  'refused.drop': {
    before: refuse,
    input: { id: 'm1' },
    stale: same('refused.drop', { id: 'm1' }),
    writesNothing: true,
  },
  'prompt.outcome': { input: answer, stale: same('prompt.outcome', answer) },
  'prompt.shown': {
    input: { refKey: KEY, items: [{ signal: 'quiet', fingerprint: 'quiet;1', kind: 'process' }] },
    stale: same('prompt.shown', {
      refKey: KEY,
      items: [{ signal: 'quiet', fingerprint: 'quiet;1', kind: 'process' }],
    }),
  },
  'prompt.retire': {
    input: { signal: 'quiet', back: false },
    stale: same('prompt.retire', { signal: 'quiet', back: false }),
  },
  'prompt.write': {
    before: savePrompt,
    input: { id: 'w1', prompt: { ...prompt, name: 'The plan' }, from: prompt },
    stale: same('prompt.write', {
      id: 'w1',
      prompt: { ...prompt, name: 'The plan' },
      from: prompt,
    }),
  },
  'prompt.import': {
    input: { prompts: [{ id: 'w1', prompt }] },
    stale: same('prompt.import', { prompts: [{ id: 'w1', prompt }] }),
  },
  'prompt.delete': {
    before: savePrompt,
    input: { id: 'w1' },
    stale: same('prompt.delete', { id: 'w1' }),
  },
  'prompt.restore': {
    before: async (device) => {
      await savePrompt(device);
      await device.run('prompt.delete', { id: 'w1' });
    },
    input: { id: 'w1' },
    stale: same('prompt.restore', { id: 'w1' }),
  },
  'playbook.publish': {
    input: publication,
    stale: {
      meanwhile: (device) => device.run('playbook.publish', { ...publication, id: 'v2' }),
      gives: 'changed',
    },
  },
  'playbook.map': { input: map, stale: same('playbook.map', map) },
  'playbook.move': {
    input: { refKey: KEY, playbook: 'p1', version: 1 },
    stale: same('playbook.move', { refKey: KEY, playbook: 'p1', version: 1 }),
  },
  'check.set': {
    input: { refKey: KEY, playbook: 'p1', item: 'i', done: true, evidence: 'A call' },
    stale: same('check.set', {
      refKey: KEY,
      playbook: 'p1',
      item: 'i',
      done: true,
      evidence: 'A call',
    }),
  },
  'suggestion.make': { input: suggestion, stale: same('suggestion.make', suggestion) },
  'suggestion.answer': {
    before: (device) => device.run('suggestion.make', suggestion),
    input: { id: 's1', state: 'taken', answer: 'Yes' },
    stale: same('suggestion.answer', { id: 's1', state: 'taken', answer: 'Yes' }),
  },
  'suggestion.vote': {
    input: { suggestion: 's1', on: true },
    stale: same('suggestion.vote', { suggestion: 's1', on: true }),
  },
  'commitment.make': { input: commitment, stale: same('commitment.make', commitment) },
  'commitment.settle': {
    before: (device) => device.run('commitment.make', commitment),
    input: { id: 'c1', state: 'kept' },
    stale: same('commitment.settle', { id: 'c1', state: 'kept' }),
  },
  'profile.save': {
    input: { profile, from: null },
    stale: same('profile.save', { profile, from: null }),
  },
  'self.save': {
    input: { approval: 1, rejection: 2, control: 3 },
    stale: same('self.save', { approval: 1, rejection: 2, control: 3 }),
  },
  'settings.coaching': {
    input: { settings, from: null },
    stale: same('settings.coaching', { settings, from: null }),
  },
  'fact.type': {
    input: { refKey: KEY, field: 'amount', value: '40000' },
    stale: same('fact.type', { refKey: KEY, field: 'amount', value: '40000' }),
  },
  'identity.link': {
    input: { crm: 'odoo', tenant: ref.tenant, crmUserId: '2', crmName: 'Dana' },
    stale: same('identity.link', {
      crm: 'odoo',
      tenant: ref.tenant,
      crmUserId: '2',
      crmName: 'Dana',
    }),
  },
  'identity.unlink': {
    // Somebody else's, which she may take back as their manager: there is one from the start.
    input: { crm: 'odoo', tenant: ref.tenant, crmUserId: 'u1' },
    stale: same('identity.unlink', { crm: 'odoo', tenant: ref.tenant, crmUserId: 'u1' }),
  },
  'identity.owner': {
    input: { refKey: KEY, rep: 'tomas' },
    stale: same('identity.owner', { refKey: KEY, rep: 'tomas' }),
  },
  'role.local': {
    user: 'local',
    input: { role: 'manager' },
    stale: same('role.local', { role: 'manager' }),
  },
  'data.import': {
    input: { rows: [{ id: 'i1', collection: 'note', fields: note('dana', 'Imported') }] },
    stale: same('data.import', {
      rows: [{ id: 'i1', collection: 'note', fields: note('dana', 'Imported') }],
    }),
  },
};
