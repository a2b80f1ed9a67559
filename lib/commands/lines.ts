import { type In, MessageError } from '../messages/index.ts';
import { MOST_OPEN_ITEMS, type OneOnOneLine, parseScope, scopeFor } from '../model/index.ts';
import { openItems, slotsUntil } from '../store/index.ts';
import { mustBeAllowed, privateScope, rowOf } from './access.ts';
import type { CommandContext, Commands } from './context.ts';
import { editText, repeatedSave } from './notes.ts';
import { keyOfTalk, managerOfPair, repOfPair } from './oneOnOne.ts';
import { creation } from './rows.ts';

/** Parts that nobody but their writer reads, at first or for good. */
const isPrivate = (part: OneOnOneLine['part']) => part === 'private' || part === 'useful';

async function save(tx: CommandContext, input: In<'line.save'>): Promise<void> {
  const { id, pair, part, voice, text, draft, sent = [] } = input;
  const refKey = keyOfTalk(tx, input);
  const manager = managerOfPair(pair);
  const row = await tx.db.rows.get(id);
  if (row) {
    const change = { text, sent, scope: row.scope };
    await tx.write(repeatedSave(tx, row, 'oneOnOneLine', change), draft);
    return;
  }
  if (part === 'item') {
    const of = { scope: pair, rep: repOfPair(tx, pair) };
    if ((await openItems(tx.db, of, slotsUntil(tx.now))) >= MOST_OPEN_ITEMS)
      throw new MessageError('notAllowed', 'item');
  }
  const line: OneOnOneLine = {
    ...{ refKey, part, voice, text, done: false, commitment: null },
    ...{ author: tx.user, createdAt: tx.now, editedAt: null, editedBy: null, conflicts: [] },
    ...(isPrivate(part) && manager !== null ? { manager } : {}),
  };
  const scope = isPrivate(part) ? privateScope(tx) : pair;
  await tx.write([creation('oneOnOneLine', id, scope, line)], draft);
}

async function setDone(tx: CommandContext, { id, done }: In<'line.done'>): Promise<void> {
  const row = await rowOf(tx, id, 'oneOnOneLine');
  mustBeAllowed(tx, 'change', row);
  if (row.fields.done === done) return;
  await tx.write([{ op: 'patch', collection: 'oneOnOneLine', rowId: id, patch: { done } }]);
}

async function remove(tx: CommandContext, id: string, op: 'delete' | 'restore'): Promise<void> {
  const row = await rowOf(tx, id, 'oneOnOneLine');
  mustBeAllowed(tx, 'remove', row);
  if (row.deleted === (op === 'delete')) return;
  await tx.write([{ op, collection: 'oneOnOneLine', rowId: id, patch: {} }]);
}

async function share(tx: CommandContext, { id, pair }: In<'line.share'>): Promise<void> {
  const row = await rowOf(tx, id, 'oneOnOneLine');
  const parts = parseScope(pair);
  const { author, part, manager } = row.fields;
  const isOwn = author === tx.user && part === 'useful';
  const isOther = manager !== undefined && manager !== managerOfPair(pair);
  if (!isOwn || isOther || parts?.kind !== 'pair' || scopeFor(tx.me, 'pair', tx.user) !== pair)
    throw new MessageError('notAllowed', 'oneOnOneLine');
  if (row.scope === pair) return;
  await tx.write([{ op: 'patch', collection: 'oneOnOneLine', rowId: id, scope: pair, patch: {} }]);
}

export const lineCommands = {
  'line.save': save,
  'line.edit': (tx, input) => editText(tx, 'oneOnOneLine', input),
  'line.done': setDone,
  'line.delete': (tx, { id }) => remove(tx, id, 'delete'),
  'line.restore': (tx, { id }) => remove(tx, id, 'restore'),
  'line.share': share,
} satisfies Partial<Commands<keyof typeof import('../messages/lines.ts').lineMessages>>;
