import { type In, MessageError } from '../messages/index.ts';
import { OWNER_FACT } from '../model/index.ts';
import { everyoneOrPrivate, privateScope, recordScope } from './access.ts';
import type { CommandContext, Commands } from './context.ts';
import { putCurrent } from './current.ts';
import { keyedRow, put } from './rows.ts';

/**
 * Links a CRM user to the person in front of the screen, who alone can say so, and only while
 * nobody else has.
 */
async function link(tx: CommandContext, identity: In<'identity.link'>): Promise<void> {
  const scope = everyoneOrPrivate(tx);
  const row = await keyedRow(tx, 'crmIdentity', scope, identity);
  if (row && row.fields.userId !== tx.user) throw new MessageError('linked', 'crmIdentity');
  await tx.write(await put(tx, 'crmIdentity', scope, { ...identity, userId: tx.user }));
}

export const factCommands = {
  'fact.type': async (tx, fact) => {
    await putCurrent(tx, 'typedFact', await recordScope(tx, fact.refKey), fact);
  },
  'identity.link': link,
  /** Decides on the viewer's devices only: it goes where nobody else reads it. */
  'identity.owner': async (tx, { refKey, rep }) => {
    await tx.write(
      await put(tx, 'typedFact', privateScope(tx), { refKey, field: OWNER_FACT, value: rep }),
    );
  },
  'role.local': async (tx, { role }) => {
    await tx.db.meta.put({ key: 'localRole', value: role });
  },
} satisfies Partial<Commands<keyof typeof import('../messages/facts.ts').factMessages>>;
