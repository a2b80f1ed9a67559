import { type In, MessageError, type PromptAction } from '../messages/index.ts';
import { type Audience, audienceOf, type Note } from '../model/index.ts';
import { currentOf, draftOf, type Row } from '../store/index.ts';
import { type Change, keepDraft } from '../store/write.ts';
import { othersWordsIn } from '../view/may.ts';
import { mustBeAllowed, privateScope, recordScope, rowOf } from './access.ts';
import type { CommandContext } from './context.ts';
import { authorAndTime, changedFields, contains, creation, rowsOn } from './rows.ts';

/** Answered and “Ask my manager” are visible to others; Later and Not useful stay private. */
const isShared = (outcome: unknown) => outcome === 'answered' || outcome === 'asked';

const scopeOf = async (tx: CommandContext, action: PromptAction, onlyMe: boolean) =>
  isShared(action.outcome) && !onlyMe ? recordScope(tx, action.refKey) : privateScope(tx);

/**
 * The change that stores a person's action on a prompt as a new row.
 * @param onlyMe its fingerprint has words that nobody else may read.
 */
async function newOutcome(
  tx: CommandContext,
  id: string,
  action: PromptAction,
  onlyMe = false,
): Promise<Change> {
  const fields = { ...action, ...authorAndTime(tx) };
  return creation('promptOutcome', id, await scopeOf(tx, action, onlyMe), fields);
}

/**
 * The changes that store a press. A repeated one, whose answer was lost, has the same id: it
 * changes nothing, or what the person chose instead. One that was withdrawn stays so.
 */
export async function outcomeOf(
  tx: CommandContext,
  { id, ...action }: In<'prompt.outcome'>,
  onlyMe = false,
): Promise<Change[]> {
  const row = await tx.db.rows.get(id);
  if (!row) return [await newOutcome(tx, id, action, onlyMe)];
  if (!isSamePrompt(row, action) || row.fields.author !== tx.user)
    throw new MessageError('notAllowed', 'promptOutcome');
  const patch = changedFields(row.fields, action);
  if (row.deleted || Object.keys(patch).length === 0) return [];
  const moves = isShared(row.fields.outcome) !== isShared(action.outcome);
  const scope = moves ? { scope: await scopeOf(tx, action, onlyMe) } : {};
  return [{ op: 'patch', collection: 'promptOutcome', rowId: id, ...scope, patch }];
}

function isSamePrompt(row: Row, { refKey, signal, fingerprint }: PromptAction): boolean {
  return row.collection === 'promptOutcome' && contains(row, { refKey, signal, fingerprint });
}

/** Undoes one action of this person. The note of an answer stays: see `undoText`. */
export async function undoOutcome(
  tx: CommandContext,
  { id }: In<'prompt.undo'>,
): Promise<Change[]> {
  const row = await tx.db.rows.get(id);
  if (row?.collection !== 'promptOutcome' || row.deleted) return [];
  mustBeAllowed(tx, 'remove', row);
  return [{ op: 'delete', collection: 'promptOutcome', rowId: id, patch: {} }];
}

/**
 * The outcome of a text that is undone. A page that was loaded again after a lost answer has
 * another id for it than the row: then it is the current one of its question.
 */
async function outcomeOfText(
  tx: CommandContext,
  id: string,
  { refKey, prompt }: Note,
): Promise<{ id: string } | null> {
  if (await tx.db.rows.get(id)) return { id };
  const shared = (await rowsOn(tx, 'promptOutcome', refKey)).filter(
    ({ fields }) =>
      fields.author === tx.user && fields.signal === prompt?.signal && isShared(fields.outcome),
  );
  return currentOf(shared);
}

/**
 * Makes an undone text the draft again, before what another panel of the record has written in the
 * same field meanwhile.
 */
async function draftAgain(
  { db, now }: CommandContext,
  key: string,
  undone: { text: string; audience: Audience | null },
): Promise<void> {
  await db.transaction('rw', db.drafts, async () => {
    const waiting = await draftOf(db, key);
    const { text } = undone;
    const draft = waiting
      ? {
          ...waiting,
          text: waiting.text.includes(text) ? waiting.text : `${text}\n${waiting.text}`,
        }
      : { ...undone, start: '' };
    await keepDraft(db, key, draft, now);
  });
}

/**
 * Deletes a text that was saved with an outcome, and the outcome. The text becomes the draft again,
 * unless somebody has written to it since: then it stays.
 */
export async function undoText(
  tx: CommandContext,
  { note, draft, outcome: id }: In<'prompt.undoText'>,
): Promise<void> {
  const row = await rowOf(tx, note, 'note');
  mustBeAllowed(tx, 'remove', row);
  if (row.deleted) return;
  const fields = row.fields as Note;
  const replies = await rowsOn(tx, 'reply', fields.refKey);
  const own = replies.filter((reply) => reply.fields.parent === note);
  if (othersWordsIn(row, own) !== null) throw new MessageError('changed', 'note');
  const outcome = await outcomeOfText(tx, id, fields);
  await tx.write([
    { op: 'delete', collection: 'note', rowId: note, patch: {} },
    ...(outcome ? await undoOutcome(tx, outcome) : []),
  ]);
  await draftAgain(tx, draft, { text: fields.text, audience: audienceOf(row.scope) });
}
