import { type In, MessageError } from '../messages/index.ts';
import { type Conflict, type Note, type Reply, refKey } from '../model/index.ts';
import { ownMarks, type Row } from '../store/index.ts';
import { type Change, isLocalOnly } from '../store/write.ts';
import { isFormerPair, mayShare, othersWordsIn } from '../view/may.ts';
import { mustBeAllowed, rowOf, scopeOf } from './access.ts';
import { accessLogEntries } from './accessLog.ts';
import type { CommandContext, Commands } from './context.ts';
import { outcomeOf } from './outcomes.ts';
import { creation, rowsOn } from './rows.ts';

type TextRow = 'note' | 'reply' | 'oneOnOneLine';

/**
 * True where this person's text is already a conflict of the row (T2): it was saved before, and the
 * answer was lost.
 */
function isConflict(tx: CommandContext, row: Row, text: string): boolean {
  const conflicts = (row.fields.conflicts ?? []) as readonly Conflict[];
  return conflicts.some((conflict) => conflict.text === text && conflict.author === tx.user);
}

/**
 * The changes of a repeated save under the same id, where the page got no answer before. Text typed
 * since is an edit of the saved one.
 * @param sent the texts of the earlier attempts, where the page knows them.
 */
export function repeatedSave(
  tx: CommandContext,
  row: Row,
  collection: TextRow,
  { text, sent, scope }: { text: string; sent: readonly string[]; scope: string },
): Change[] {
  if (row.collection !== collection || row.fields.author !== tx.user) {
    throw new MessageError('notAllowed', collection);
  }
  const target = { collection, rowId: row.id };
  const changes: Change[] = row.deleted ? [{ ...target, op: 'restore', patch: {} }] : [];
  const moves = collection === 'note' && scope !== row.scope ? { scope } : {};
  const head = String(row.fields.text);
  const isOwnText = sent.includes(head) || row.fields.editedBy === null;
  if (text === head || (!isOwnText && isConflict(tx, row, text))) {
    return 'scope' in moves
      ? [...changes, { ...target, ...moves, op: 'patch', patch: {} }]
      : changes;
  }
  // Where somebody else changed it since, `from` is the writer's earlier text: both texts are kept.
  const from = isOwnText ? head : (sent[0] ?? '');
  const patch = { text, editedAt: tx.now, editedBy: tx.user };
  return [...changes, { ...target, ...moves, op: 'patch', patch, from }];
}

async function saveNote(tx: CommandContext, input: In<'note.save'>): Promise<{ id: string }> {
  const { id, ref, recordName, text, kind, prompt, draft, outcome = null, sent = [] } = input;
  // A record of an unknown system stays on the device, so nobody else can read its notes.
  const audience = ref.tenant === '' ? 'private' : input.audience;
  const scope = await scopeOf(tx, audience, refKey(ref));
  const row = await tx.db.rows.get(id);
  if (row) {
    const changes = repeatedSave(tx, row, 'note', { text, sent, scope });
    // Not even the new words are saved: they may be meant for fewer readers than the note has.
    if (scope !== row.scope && (await othersWordsOn(tx, row)) !== null)
      throw new MessageError('otherReaders', 'note');
    await tx.write(changes, draft);
    return { id };
  }
  const note: Note = {
    ref,
    refKey: refKey(ref),
    recordName,
    text,
    author: tx.user,
    createdAt: tx.now,
    editedAt: null,
    editedBy: null,
    kind,
    prompt,
    conflicts: [],
  };
  const answered = outcome === null ? [] : await outcomeOf(tx, outcome);
  await tx.write([creation('note', id, scope, note), ...answered], draft);
  return { id };
}

async function saveReply(tx: CommandContext, input: In<'reply.save'>): Promise<{ id: string }> {
  const { id, parent, text, draft, sent = [] } = input;
  const note = await rowOf(tx, parent, 'note');
  const row = await tx.db.rows.get(id);
  if (row) {
    await tx.write(repeatedSave(tx, row, 'reply', { text, sent, scope: row.scope }), draft);
    return { id };
  }
  if (isFormerPair(tx, note.scope)) throw new MessageError('notAllowed', 'reply');
  const reply: Reply = {
    refKey: note.refKey,
    parent,
    text,
    author: tx.user,
    createdAt: tx.now,
    editedAt: null,
    editedBy: null,
    conflicts: [],
  };
  await tx.write([creation('reply', id, note.scope, reply)], draft);
  return { id };
}

