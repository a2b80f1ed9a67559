import type { In } from '../messages/index.ts';
import { OWNER_FACT, scopes } from '../model/index.ts';
import { privateScope, recordScope } from './access.ts';
import type { CommandContext, Commands } from './context.ts';
import { append, creation, latest, rowsOn, says } from './rows.ts';

function typeFact(tx: CommandContext, scope: string, fields: Pick<In<'fact.type'>, 'refKey' | 'field' | 'value'>): Promise<void> {
  return append(tx, 'typedFact', scope, fields, (row) => row.fields.field === fields.field);
}

/** Links a CRM user to the person in front of the screen, who alone can say so. */
async function link(tx: CommandContext, identity: In<'identity.link'>): Promise<void> {
  const { crm, tenant, crmUserId } = identity;
  const same = (await rowsOn(tx, 'crmIdentity', '')).filter(({ fields }) => fields.crm === crm && fields.tenant === tenant && fields.crmUserId === crmUserId);
  if (says(latest(same), { userId: tx.user })) return;
  const scope = tx.me ? scopes.org(tx.me.org.id) : privateScope(tx);
  const fields = { ...identity, userId: tx.user, at: tx.now };
  await tx.write([creation('crmIdentity', tx.ids.next(), scope, fields)]);
}

export const factCommands = {
  'fact.type': async (tx, fields) => typeFact(tx, await recordScope(tx, fields.refKey), fields),
  'identity.link': link,
  /** Decides on the viewer's devices only: it goes where nobody else reads it. */
  'identity.owner': (tx, { refKey, rep }) => typeFact(tx, privateScope(tx), { refKey, field: OWNER_FACT, value: rep }),
  'role.local': async (tx, { role }) => {
    await tx.db.meta.put({ key: 'localRole', value: role });
  },
} satisfies Partial<Commands<keyof typeof import('../messages/facts.ts').factMessages>>;
