import type { CommandName } from '../../lib/commands/index.ts';
import { type Audience, type RecordRef, refKey } from '../../lib/model/index.ts';
import type { Outgoing, Row } from '../../lib/store/index.ts';
import { cases } from '../commands/inputs.ts';
import { isOfTalkOrGoal, MORE_ACTS, SUBJECTS, UNIQUE, valueIn } from './moreActs.ts';
import { random } from './random.ts';

/**
 * Two panels of one person on one deal. Each acts on the rows it read last. Some commands run at
 * the same time, and some are repeated because their response was lost. Words are numbered, so that
 * the test can find each of them afterwards.
 */
export interface Interleaving {
  steps: Step[];
}
interface Act {
  panel: 0 | 1;
  action: string;
  /** The note or the field of the action, by position. */
  index: number;
  /** The response is lost: the panel repeats the command. A new note gets one more word. */
  retries: boolean;
  /** The panel reads the rows before it acts; otherwise it acts on the rows it read last. */
  refreshes: boolean;
}
/** One action, or two at once. */
type Step = readonly Act[];

const ACTS = [
  'newNote',
  'editNote',
  'deleteNote',
  'restoreNote',
  'reply',
  'answer',
  'later',
  'shown',
  'vote',
  'prompt',
  'profile',
  'settings',
  'check',
  'commitment',
  'read',
  'fact',
  ...Object.keys(MORE_ACTS),
];

export function generate(seed: number, length = 24): Interleaving {
  const next = random(seed);
  const pick = <T>(list: readonly T[]) => list[Math.floor(next() * list.length)] as T;
  const act = (): Act => ({
    panel: next() < 0.5 ? 0 : 1,
    action: pick(ACTS),
    index: Math.floor(next() * 3),
    retries: next() < 0.2,
    refreshes: next() < 0.5,
  });
  return { steps: Array.from({ length }, () => (next() < 0.5 ? [act()] : [act(), act()])) };
}

/** Receives the commands: a database of the test, or the background of a browser. */
export interface Target {
  run(panel: 0 | 1, name: CommandName, input: unknown): Promise<unknown>;
  rows(): Promise<Row[]>;
  outbox(): Promise<Outgoing[]>;
  drafts(): Promise<{ key: string; text: string }[]>;
  /** The person whose panels they are, and the pair with the rep; null while signed out. */
  user: string;
  pair: string | null;
  /** The record, the deal's rep, and the audience of new notes. */
  ref: RecordRef;
  rep: string;
  audience: Audience;
}

type Fields = Record<string, unknown>;
const NO_SETTINGS = { limits: {} as Record<string, number>, off: [], competitors: [] };

/** The values that an editor shows: the fields of a row, or `blank` if there is none. */
function shownOf<T extends Fields>(row: Row | undefined, blank: T): T {
  const entries = Object.keys(blank).map((name) => [name, row ? row.fields[name] : blank[name]]);
  return Object.fromEntries(entries) as T;
}

const LIMITS = ['quiet', 'stuck', 'late'];
const SKILLS = ['closing', 'planning', 'value'];
const PROMPT_FIELDS = ['name', 'rep', 'manager'];

