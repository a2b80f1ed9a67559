import { dayOf } from '../coaching/index.ts';
import { type In, MessageError } from '../messages/index.ts';
import { type Goal, personKey, type RampStep } from '../model/index.ts';
import { currentOf, type Row } from '../store/index.ts';
import type { Change } from '../store/write.ts';
import { pairOrPrivate } from '../view/sharing.ts';
import { orgOrPrivate, privateScope } from './access.ts';
import type { CommandContext, Commands } from './context.ts';
import { putCurrent } from './current.ts';
import { keyedRows, put } from './rows.ts';

const ownGoals = (tx: CommandContext, goal: string): Promise<Row[]> =>
  keyedRows(tx, 'goal', { refKey: personKey(tx.user), goal });

async function currentGoal(tx: CommandContext, goal: string): Promise<Row> {
  const current = currentOf(await ownGoals(tx, goal));
  if (!current) throw new MessageError('missing', 'goal');
  return current;
}

/** True for the pair with a former manager: nothing can be written there any more. */
const isFormer = (tx: CommandContext, scope: string) =>
  scope !== privateScope(tx) && scope !== pairOrPrivate(tx.me, tx.user);

/**
 * Writes fields of a goal where it is; of one that a former manager read, in private: the present
 * manager reads it once it is shared again.
 */
async function change(
  tx: CommandContext,
  current: Row | null | undefined,
  fields: Partial<Goal> & { refKey: string; goal: string },
): Promise<void> {
  if (!current || !isFormer(tx, current.scope))
    return void (await tx.write(await put(tx, 'goal', current?.scope ?? privateScope(tx), fields)));
  const { editedBy: _, at: __, ...before } = current.fields as Goal;
  await tx.write([
    ...(await put(
      tx,
      'goal',
      privateScope(tx),
      { ...before, ...fields },
      { force: true, before: current.fields },
    )),
    { op: 'delete', collection: 'goal', rowId: current.id, patch: {} },
  ]);
}

/** A later change of a goal, or of one that ended, moves neither of its days. */
function daysOf(tx: CommandContext, before: Goal | null, { state }: In<'goal.write'>) {
  const day = dayOf(tx.now, tx.timeZone);
  const since = before === null ? day : (before.since ?? null);
  if (state === 'open') return { since, endedOn: null };
  return { since, endedOn: before?.state === state ? (before.endedOn ?? null) : day };
}

async function writeGoal(tx: CommandContext, goal: In<'goal.write'>): Promise<void> {
  const current = currentOf(await ownGoals(tx, goal.goal));
  const days = daysOf(tx, (current?.fields as Goal | undefined) ?? null, goal);
  await change(tx, current, { ...goal, ...days, refKey: personKey(tx.user) });
}

async function rampStep(tx: CommandContext, step: In<'ramp.step'>): Promise<void> {
  const { member, ...written } = step;
  const refKey = personKey(member);
  const current = currentOf(await keyedRows(tx, 'rampStep', { refKey, step: step.step }));
  const before = current?.fields as RampStep | undefined;
  const kept = before?.done ? (before.doneOn ?? null) : dayOf(tx.now, tx.timeZone);
  const doneOn = step.done ? kept : null;
  await putCurrent(tx, 'rampStep', pairOrPrivate(tx.me, member), { ...written, doneOn, refKey });
}

async function mark(tx: CommandContext, { goal, day, value }: In<'goal.mark'>): Promise<void> {
  const current = await currentGoal(tx, goal);
  const { marks: before, vision, refKey } = current.fields as Goal;
  const { [day]: _, ...others } = before;
  const marks = value === null ? others : { ...others, [day]: value };
  await change(tx, current, { refKey, goal, vision, marks });
}

/** Moves a goal to another audience: a keyed row is written there and deleted where it was. */
async function share(tx: CommandContext, { goal, audience }: In<'goal.audience'>): Promise<void> {
  const current = await currentGoal(tx, goal);
  const scope = audience === 'pair' ? pairOrPrivate(tx.me, tx.user) : privateScope(tx);
  if (audience === 'pair' && scope === privateScope(tx))
    throw new MessageError('notAllowed', 'goal');
  const rows = await ownGoals(tx, goal);
  if (rows.length === 1 && current.scope === scope) return;
  const { editedBy: _, at: __, ...fields } = current.fields as Goal;
  const removed = rows
    .filter((row) => row.scope !== scope)
    .map(({ id }): Change => ({ op: 'delete', collection: 'goal', rowId: id, patch: {} }));
  await tx.write([
    ...(await put(tx, 'goal', scope, fields, { force: true, before: current.fields })),
    ...removed,
  ]);
}

/** What somebody tried stays with them; the rest is for the pair of the focus. */
async function focusEntry(tx: CommandContext, entry: In<'focus.entry'>): Promise<void> {
  const scope = entry.event === 'trial' ? privateScope(tx) : pairOrPrivate(tx.me, tx.user);
  const fields = { ...entry, refKey: personKey(tx.user) };
  await tx.write(await put(tx, 'focusEntry', scope, fields));
}

export const personCommands = {
  'objective.write': (tx, objective) =>
    putCurrent(tx, 'objective', orgOrPrivate(tx), { ...objective, refKey: '' }),
  'goal.write': writeGoal,
  'goal.mark': mark,
  'goal.audience': share,
  'focus.entry': focusEntry,
  'ramp.step': rampStep,
} satisfies Partial<Commands<keyof typeof import('../messages/person.ts').personMessages>>;
