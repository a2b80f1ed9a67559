import { type In, MessageError } from '../messages/index.ts';
import {
  type CollectionName,
  isCollection,
  type Note,
  RecordRef,
  type RowOf,
  refKey,
  ruleOf,
} from '../model/index.ts';
import { scopeAgain } from '../view/rejected.ts';
import { privateScope } from './access.ts';
import type { CommandContext, Commands } from './context.ts';
import { putCurrent } from './current.ts';
import { creation, newStamps } from './rows.ts';

/**
 * Saves a rejected text as a private note, so that no typed text is lost. The record of the copy is
 * that of the note: a reply has none of its own, an edited note has its row, and a rejected new
 * note is in the change itself.
 */
async function saveRejectedCopy(
  tx: CommandContext,
  { id }: In<'rejected.saveCopy'>,
): Promise<void> {
  const rejected = await tx.db.refused.get(id);
  if (!rejected) return; // saved or discarded in another page meanwhile
  const fields = rejected.mutation.patch;
  const row = await tx.db.rows.get(rejected.mutation.rowId);
  const parent = await tx.db.rows.get(String(fields.parent ?? row?.fields.parent ?? ''));
  const note = [row, parent].find((item) => item?.collection === 'note')?.fields ?? fields;
  const ref = RecordRef.safeParse(note.ref);
  if (!ref.success || typeof fields.text !== 'string') throw new MessageError('missing');
  const copy = {
    ref: ref.data,
    refKey: refKey(ref.data),
    recordName: String(note.recordName ?? ''),
    text: fields.text,
    kind: 'note',
    prompt: null,
    conflicts: [],
    ...newStamps(ruleOf('note').stamps, tx),
  } as unknown as Note;
  await tx.write([creation('note', tx.ids.next(), privateScope(tx), copy)]);
  await tx.db.refused.delete(id);
}

/**
 * Saves a rejected row in the scope that it belongs to now, which differs if the person got another
 * manager or lost a role since. Author and time are those of this save.
 */
async function saveAgain(tx: CommandContext, { id }: In<'rejected.saveAgain'>): Promise<void> {
  const rejected = await tx.db.refused.get(id);
  if (!rejected) return; // saved or discarded in another page meanwhile
  const { collection, op, patch } = rejected.mutation;
  const scope = await scopeAgain(tx.db, rejected.mutation);
  if (scope === null || !isCollection(collection)) throw new MessageError('notAllowed', collection);
  const { stamps } = ruleOf(collection);
  const stamped = Object.values(stamps);
  const ownFields = Object.entries(patch).filter(([name]) => !stamped.includes(name));
  // A change that creates a row always has its refKey.
  const fields = { ...Object.fromEntries(ownFields), refKey: String(patch.refKey) };
  if (op === 'put') await putCurrent(tx, collection, scope, fields);
  else {
    const row = { ...fields, ...newStamps(stamps, tx) } as unknown as RowOf<CollectionName>;
    await tx.write([creation(collection, tx.ids.next(), scope, row)]);
  }
  await tx.db.refused.delete(id);
}

export const rejectedCommands = {
  'rejected.saveCopy': saveRejectedCopy,
  'rejected.saveAgain': saveAgain,
  'rejected.discard': (tx, { id }) => tx.db.refused.delete(id),
} satisfies Partial<Commands<keyof typeof import('../messages/rejected.ts').rejectedMessages>>;