/** Plays an interleaving and checks the result. @returns the problems as texts. */
export async function play({ steps }: Interleaving, target: Target): Promise<string[]> {
  const words: string[] = [];
  const word = () => {
    words.push(`w${words.length}w`);
    return words.at(-1) ?? '';
  };
  /** The values that a field may have in the end: those of the last step that changed it. */
  const expected = new Map<string, Set<string>>();
  const views: [Row[], Row[]] = [[], []];
  const count = { answers: 0, undone: 0, later: 0 };
  let counter = 0;
  const { rep, audience } = target;
  /** A new value of a field: only the last one has to be there in the end. */
  const value = () => `v${++counter}v`;
  const key = refKey(target.ref);
  const newId = (kind: string) => `${kind}-${target.ref.id}-${++counter}`;
  const { id: _, ...prompted } = cases['prompt.outcome'].input;
  const outcome = { ...prompted, refKey: key };

  async function perform(act: Act, changes: [string, string][]): Promise<void> {
    if (act.refreshes) views[act.panel] = await target.rows();
    const view = views[act.panel];
    const of = (collection: string) => view.filter((row) => row.collection === collection);
    const notes = of('note').filter((row) => row.refKey === key);
    const note = notes[act.index % Math.max(1, notes.length)];
    const runCommand = async (name: CommandName, input: Fields) => {
      await target.run(act.panel, name, input);
      if (act.retries) await target.run(act.panel, name, input);
    };
    const field = (names: readonly string[]) => names[act.index] ?? '';
    const more = MORE_ACTS[act.action];
    if (more)
      return more({
        ...{ target, view, word, value, newId, run: runCommand },
        ...{ panel: act.panel, index: act.index, retries: act.retries },
        once: async (name, input) => void (await target.run(act.panel, name, input)),
        answered() {
          count.answers += 1;
          return { ...outcome, id: newId('outcome') };
        },
        undone() {
          count.undone += 1;
        },
        expects: (what, expectedValue) => changes.push([what, expectedValue]),
      });
    switch (act.action) {
      case 'newNote':
      case 'answer': {
        const isAnswer = act.action === 'answer';
        if (isAnswer) count.answers += 1;
        const text = word();
        const blank = cases['note.save'].input;
        const [id, ref] = [newId(isAnswer ? 'answer' : 'note'), target.ref];
        const answer = isAnswer ? { outcome: { ...outcome, id: `outcome-of-${id}` } } : {};
        const input = { ...blank, id, ref, audience, text, ...answer };
        await target.run(act.panel, 'note.save', input);
        if (!act.retries) return;
        const more = { ...input, text: `${text} ${word()}`, sent: [text] };
        return void (await target.run(act.panel, 'note.save', more));
      }
      case 'editNote':
      case 'deleteNote':
      case 'restoreNote': {
        if (!note) return;
        if (act.action === 'deleteNote') return runCommand('note.delete', { id: note.id });
        if (act.action === 'restoreNote') return runCommand('note.restore', { id: note.id });
        const from = String(note.fields.text);
        return runCommand('note.edit', {
          id: note.id,
          text: `${from} ${word()}`,
          from,
          resolves: null,
        });
      }
      case 'reply': {
        if (!note) return;
        const id = newId('reply');
        return runCommand('reply.save', { id, parent: note.id, text: word(), draft: null });
      }
      case 'later':
        count.later += 1;
        return runCommand('prompt.outcome', {
          ...outcome,
          id: newId('outcome'),
          outcome: 'snoozed',
        });
      case 'shown':
        return runCommand('prompt.shown', { ...cases['prompt.shown'].input, refKey: key });
      case 'vote': {
        const on = act.index > 0;
        changes.push(['vote.mine', String(on)]);
        return runCommand('suggestion.vote', { suggestion: `s-${target.ref.id}`, on });
      }
      case 'read':
        return runCommand('note.read', { refKey: key, ids: notes.map((row) => row.id) });
      case 'check': {
        const evidence = value();
        changes.push(['check.evidence', evidence]);
        return runCommand('check.set', { ...cases['check.set'].input, refKey: key, evidence });
      }
      case 'fact': {
        const typed = value();
        changes.push(['fact.value', typed]);
        return runCommand('fact.type', { ...cases['fact.type'].input, refKey: key, value: typed });
      }
      case 'commitment':
        return runCommand('commitment.make', {
          ...cases['commitment.make'].input,
          id: newId('commitment'),
          refKey: key,
          owner: rep,
          text: word(),
        });
      case 'prompt': {
        const blank = cases['prompt.write'].input.prompt;
        const row = of('prompt')[0];
        const from = row ? shownOf(row, blank) : null;
        const prompt = { ...(from ?? blank), [field(PROMPT_FIELDS)]: value() };
        if (!row) return runCommand('prompt.write', { id: newId('prompt'), prompt, from });
        const name = field(PROMPT_FIELDS) as 'name';
        changes.push([`${row.id}.${name}`, prompt[name]]);
        return runCommand('prompt.write', { id: row.id, prompt, from });
      }
      case 'profile': {
        const blank = { ...cases['profile.save'].input.profile, member: rep };
        const from = shownOf(of('profile')[0], blank);
        const level = (Number(from.gaps[field(SKILLS)] ?? 0) + 1) % 5;
        const profile = { ...from, gaps: { ...from.gaps, [field(SKILLS)]: level } };
        changes.push([`profile.${field(SKILLS)}`, String(level)]);
        return runCommand('profile.save', { profile, from });
      }
      case 'settings': {
        const from = shownOf(of('coachingSettings')[0], NO_SETTINGS);
        const settings = { ...from, limits: { ...from.limits, [field(LIMITS)]: ++counter } };
        changes.push([`settings.${field(LIMITS)}`, String(counter)]);
        return runCommand('settings.coaching', { settings, from });
      }
    }
  }

  for (const step of steps) {
    const changes: [string, string][] = [];
    const done = await Promise.allSettled(step.map((act) => perform(act, changes)));
    for (const [key] of changes) expected.delete(key);
    for (const [key, value] of changes) {
      expected.set(key, (expected.get(key) ?? new Set()).add(value));
    }
    const broken = done.find((result) => result.status === 'rejected');
    if (broken) return [`${JSON.stringify(step)}: ${(broken as PromiseRejectedResult).reason}`];
  }
  // In a browser the database has what the runs before wrote.
  const isOfThisRun = ({ collection, fields }: Row) =>
    collection !== 'vote' || fields.suggestion === `s-${target.ref.id}`;
  const rows = (await target.rows()).filter(
    (row) =>
      row.refKey === key || (row.refKey === '' && isOfThisRun(row)) || isOfTalkOrGoal(target, row),
  );
  const drafts = new Map((await target.drafts()).map(({ key: of, text }) => [of, text]));
  return problems(rows, await target.outbox(), { words, expected, drafts, ...count });
}

