import { type In, MessageError } from '../messages/index.ts';
import { type CrmIdentity, isConfirmed, OWNER_FACT } from '../model/index.ts';
import type { Row } from '../store/index.ts';
import { mayDecideLink } from '../view/sharing.ts';
import { everyoneOrPrivate, orgOrPrivate, privateScope, recordScope } from './access.ts';
import type { CommandContext, Commands } from './context.ts';
import { putCurrent } from './current.ts';
import { keyedRow, keyedRows, put, removeKeyed } from './rows.ts';

/** Links a CRM user to the person on this device, unless somebody else is linked. */
async function link(tx: CommandContext, identity: In<'identity.link'>): Promise<void> {
  const scope = everyoneOrPrivate(tx);
  const row = await keyedRow(tx, 'crmIdentity', scope, identity);
  if (row && row.fields.userId !== tx.user) throw new MessageError('linked', 'crmIdentity');
  // An administrator agrees to their own link by making it.
  const agreed = tx.me?.user.role === 'admin' ? { confirmedBy: tx.user } : {};
  await tx.write(await put(tx, 'crmIdentity', scope, { ...identity, ...agreed, userId: tx.user }));
}

/** Agrees to another person's link: from now on rows about their deals go to them. */
async function confirm(tx: CommandContext, input: In<'identity.confirm'>): Promise<void> {
  const scope = everyoneOrPrivate(tx);
  const row = await keyedRow(tx, 'crmIdentity', scope, input);
  // Somebody else may have linked the CRM user since the page was drawn.
  if (row?.fields.userId !== input.userId) throw new MessageError('changed', 'crmIdentity');
  const link = row.fields as CrmIdentity;
  if (!mayDecideLink(tx, link)) throw new MessageError('notAllowed', 'crmIdentity');
  if (isConfirmed(link)) return;
  await tx.write(await put(tx, 'crmIdentity', scope, { ...input, confirmedBy: tx.user }));
}

/** Removes a link. Managers remove wrong links of their reps, administrators those of everybody. */
async function unlink(tx: CommandContext, identity: In<'identity.unlink'>): Promise<void> {
  const key = { ...identity, refKey: '' };
  const rows = await keyedRows(tx, 'crmIdentity', key);
  const mayRemove = ({ fields }: Row) =>
    fields.userId === tx.user || mayDecideLink(tx, fields as CrmIdentity);
  if (!rows.every(mayRemove)) {
    throw new MessageError('notAllowed', 'crmIdentity');
  }
  await tx.write(await removeKeyed(tx, 'crmIdentity', key));
}

export const factCommands = {
  'fact.type': async (tx, fact) => {
    await putCurrent(tx, 'typedFact', await recordScope(tx, fact.refKey), fact);
  },
  'identity.link': link,
  'identity.confirm': confirm,
  'identity.unlink': unlink,
  /** Private, since the answer is only used on the viewer's own devices. */
  'identity.owner': async (tx, { refKey, rep }) => {
    await tx.write(
      await put(tx, 'typedFact', privateScope(tx), { refKey, field: OWNER_FACT, value: rep }),
    );
  },
  'crm.format': async (tx, { shared, dateOrder, currency, ...crm }) => {
    const scope = shared ? orgOrPrivate(tx) : privateScope(tx);
    if (shared && scope === privateScope(tx)) throw new MessageError('notAllowed', 'crmFormat');
    const answer = {
      ...(dateOrder === undefined ? {} : { dateOrder }),
      ...(currency === undefined ? {} : { currency }),
    };
    await tx.write(await put(tx, 'crmFormat', scope, { ...crm, ...answer, refKey: '' }));
  },
  'role.local': async (tx, { role }) => {
    await tx.db.meta.put({ key: 'localRole', value: role });
  },
} satisfies Partial<Commands<keyof typeof import('../messages/facts.ts').factMessages>>;
