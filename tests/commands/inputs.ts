// Table of all commands: one valid input for each, and what another tab does before it. It is one
// file, because a command without an entry does not compile. samples.ts has the longer inputs.

import type { CommandName } from '../../lib/commands/index.ts';
import type { In } from '../../lib/messages/index.ts';
import type { Row } from '../../lib/store/index.ts';
import { note } from '../helpers/note.ts';
import { type Device, KEY, ref, STORE, type User } from './device.ts';
import {
  agreement,
  answer,
  calendar,
  checkIn,
  commitment,
  excerpt,
  goal,
  line,
  map,
  moment,
  NEXT_SLOT,
  newNote,
  newReply,
  noProfile,
  noSettings,
  objective,
  PAIR,
  plannedCall,
  planStep,
  profile,
  prompt,
  publication,
  rampStep,
  recognition,
  rhythm,
  SLOT,
  settings,
  suggestion,
  sure,
} from './samples.ts';

export interface Stale {
  meanwhile(device: Device): Promise<unknown>;
  /**
   * An error's code; 'same' where the database is then as if only one of them had been there; else
   * what the one row of a collection is then.
   */
  gives: string | (Pick<Row, 'collection'> & Partial<Pick<Row, 'scope' | 'deleted' | 'fields'>>);
}

export interface CommandCase<N extends CommandName> {
  /** Dana manages, Tomas sells; Dana by default. */
  user?: User;
  /** Creates the rows that exist before. */
  before?(device: Device): Promise<unknown>;
  input: In<N>;
  /** Another tab's action before this one acts on an old state, and the expected result. */
  stale: Stale | readonly Stale[];
  /** True for a command without writes, which a full disk does not stop. */
  writesNothing?: true;
}

const shareCheckIn = async (device: Device) => {
  await device.run('checkIn.write', checkIn);
  await device.run('checkIn.share', { id: 'e1' });
};
/** More readings than the device keeps when its storage is freed. */
const oldReadings = Array.from({ length: 25 }, (_, at) => ({
  key: `odoo/t/deal/${at}`,
  at,
})) as never;

const saveNote = (device: Device) => device.run('note.save', newNote);
const saveAnswer = (device: Device) => {
  const prompt = { signal: answer.signal, question: 'Who signs?' };
  return device.run('note.save', { ...newNote, kind: 'answer', prompt, outcome: answer });
};
const beginOneOnOne = (device: Device) =>
  device.run('oneOnOne.begin', { pair: PAIR, slot: SLOT, to: null, rhythm });
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
const refuseEvidence = async ({ db }: Device) => {
  const key = { refKey: KEY, playbook: 'p', item: 'pain' };
  await db.refused.put({
    id: 'm1',
    code: 'notAllowed',
    at: 1,
    mutation: {
      id: 'm1',
      seq: 1,
      op: 'put',
      collection: 'checkItem',
      rowId: 'x',
      base: 0,
      scope: 'p:former:tomas',
      patch: { ...key, done: true, evidence: 'The board wants it', author: 'dana', at: 1 },
    },
  });
};
/** The row was removed from the device, as when this person lost access to it. */
const gone = (id: string): Stale => ({
  meanwhile: (device) => device.db.rows.delete(id),
  gives: 'missing',
});
/** The other tab wrote other values. */
const other = <N extends CommandName>(name: N, input: In<N>, gives: Stale['gives']): Stale => ({
  meanwhile: (device) => device.run(name, input),
  gives,
});
/** The other tab did the same. */
const same = <N extends CommandName>(name: N, input: In<N>): Stale => ({
  meanwhile: (device: Device) => device.run(name, input),
  gives: 'same',
});

const sinceHeld: In<'commitment.since'> = {
  id: 'c1',
  since: 'held',
  line: {
    id: 'n1',
    text: 'It held: sent',
    question: 'What has happened since?',
    ref,
    recordName: '',
  },
  outcome: {
    ...{ refKey: KEY, signal: 'promiseUnmet', fingerprint: 'promiseUnmet;due=1' },
    ...{ id: 'o-since', outcome: 'answered', reason: 'held', severity: 0 },
  },
};

const stageAnswer = {
  crm: 'hubspot',
  tenant: '123',
  pipeline: '',
  stage: 'order received',
  name: 'Order received',
  status: 'won' as const,
};