function problems(
  rows: readonly Row[],
  outbox: readonly Outgoing[],
  done: {
    words: string[];
    expected: Map<string, Set<string>>;
    drafts: ReadonlyMap<string, string>;
    answers: number;
    undone: number;
    later: number;
  },
): string[] {
  const found: string[] = [];
  const live = (collection: string) => {
    return rows.filter((row) => row.collection === collection && !row.deleted);
  };
  // A word in an unsent change is not lost: when the change is sent, the server stores its text,
  // and both texts of a conflict.
  const stored = JSON.stringify([rows.map((row) => row.fields), outbox]);
  for (const text of done.words) if (!stored.includes(text)) found.push(`${text} is lost`);

  const expectUnique = (collection: string, name: (fields: Fields) => string) => {
    const seen = new Set<string>();
    for (const { fields } of live(collection)) {
      const key = name(fields);
      if (seen.has(key)) found.push(`two rows of ${collection}: ${key}`);
      seen.add(key);
    }
  };
  expectUnique('vote', (fields) => `${fields.suggestion} ${fields.author}`);
  expectUnique('profile', (fields) => String(fields.member));
  expectUnique('coachingSettings', () => '');
  expectUnique('checkItem', (fields) => `${fields.playbook} ${fields.item}`);
  expectUnique('typedFact', (fields) => String(fields.field));
  expectUnique('promptShown', (fields) => String(fields.fingerprint));
  expectUnique('readMark', (fields) => `${fields.parent} ${fields.author}`);
  for (const [collection, names] of Object.entries(UNIQUE))
    expectUnique(collection, (fields) => names.map((name) => fields[name]).join(' '));
  for (const { id, fields } of rows) {
    const conflictTexts = ((fields.conflicts ?? []) as { text: string }[]).map(({ text }) => text);
    if (new Set(conflictTexts).size < conflictTexts.length)
      found.push(`${id} has one conflict twice`);
  }
  const outcomes = (name: string) => {
    return live('promptOutcome').filter((row) => row.fields.outcome === name).length;
  };
  const [answered, snoozed] = [outcomes('answered'), outcomes('snoozed')];
  // An answer can be undone once, and not where its note was deleted before.
  const least = done.answers - done.undone;
  if (answered > done.answers || answered < least || snoozed !== done.later)
    found.push(
      `${answered} answers, ${snoozed} times later, not ${least} to ${done.answers}, ${done.later}`,
    );

  const profile = live('profile')[0]?.fields;
  const settings = live('coachingSettings')[0]?.fields;
  const currentValue = (key: string): unknown => {
    const [subject = '', name = ''] = key.split('.');
    if (subject === 'draft') return done.drafts.get(key.slice('draft.'.length));
    if (SUBJECTS.includes(subject)) return valueIn(rows, subject, name);
    if (subject === 'profile') return (profile?.gaps as Fields | undefined)?.[name];
    if (subject === 'settings') return (settings?.limits as Fields | undefined)?.[name];
    if (subject === 'vote') return live('vote').length > 0;
    if (subject === 'check') return live('checkItem')[0]?.fields[name];
    if (subject === 'fact') return live('typedFact')[0]?.fields[name];
    return rows.find((row) => row.id === subject)?.fields[name];
  };
  for (const [key, values] of done.expected) {
    if (!values.has(String(currentValue(key))))
      found.push(`${key} is ${currentValue(key)}, not ${[...values]}`);
  }
  return found;
}
