import { type In, MessageError } from '../messages/index.ts';
import { personKey } from '../model/index.ts';
import { allRowsOn, type Row } from '../store/index.ts';
import type { Change } from '../store/write.ts';
import { pairOrPrivate } from '../view/sharing.ts';
import { privateScope } from './access.ts';
import type { CommandContext, Commands } from './context.ts';
import { keyedRows, put } from './rows.ts';

async function share(tx: CommandContext, { id }: In<'checkIn.share'>): Promise<void> {
  const stored = await tx.db.checkIns.get(id);
  if (!stored) throw new MessageError('missing', 'checkIn');
  const scope = pairOrPrivate(tx.me, tx.user);
  if (scope === privateScope(tx)) throw new MessageError('notAllowed', 'checkIn');
  const { id: entry, at: _, ...words } = stored;
  const fields = { refKey: personKey(tx.user), entry, ...words };
  await tx.write(await put(tx, 'checkIn', scope, fields));
}

/**
 * Empties and deletes shared check-ins. A deleted row stays on the server for 90 days, so that
 * every device hears of the deletion: it has none of the words any more.
 */
async function withdraw(tx: CommandContext, rows: readonly Row[]): Promise<void> {
  const changes: Change[] = [];
  const pair = pairOrPrivate(tx.me, tx.user);
  for (const { id, scope, fields } of rows) {
    const { refKey, entry } = fields;
    const empty = { day: null, energy: null, confidence: null, load: null, text: '' };
    const emptied = { refKey: String(refKey), entry: String(entry), ...empty };
    // In the pair with a former manager nothing can be written any more, only deleted.
    if (scope === pair)
      changes.push(...(await put(tx, 'checkIn', scope, emptied, { force: true })));
    changes.push({ op: 'delete', collection: 'checkIn', rowId: id, patch: {} });
  }
  await tx.write(changes);
}

async function deleteAll(tx: CommandContext): Promise<void> {
  await tx.db.checkIns.clear();
  const shared = await allRowsOn(tx.db, 'checkIn', personKey(tx.user)).toArray();
  await withdraw(
    tx,
    shared.filter((row) => !row.deleted),
  );
}

async function load(tx: CommandContext, { entries, self }: In<'checkIn.load'>): Promise<void> {
  const here = await tx.db.checkIns.bulkGet(entries.map(({ id }) => id));
  await tx.db.checkIns.bulkPut(entries.filter((_, index) => here[index] === undefined));
  // An answer that was given on this device counts more than one of a file.
  if (self && !(await tx.db.selfViews.get(tx.user)))
    await tx.db.selfViews.put({ user: tx.user, ...self });
}

export const checkInCommands = {
  'checkIn.write': async (tx, entry) => {
    await tx.db.checkIns.put(entry);
  },
  'checkIn.share': share,
  'checkIn.withdraw': async (tx, { id }) =>
    withdraw(tx, await keyedRows(tx, 'checkIn', { refKey: personKey(tx.user), entry: id })),
  'checkIn.deleteAll': deleteAll,
  'checkIn.load': load,
} satisfies Partial<Commands<keyof typeof import('../messages/checkIns.ts').checkInMessages>>;
