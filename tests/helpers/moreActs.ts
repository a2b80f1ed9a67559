import type { CommandName } from '../../lib/commands/index.ts';
import { oneOnOneKey, personKey, refKey } from '../../lib/model/index.ts';
import type { Row } from '../../lib/store/index.ts';
import {
  goal,
  line,
  moment,
  objective,
  plannedCall,
  planStep,
  rampStep,
  recognition,
  rhythm,
  sure,
} from '../commands/samples.ts';
import type { Target } from './interleaving.ts';

// The actions of an interleaving about one person, a pair or a plan; their inputs are those of the
// table of all commands.

type Fields = Record<string, unknown>;

/** What an action has at hand. */
export interface Hands {
  target: Target;
  /** The rows that the panel read last. */
  view: readonly Row[];
  panel: 0 | 1;
  /** The field or the row of the action, by position. */
  index: number;
  retries: boolean;
  /** Runs a command, twice where its response is lost. */
  run(name: CommandName, input: Fields): Promise<void>;
  /** Runs a command once. */
  once(name: CommandName, input: Fields): Promise<void>;
  /** A word that must never be lost. */
  word(): string;
  /** A value that has to be there unless a later one replaces it. */
  value(): string;
  newId(kind: string): string;
  /** The fields of an outcome of a prompt on this record, for a new row. */
  answered(): Fields & { id: string };
  /** An outcome may be gone: its answer was undone. */
  undone(): void;
  /** From here on one of the values of this step is expected. */
  expects(what: string, value: string): void;
}

/** The day of the talk of one run. */
export const slotOf = ({ ref }: Target): string =>
  `20${30 + (Number(ref.id) % 60)}-0${1 + (Number(ref.id) % 9)}-11`;
export const goalOf = ({ ref }: Target): string => `goal-${ref.id}`;
export const draftKey = ({ ref }: Target, panel: number, index: number): string =>
  `${refKey(ref)}#${panel}${index}`;

export const MORE_ACTS: Readonly<Record<string, (hands: Hands) => Promise<void>>> = {
  async moment({ target, run, value, expects }) {
    const learned = value();
    expects('moment.learned', learned);
    const words = { ...moment.words, learned };
    await run('moment.write', { ...moment, refKey: refKey(target.ref), words });
  },
  async shareMoment({ target, view, index, run }) {
    const key = refKey(target.ref);
    if (!view.some((row) => row.collection === 'moment' && row.refKey === key)) return;
    const audience = index === 0 ? 'private' : target.audience;
    await run('moment.audience', {
      ...{ refKey: key, moment: moment.moment, about: moment.about, audience },
    });
  },
  async plan({ target, index, run, value, expects }) {
    const text = value();
    expects(`planStep.s${index}`, text);
    await run('plan.step', { ...planStep, refKey: refKey(target.ref), step: `s${index}`, text });
  },
  async forecast({ target, run, value, expects }) {
    const reason = value();
    expects('forecast.reason', reason);
    const call = { refKey: refKey(target.ref), period: '2026-Q4', call: 'commit' };
    await run('forecast.call', { ...call, reason });
  },
  async call({ target, index, run, value, expects }) {
    const withWhom = value();
    const call = `call${index}`;
    expects(`plannedCall.${call}`, withWhom);
    await run('call.plan', { ...plannedCall, refKey: refKey(target.ref), call, withWhom });
  },
  async goal({ target, run, value, expects }) {
    const vision = value();
    expects('goal.vision', vision);
    await run('goal.write', { ...goal, goal: goalOf(target), vision });
  },
  async mark({ target, view, index, run, value, expects }) {
    const id = goalOf(target);
    if (!view.some((row) => row.collection === 'goal' && row.fields.goal === id)) return;
    const marked = Number(value().replace(/\D/g, ''));
    const day = `2026-11-0${index + 1}`;
    expects(`mark.${day}`, String(marked));
    await run('goal.mark', { goal: id, day, value: marked });
  },
  async recognition({ target, run, once, retries, word, newId }) {
    if (target.pair === null) return;
    const text = word();
    const input = { ...recognition, id: newId('recognition'), to: target.rep, text };
    await once('recognition.give', input);
    if (retries) await run('recognition.give', { ...input, text: `${text} ${word()}` });
  },
  async line({ target, run, once, retries, word, newId }) {
    if (target.pair === null) return;
    const text = word();
    const slot = slotOf(target);
    const input = { ...line, id: newId('line'), pair: target.pair, slot, text };
    await once('line.save', input);
    if (retries) await run('line.save', { ...input, text: `${text} ${word()}`, sent: [text] });
  },
  async editLine({ target, view, index, run, word }) {
    const key = oneOnOneKey(target.rep, slotOf(target));
    const lines = view.filter((row) => row.collection === 'oneOnOneLine' && row.refKey === key);
    const row = lines[index % Math.max(1, lines.length)];
    if (!row) return;
    const from = String(row.fields.text);
    await run('line.edit', { id: row.id, text: `${from} ${word()}`, from, resolves: null });
  },
  async talk({ target, run, value, expects }) {
    if (target.pair === null) return;
    const name = value();
    expects('talk.dealName', name);
    const deal = { key: refKey(target.ref), name };
    await run('oneOnOne.set', { pair: target.pair, slot: slotOf(target), deal });
  },
  async begin({ target, run }) {
    if (target.pair === null) return;
    await run('oneOnOne.begin', { pair: target.pair, slot: slotOf(target), to: null, rhythm });
  },
  async since({ target, view, index, run, once, retries, word, newId, answered }) {
    const key = refKey(target.ref);
    const made = view.filter((row) => row.collection === 'commitment' && row.refKey === key);
    const row = made[index % Math.max(1, made.length)];
    if (!row) return;
    const text = word();
    const line = { id: newId('note'), text, question: 'What?', ref: target.ref, recordName: '' };
    const outcome = { ...answered(), signal: 'promiseUnmet', reason: 'held' };
    const input = { id: row.id, since: 'held', line, outcome };
    await once('commitment.since', input);
    if (!retries) return;
    const more = `${text} ${word()}`;
    await once('commitment.since', { ...input, line: { ...line, text: more, sent: [text] } });
    const most = { ...line, text: `${more} ${word()}`, sent: [text, more] };
    await run('commitment.since', { ...input, line: most });
  },
  async undoAnswer({ target, view, index, run, undone }) {
    const key = refKey(target.ref);
    const answers = view.filter((row) => row.refKey === key && row.id.startsWith('answer-'));
    const row = answers[index % Math.max(1, answers.length)];
    if (!row) return;
    undone();
    const outcome = `outcome-of-${row.id}`;
    await run('prompt.undoText', { note: row.id, draft: `${key}#undone`, outcome });
  },
  async objective({ target, run, value, expects }) {
    if (target.pair === null) return;
    const text = value();
    expects('objective.text', text);
    await run('objective.write', { ...objective, text });
  },
  async ramp({ target, run, value, expects }) {
    if (target.pair === null) return;
    const text = value();
    expects('ramp.text', text);
    await run('ramp.step', { ...rampStep, member: target.rep, text });
  },
  async focus({ target, run, value, expects }) {
    if (target.pair === null) return;
    const text = value();
    expects('focus.text', text);
    await run('focus.entry', { ...sure, text });
  },
  async draft({ target, panel, index, run, value, expects }) {
    const [key, text] = [draftKey(target, panel, index), value()];
    expects(`draft.${key}`, text);
    await run('draft.keep', { key, text, audience: null });
  },
  async saveDraft({ target, panel, index, run, word, newId, expects }) {
    const key = draftKey(target, panel, index);
    expects(`draft.${key}`, 'undefined');
    const note = { recordName: '', kind: 'note', prompt: null, audience: target.audience };
    const input = { ...note, id: newId('note'), ref: target.ref, text: word(), draft: key };
    await run('note.save', input);
  },
};