/** Edits a text: see `note.edit`. */
export async function editText(
  tx: CommandContext,
  collection: TextRow,
  { id, text, from, resolves }: In<'note.edit'>,
): Promise<void> {
  const row = await rowOf(tx, id, collection);
  mustBeAllowed(tx, 'change', row);
  const head = row.fields.text;
  // Pressed twice, or repeated after a lost answer: the row has the text already, or as a conflict.
  // A writer who started from the current text replaces it.
  const isSaved = text === head || (from !== head && isConflict(tx, row, text));
  if (isSaved && !row.deleted && resolves === null) return;
  const target = { collection, rowId: id };
  const changes: Change[] = [];
  // Deleted while it was being edited: saving restores it (T3).
  if (row.deleted && row.fields.author === tx.user) {
    changes.push({ ...target, op: 'restore', patch: {} });
  }
  const patch = { text, editedAt: tx.now, editedBy: tx.user };
  changes.push({ ...target, op: 'patch', patch, from, ...(resolves ? { resolves } : {}) });
  await tx.write(changes);
}

/** The words of others that a note has with its replies. */
async function othersWordsOn(tx: CommandContext, note: Row): Promise<'replies' | 'text' | null> {
  const replies = await rowsOn(tx, 'reply', note.refKey);
  return othersWordsIn(
    note,
    replies.filter(({ fields }) => fields.parent === note.id),
  );
}

async function share(tx: CommandContext, { id, audience, copy }: In<'note.audience'>) {
  const row = await rowOf(tx, id, 'note');
  if (isLocalOnly(row.refKey) || !mayShare(tx, row)) throw new MessageError('notAllowed');
  const scope = await scopeOf(tx, audience, row.refKey);
  if (scope === row.scope) return;
  const others = await othersWordsOn(tx, row);
  if (others === null) {
    await tx.write([{ op: 'patch', collection: 'note', rowId: id, scope, patch: {} }]);
    return;
  }
  // The page asked about a move, and a reply has arrived since.
  if (others === 'text' || copy === undefined) throw new MessageError('changed', 'note');
  if (await tx.db.rows.get(copy)) return;
  const note = row.fields as Note;
  const own = { createdAt: tx.now, editedAt: null, editedBy: null, conflicts: [] };
  await tx.write([creation('note', copy, scope, { ...note, ...own })]);
}

async function remove(tx: CommandContext, id: string, op: 'delete' | 'restore'): Promise<void> {
  const row = await rowOf(tx, id, 'note');
  mustBeAllowed(tx, 'remove', row);
  if (row.deleted === (op === 'delete')) return;
  await tx.write([{ op, collection: 'note', rowId: id, patch: {} }]);
}

async function markRead(tx: CommandContext, { ids }: In<'note.read'>): Promise<void> {
  const wanted = [...new Set(ids)];
  const marks = await ownMarks(tx.db, tx.user, wanted);
  const marked = new Set(marks.map((row) => row.fields.parent));
  const notes = await tx.db.rows.bulkGet(wanted.filter((id) => !marked.has(id)));
  const changes = notes.flatMap((note) => {
    if (note?.collection !== 'note' || note.fields.author === tx.user) return [];
    // Under the note's key, where its other children are: they move together.
    const mark = { refKey: note.refKey, parent: note.id, author: tx.user, at: tx.now };
    return [creation('readMark', tx.ids.next(), note.scope, mark)];
  });
  if (changes.length > 0) await tx.write(changes);
}

export const noteCommands = {
  'note.save': saveNote,
  'note.edit': (tx, input) => editText(tx, 'note', input),
  'note.audience': share,
  'note.delete': (tx, { id }) => remove(tx, id, 'delete'),
  'note.restore': (tx, { id }) => remove(tx, id, 'restore'),
  'note.read': markRead,
  'note.opened': async (tx, input) => {
    const entries = await accessLogEntries(tx, input);
    if (entries.length > 0) await tx.write(entries);
  },
  'reply.save': saveReply,
  'reply.edit': (tx, input) => editText(tx, 'reply', input),
} satisfies Partial<Commands<keyof typeof import('../messages/notes.ts').noteMessages>>;
