import { type In, MessageError } from '../messages/index.ts';
import { type Note, RecordRef, refKey } from '../model/index.ts';
import { keepDraft } from '../store/write.ts';
import { privateScope } from './access.ts';
import type { CommandContext, Commands } from './context.ts';
import { creation } from './rows.ts';

/** Saves a rejected text as a private note, so that no typed text is lost. */
async function saveRefused(tx: CommandContext, { id }: In<'rejected.saveCopy'>): Promise<void> {
  const rejected = await tx.db.refused.get(id);
  if (!rejected) return; // saved or discarded in another page meanwhile
  const fields = rejected.mutation.patch;
  const row = await tx.db.rows.get(rejected.mutation.rowId);
  const parent = await tx.db.rows.get(String(fields.parent ?? row?.fields.parent ?? ''));
  const note = [row, parent].find((item) => item?.collection === 'note')?.fields ?? fields;
  const ref = RecordRef.safeParse(note.ref);
  if (!ref.success || typeof fields.text !== 'string') throw new MessageError('missing');
  const copy: Note = {
    ref: ref.data,
    refKey: refKey(ref.data),
    recordName: String(note.recordName ?? ''),
    text: fields.text,
    author: tx.user,
    createdAt: tx.now,
    editedAt: null,
    editedBy: null,
    kind: 'note',
    prompt: null,
    conflicts: [],
  };
  await tx.write([creation('note', tx.ids.next(), privateScope(tx), copy)]);
  await tx.db.refused.delete(id);
}

export const draftCommands = {
  'draft.keep': async (tx, { key, store, ...draft }) => {
    // Typed in another account, which was signed out since: its text is not stored in this one.
    if (store !== tx.db.name) throw new MessageError('notAllowed', 'draft');
    await keepDraft(tx.db, key, draft, tx.now);
  },
  'rejected.saveCopy': saveRefused,
  'rejected.discard': (tx, { id }) => tx.db.refused.delete(id),
} satisfies Partial<Commands<keyof typeof import('../messages/drafts.ts').draftMessages>>;