/** One valid input for every command; a new command without one does not compile. */
export const cases: { [N in CommandName]: CommandCase<N> } = {
  'note.save': {
    input: newNote,
    stale: other(
      'note.save',
      { ...newNote, text: 'Ask' },
      { collection: 'note', fields: { text: newNote.text, conflicts: [] } },
    ),
  },
  'note.edit': {
    before: saveNote,
    input: { id: 'n1', text: 'Ask Ruth for the plan', from: newNote.text, resolves: null },
    stale: [
      gone('n1'),
      other(
        'note.edit',
        { id: 'n1', text: 'Ask for the plan today', from: newNote.text, resolves: null },
        { collection: 'note', fields: { text: 'Ask Ruth for the plan today', conflicts: [] } },
      ),
    ],
  },
  'note.audience': {
    before: saveNote,
    input: { id: 'n1', audience: 'private' },
    stale: [
      gone('n1'),
      other(
        'note.audience',
        { id: 'n1', audience: 'team' },
        { collection: 'note', scope: 'u:dana' },
      ),
    ],
  },
  'note.delete': {
    before: saveNote,
    input: { id: 'n1' },
    stale: other(
      'note.edit',
      { id: 'n1', text: 'Ask today', from: newNote.text, resolves: null },
      { collection: 'note', deleted: true, fields: { text: 'Ask today' } },
    ),
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
      await db.rows.put({ ...row, refKey: KEY, rev: 1, version: 1, pending: 0, serverCopy: null });
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
    stale: [
      gone('n1'),
      other(
        'reply.save',
        { ...newReply, text: 'I will' },
        { collection: 'reply', fields: { text: newReply.text, conflicts: [] } },
      ),
    ],
  },
  'reply.edit': {
    before: async (device) => {
      await saveNote(device);
      await device.run('reply.save', newReply);
    },
    input: { id: 'r1', text: 'I did it', from: newReply.text, resolves: null },
    stale: [
      gone('r1'),
      other(
        'reply.edit',
        { id: 'r1', text: 'Yes, I did', from: newReply.text, resolves: null },
        { collection: 'reply', fields: { text: 'Yes, I did it', conflicts: [] } },
      ),
    ],
  },
  'draft.keep': {
    input: { key: 'k', text: 'Half a sentence', audience: null },
    stale: same('draft.keep', { key: 'k', text: 'Half a sentence', audience: null }),
  },
  'rejected.saveCopy': {
    before: refuse,
    input: { id: 'm1' },
    stale: same('rejected.saveCopy', { id: 'm1' }),
  },
  'rejected.saveAgain': {
    before: refuseEvidence,
    input: { id: 'm1' },
    stale: same('rejected.saveAgain', { id: 'm1' }),
  },
  'rejected.discard': {
    before: refuse,
    input: { id: 'm1' },
    stale: same('rejected.discard', { id: 'm1' }),
    writesNothing: true,
  },
  'prompt.outcome': { input: answer, stale: same('prompt.outcome', answer) },
  'prompt.undo': {
    before: (device) => device.run('prompt.outcome', answer),
    input: { id: answer.id },
    stale: same('prompt.undo', { id: answer.id }),
  },
  'prompt.undoText': {
    before: saveAnswer,
    input: { note: 'n1', draft: 'k#answer', outcome: answer.id },
    stale: same('prompt.undoText', { note: 'n1', draft: 'k#answer', outcome: answer.id }),
  },
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
    stale: other(
      'prompt.write',
      { id: 'w1', prompt: { ...prompt, rep: 'Which plan?', priority: 5 }, from: prompt },
      {
        collection: 'prompt',
        fields: { ...prompt, name: 'The plan', rep: 'Which plan?', priority: 5 },
      },
    ),
  },
  'prompt.import': {
    input: { prompts: [{ id: 'w1', prompt }] },
    stale: other(
      'prompt.import',
      { prompts: [{ id: 'w1', prompt: { ...prompt, name: 'Before' } }] },
      { collection: 'prompt', fields: { name: prompt.name } },
    ),
  },
  'prompt.delete': {
    before: savePrompt,
    input: { id: 'w1' },
    stale: other(
      'prompt.write',
      { id: 'w1', prompt: { ...prompt, name: 'The plan' }, from: prompt },
      { collection: 'prompt', deleted: true, fields: { name: 'The plan' } },
    ),
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
  'playbook.map': {
    input: map,
    stale: other(
      'playbook.map',
      { ...map, stages: { Late: 'a' } },
      { collection: 'stageMap', fields: { stages: { New: 'a', Late: 'a' } } },
    ),
  },
  'stage.answer': {
    input: stageAnswer,
    stale: other(
      'stage.answer',
      { ...stageAnswer, status: 'lost' },
      { collection: 'stageStatus', fields: { status: 'won' } },
    ),
  },
  'calendar.org': {
    user: 'local',
    input: { calendar, from: null },
    stale: [
      same('calendar.org', { calendar, from: null }),
      {
        meanwhile: (device) =>
          device.run('calendar.org', {
            calendar: { ...calendar, holidays: { '2026-12-28': 'Boxing Day' } },
            from: null,
          }),
        gives: { collection: 'orgCalendar', fields: calendar },
      },
    ],
  },
  'calendar.away': {
    user: 'tomas',
    input: { away: { ranges: { '2026-12-01': '2026-12-04' } }, from: { ranges: {} } },
    stale: other(
      'calendar.away',
      { away: { ranges: { '2026-12-21': '2026-12-31' } }, from: { ranges: {} } },
      {
        collection: 'away',
        scope: 'p:dana:tomas',
        fields: { ranges: { '2026-12-01': '2026-12-04', '2026-12-21': '2026-12-31' } },
      },
    ),
  },
  'playbook.move': {
    input: { refKey: KEY, playbook: 'p1', version: 1 },
    stale: other(
      'playbook.move',
      { refKey: KEY, playbook: 'p2', version: 3 },
      { collection: 'dealPlaybook', fields: { playbook: 'p1', version: 1 } },
    ),
  },
  'check.set': {
    input: { refKey: KEY, playbook: 'p1', item: 'i', done: true, evidence: 'A call' },
    stale: other(
      'check.set',
      { refKey: KEY, playbook: 'p1', item: 'i', done: false, evidence: 'A mail' },
      { collection: 'checkItem', fields: { done: true, evidence: 'A call' } },
    ),
  },
  'suggestion.make': {
    input: suggestion,
    stale: other(
      'suggestion.make',
      { ...suggestion, text: 'The buyer signs' },
      { collection: 'suggestion', fields: { text: suggestion.text } },
    ),
  },
  'suggestion.answer': {
    before: (device) => device.run('suggestion.make', suggestion),
    input: { id: 's1', state: 'taken', answer: 'Yes' },
    stale: other(
      'suggestion.answer',
      { id: 's1', state: 'declined', answer: 'No' },
      { collection: 'suggestion', fields: { state: 'taken', answer: 'Yes' } },
    ),
  },
  'suggestion.vote': {
    input: { suggestion: 's1', on: true },
    stale: same('suggestion.vote', { suggestion: 's1', on: true }),
  },
  'commitment.make': {
    input: commitment,
    stale: other(
      'commitment.make',
      { ...commitment, text: 'Send it', due: '2026-12-02' },
      { collection: 'commitment', fields: { text: commitment.text, due: commitment.due } },
    ),
  },
  'commitment.since': {
    before: (device) => device.run('commitment.make', commitment),
    input: sinceHeld,
    stale: other(
      'commitment.since',
      { ...sinceHeld, since: 'ended', line: null },
      { collection: 'commitment', fields: { state: 'kept', text: commitment.text } },
    ),
  },
  'commitment.setState': {
    before: (device) => device.run('commitment.make', commitment),
    input: { id: 'c1', state: 'kept' },
    stale: other(
      'commitment.setState',
      { id: 'c1', state: 'dropped' },
      { collection: 'commitment', fields: { state: 'kept', text: commitment.text } },
    ),
  },
  'moment.write': {
    user: 'tomas',
    input: moment,
    stale: other(
      'moment.write',
      { ...moment, words: { learned: 'Nothing' } },
      { collection: 'moment', scope: 'u:tomas', fields: { words: moment.words } },
    ),
  },
  'moment.audience': {
    user: 'tomas',
    before: (device) => device.run('moment.write', moment),
    input: { refKey: KEY, moment: 'debrief', about: 'meeting-1', audience: 'pair' },
    stale: same('moment.audience', {
      refKey: KEY,
      moment: 'debrief',
      about: 'meeting-1',
      audience: 'pair',
    }),
  },
  'oneOnOne.rhythm': {
    input: { pair: PAIR, rhythm },
    stale: other(
      'oneOnOne.rhythm',
      { pair: PAIR, rhythm: { ...rhythm, weekday: 5 } },
      { collection: 'rhythm', scope: PAIR, fields: { weekday: 4, member: 'tomas' } },
    ),
  },
  'oneOnOne.arrange': {
    user: 'tomas',
    input: { pair: PAIR, slot: SLOT, to: '2026-11-25T09:30' },
    stale: other(
      'oneOnOne.arrange',
      { pair: PAIR, slot: SLOT, state: 'skipped' },
      { collection: 'oneOnOne', scope: PAIR, fields: { to: '2026-11-25T09:30', state: 'skipped' } },
    ),
  },
  'oneOnOne.begin': {
    input: { pair: PAIR, slot: SLOT, to: null, rhythm },
    stale: other(
      'oneOnOne.begin',
      { pair: PAIR, slot: SLOT, to: '2026-11-24T08:00', rhythm },
      { collection: 'oneOnOne', fields: { to: '2026-11-24T08:00', state: 'open' } },
    ),
  },
  'oneOnOne.set': {
    input: { pair: PAIR, slot: SLOT, step: 'deal', deal: { key: KEY, name: 'Marlow' } },
    stale: other(
      'oneOnOne.set',
      { pair: PAIR, slot: SLOT, step: 'praise', sure: { who: 'tomas', level: 7 } },
      { collection: 'oneOnOne', fields: { step: 'deal', deal: KEY, sure: { tomas: 7 } } },
    ),
  },
  'oneOnOne.finish': {
    before: beginOneOnOne,
    input: { pair: PAIR, slot: SLOT },
    stale: same('oneOnOne.finish', { pair: PAIR, slot: SLOT }),
  },
  'oneOnOne.became': {
    before: (device) => device.run('oneOnOne.agree', agreement),
    input: { pair: PAIR, slot: NEXT_SLOT, id: 'c1', became: 'changed', due: '2026-12-03' },
    stale: [
      other(
        'oneOnOne.became',
        { pair: PAIR, slot: NEXT_SLOT, id: 'c1', became: 'kept' },
        { collection: 'commitment', fields: { state: 'open', due: '2026-12-03', settledAt: null } },
      ),
      gone('c1'),
    ],
  },
  'oneOnOne.agree': {
    before: (device) => device.run('line.save', line),
    input: { ...agreement, line: 'l1' },
    stale: [
      other(
        'oneOnOne.agree',
        { ...agreement, commitment: { ...agreement.commitment, text: 'Send it' } },
        { collection: 'commitment', scope: PAIR, fields: { text: agreement.commitment.text } },
      ),
      gone('l1'),
    ],
  },
  'line.save': {
    input: line,
    stale: other(
      'line.save',
      { ...line, text: 'Ask her' },
      { collection: 'oneOnOneLine', scope: PAIR, fields: { text: line.text, conflicts: [] } },
    ),
  },
  'line.edit': {
    before: (device) => device.run('line.save', line),
    input: { id: 'l1', text: 'Ask her at the fair', from: line.text, resolves: null },
    stale: [
      other(
        'line.edit',
        { id: 'l1', text: 'First: Ask her', from: line.text, resolves: null },
        { collection: 'oneOnOneLine', fields: { text: 'First: Ask her at the fair' } },
      ),
      gone('l1'),
    ],
  },
  'line.done': {
    before: (device) => device.run('line.save', { ...line, part: 'item' }),
    input: { id: 'l1', done: true },
    stale: [same('line.done', { id: 'l1', done: true }), gone('l1')],
  },
  'line.delete': {
    before: (device) => device.run('line.save', line),
    input: { id: 'l1' },
    stale: [same('line.delete', { id: 'l1' }), gone('l1')],
  },
  'line.restore': {
    before: async (device) => {
      await device.run('line.save', line);
      await device.run('line.delete', { id: 'l1' });
    },
    input: { id: 'l1' },
    stale: [same('line.restore', { id: 'l1' }), gone('l1')],
  },
  'line.share': {
    user: 'tomas',
    before: (device) => device.run('line.save', { ...line, part: 'useful' }),
    input: { id: 'l1', pair: PAIR },
    stale: [same('line.share', { id: 'l1', pair: PAIR }), gone('l1')],
  },
  'recognition.give': {
    input: recognition,
    stale: other(
      'recognition.give',
      { ...recognition, text: 'Well done' },
      { collection: 'recognition', scope: PAIR, fields: { text: recognition.text } },
    ),
  },
  'recognition.delete': {
    before: (device) => device.run('recognition.give', recognition),
    input: { id: 'g1' },
    stale: [same('recognition.delete', { id: 'g1' }), gone('g1')],
  },
  'plan.step': {
    input: planStep,
    stale: other(
      'plan.step',
      { ...planStep, text: 'Send the draft' },
      { collection: 'planStep', fields: { text: planStep.text } },
    ),
  },
  'forecast.call': {
    user: 'tomas',
    input: { refKey: KEY, period: '2026-Q4', call: 'commit', reason: 'The board has agreed' },
    stale: other(
      'forecast.call',
      { refKey: KEY, period: '2026-Q4', call: 'pipeline', reason: '' },
      { collection: 'forecastCall', scope: 'u:tomas', fields: { call: 'commit' } },
    ),
  },
  'call.plan': {
    user: 'tomas',
    input: plannedCall,
    stale: other(
      'call.plan',
      { ...plannedCall, withWhom: 'Piotr' },
      { collection: 'plannedCall', scope: 'u:tomas', fields: { withWhom: plannedCall.withWhom } },
    ),
  },
  'call.remove': {
    user: 'tomas',
    before: (device) => device.run('call.plan', plannedCall),
    input: { refKey: KEY, call: plannedCall.call },
    stale: same('call.remove', { refKey: KEY, call: plannedCall.call }),
    writesNothing: true,
  },
  'deals.chosen': {
    input: { week: 20_780, at: 1, keys: [KEY] },
    stale: same('deals.chosen', { week: 20_780, at: 1, keys: [KEY] }),
  },
  'deals.excerpts': {
    input: { store: STORE, invalidations: 0, excerpts: [excerpt(KEY)] },
    stale: same('deals.excerpts', { store: STORE, invalidations: 0, excerpts: [excerpt(KEY)] }),
  },
  'deal.looked': {
    input: { refKey: KEY },
    stale: same('deal.looked', { refKey: KEY }),
  },
  'profile.save': {
    input: { profile, from: noProfile },
    stale: other(
      'profile.save',
      { profile: { ...noProfile, gaps: { value: 2 } }, from: noProfile },
      { collection: 'profile', fields: { focus: 'closing', gaps: { value: 2 } } },
    ),
  },
  'self.save': {
    input: { approval: 1, rejection: 2, control: 3 },
    stale: same('self.save', { approval: 1, rejection: 2, control: 3 }),
  },
  'objective.write': {
    input: objective,
    stale: other(
      'objective.write',
      { ...objective, text: 'Larger sites' },
      { collection: 'objective', scope: 'o:acme', fields: { text: objective.text } },
    ),
  },
  'goal.write': {
    user: 'tomas',
    input: goal,
    stale: other(
      'goal.write',
      { ...goal, vision: 'Lead a team' },
      { collection: 'goal', scope: 'u:tomas', fields: { vision: goal.vision } },
    ),
  },
  'goal.mark': {
    user: 'tomas',
    before: (device) => device.run('goal.write', goal),
    input: { goal: 'g1', day: '2026-11-20', value: 30 },
    stale: other(
      'goal.mark',
      { goal: 'g1', day: '2026-11-13', value: 20 },
      { collection: 'goal', fields: { marks: { '2026-11-13': 20, '2026-11-20': 30 } } },
    ),
  },
  'goal.audience': {
    user: 'tomas',
    before: (device) => device.run('goal.write', goal),
    input: { goal: 'g1', audience: 'pair' },
    stale: same('goal.audience', { goal: 'g1', audience: 'pair' }),
  },
  'focus.entry': {
    user: 'tomas',
    input: sure,
    stale: other(
      'focus.entry',
      { ...sure, level: 3 },
      { collection: 'focusEntry', scope: 'p:dana:tomas', fields: { level: 7 } },
    ),
  },
  'ramp.step': {
    input: rampStep,
    stale: other(
      'ramp.step',
      { ...rampStep, done: true },
      { collection: 'rampStep', scope: 'p:dana:tomas', fields: { done: false } },
    ),
  },
  'checkIn.write': {
    user: 'tomas',
    input: checkIn,
    stale: same('checkIn.write', checkIn),
  },
  'checkIn.share': {
    user: 'tomas',
    before: (device) => device.run('checkIn.write', checkIn),
    input: { id: 'e1' },
    stale: [
      same('checkIn.share', { id: 'e1' }),
      { meanwhile: (device) => device.db.checkIns.clear(), gives: 'missing' },
    ],
  },
  'checkIn.withdraw': {
    user: 'tomas',
    before: shareCheckIn,
    input: { id: 'e1' },
    stale: same('checkIn.withdraw', { id: 'e1' }),
  },
  'checkIn.deleteAll': {
    user: 'tomas',
    before: shareCheckIn,
    input: undefined,
    stale: same('checkIn.deleteAll', undefined),
  },
  'checkIn.load': {
    user: 'tomas',
    input: { entries: [checkIn], self: null },
    stale: same('checkIn.load', { entries: [checkIn], self: null }),
  },
  'settings.coaching': {
    input: { settings, from: noSettings },
    stale: other(
      'settings.coaching',
      {
        settings: { limits: { stuck: 9 }, off: ['late'], competitors: ['Borealis'] },
        from: noSettings,
      },
      {
        collection: 'coachingSettings',
        fields: {
          limits: { stuck: 9, quiet: 7 },
          off: ['late'],
          competitors: ['Borealis', 'Acme'],
        },
      },
    ),
  },
  'fact.type': {
    input: { refKey: KEY, field: 'amount', value: '40000' },
    stale: other(
      'fact.type',
      { refKey: KEY, field: 'amount', value: '50000' },
      { collection: 'typedFact', fields: { value: '40000' } },
    ),
  },
  'crm.format': {
    input: { crm: 'odoo', tenant: ref.tenant, dateOrder: 'dmy', shared: false },
    stale: other(
      'crm.format',
      { crm: 'odoo', tenant: ref.tenant, dateOrder: 'mdy', currency: 'AUD', shared: false },
      { collection: 'crmFormat', fields: { dateOrder: 'dmy', currency: 'AUD' } },
    ),
  },
  'identity.link': {
    input: { crm: 'odoo', tenant: ref.tenant, crmUserId: '2', crmName: 'Dana' },
    stale: {
      meanwhile: async (device) => {
        const identity = { crm: 'odoo' as const, tenant: ref.tenant, crmUserId: '2' };
        await device.run('identity.link', { ...identity, crmName: 'Tomas' });
        const [row] = await device.rows('crmIdentity');
        await device.db.rows.update(row?.id ?? '', { 'fields.userId': 'tomas' });
      },
      gives: 'linked',
    },
  },
  'identity.confirm': {
    before: (device) =>
      device.db.rows
        .where('collection')
        .equals('crmIdentity')
        .modify({ 'fields.confirmedBy': null }),
    input: { crm: 'odoo', tenant: ref.tenant, crmUserId: 'u1', userId: 'tomas' },
    stale: same('identity.confirm', {
      ...{ crm: 'odoo', tenant: ref.tenant, crmUserId: 'u1', userId: 'tomas' },
    }),
  },
  'identity.unlink': {
    // Another person's link, which she may remove as their manager.
    input: { crm: 'odoo', tenant: ref.tenant, crmUserId: 'u1' },
    stale: same('identity.unlink', { crm: 'odoo', tenant: ref.tenant, crmUserId: 'u1' }),
  },
  'identity.owner': {
    input: { refKey: KEY, rep: 'tomas' },
    stale: other(
      'identity.owner',
      { refKey: KEY, rep: 'dana' },
      { collection: 'typedFact', fields: { value: 'tomas' } },
    ),
  },
  'role.local': {
    user: 'local',
    input: { role: 'manager' },
    stale: same('role.local', { role: 'manager' }),
  },
  'data.evictCache': {
    before: ({ db }) => db.records.bulkPut(oldReadings),
    input: undefined,
    stale: same('data.evictCache', undefined),
    writesNothing: true,
  },
  'data.import': {
    input: { rows: [{ id: 'i1', collection: 'note', fields: note('dana', 'Imported') }] },
    // Existing rows stay unchanged.
    stale: other(
      'data.import',
      { rows: [{ id: 'i1', collection: 'note', fields: note('dana', 'Another') }] },
      { collection: 'note', fields: { text: 'Another' } },
    ),
  },
};
