import { type In, MessageError } from '../messages/index.ts';
import { mayManage, OWNER_FACT } from '../model/index.ts';
import { everyoneOrPrivate, privateScope, recordScope } from './access.ts';
import type { CommandContext, Commands } from './context.ts';
import { putCurrent } from './current.ts';
import { keyedRow, keyedRows, put, removeKeyed } from './rows.ts';

/** Links a CRM user to the person on this device, unless somebody else is linked. */
async function link(tx: CommandContext, identity: In<'identity.link'>): Promise<void> {
  const scope = everyoneOrPrivate(tx);
  const row = await keyedRow(tx, 'crmIdentity', scope, identity);
  if (row && row.fields.userId !== tx.user) throw new MessageError('linked', 'crmIdentity');
  await tx.write(await put(tx, 'crmIdentity', scope, { ...identity, userId: tx.user }));
}

/** Removes a link. A manager may remove others' links: a wrong one assigns deals to a wrong rep. */
async function unlink(tx: CommandContext, identity: In<'identity.unlink'>): Promise<void> {
  const key = { ...identity, refKey: '' };
  const rows = await keyedRows(tx, 'crmIdentity', key);
  if (!mayManage(tx.me) && rows.some((row) => row.fields.userId !== tx.user)) {
    throw new MessageError('notAllowed', 'crmIdentity');
  }
  await tx.write(await removeKeyed(tx, 'crmIdentity', key));
}

export const factCommands = {
  'fact.type': async (tx, fact) => {
    await putCurrent(tx, 'typedFact', await recordScope(tx, fact.refKey), fact);
  },
  'identity.link': link,
  'identity.unlink': unlink,
  /** Private, since the answer is only used on the viewer's own devices. */
  'identity.owner': async (tx, { refKey, rep }) => {
    await tx.write(
      await put(tx, 'typedFact', privateScope(tx), { refKey, field: OWNER_FACT, value: rep }),
    );
  },
  'role.local': async (tx, { role }) => {
    await tx.db.meta.put({ key: 'localRole', value: role });
  },
} satisfies Partial<Commands<keyof typeof import('../messages/facts.ts').factMessages>>;