/** Rows that the actions wrote under other keys than the record's. */
export function isOfTalkOrGoal(target: Target, row: Row): boolean {
  const key = oneOnOneKey(target.rep, slotOf(target));
  const isGoal = row.refKey === personKey(target.user) && row.fields.goal === goalOf(target);
  const isOfPerson = ['objective', 'rampStep', 'focusEntry'].includes(row.collection);
  return row.refKey === key || isGoal || isOfPerson;
}

/** The value that the rows have for what an action changed. */
export function valueIn(rows: readonly Row[], subject: string, name: string): unknown {
  const live = (collection: string) =>
    rows.filter((row) => row.collection === collection && !row.deleted);
  const words = (row: Row | undefined, field: string) =>
    (row?.fields[field] as Fields | undefined)?.[name];
  if (subject === 'moment') return words(live('moment')[0], 'words');
  if (subject === 'mark') return words(live('goal')[0], 'marks');
  if (subject === 'goal') return live('goal')[0]?.fields[name];
  if (subject === 'forecast') return live('forecastCall')[0]?.fields[name];
  if (subject === 'talk') return live('oneOnOne')[0]?.fields[name];
  if (subject === 'objective') return live('objective')[0]?.fields[name];
  if (subject === 'ramp') return live('rampStep')[0]?.fields[name];
  if (subject === 'focus') return live('focusEntry')[0]?.fields[name];
  if (subject === 'planStep')
    return live('planStep').find((row) => row.fields.step === name)?.fields.text;
  if (subject === 'plannedCall')
    return live('plannedCall').find((row) => row.fields.call === name)?.fields.withWhom;
  return undefined;
}
/** What `valueIn` knows. */
export const SUBJECTS = [
  ...['moment', 'mark', 'goal', 'forecast', 'talk', 'planStep', 'plannedCall'],
  ...['objective', 'ramp', 'focus'],
];

/** Of these there is one row for each of these fields. */
export const UNIQUE: Readonly<Record<string, readonly string[]>> = {
  moment: ['moment', 'about', 'author'],
  planStep: ['step'],
  forecastCall: ['period'],
  plannedCall: ['call'],
  goal: ['goal'],
  oneOnOne: ['refKey'],
  rhythm: ['member'],
  objective: ['objective'],
  rampStep: ['refKey', 'step'],
  focusEntry: ['refKey', 'focus', 'event', 'day'],
};
