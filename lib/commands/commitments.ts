import { type In, MessageError } from '../messages/index.ts';
import type { Commitment } from '../model/index.ts';
import { mustBeAllowed, privateScope, recordScope, rowOf } from './access.ts';
import type { CommandContext, Commands } from './context.ts';
import { authorAndTime, changedFields, creation } from './rows.ts';

/** Makes a commitment, or changes the words of an own one. */
export async function make(tx: CommandContext, { id, onlyMe, ...fields }: In<'commitment.make'>) {
  const row = await tx.db.rows.get(id);
  if (row) {
    if (row.collection !== 'commitment' || row.fields.author !== tx.user) {
      throw new MessageError('notAllowed', 'commitment');
    }
    // A repeated request, with what was typed since.
    const { text, due, owner, seenBy } = fields;
    // A form without that field does not empty it.
    const seen = seenBy === undefined ? {} : { seenBy };
    const patch = changedFields(row.fields, { text, due, owner, ...seen });
    if (Object.keys(patch).length === 0) return;
    return void (await tx.write([{ op: 'patch', collection: 'commitment', rowId: id, patch }]));
  }
  const commitment: Commitment = {
    ...fields,
    state: 'open',
    settledAt: null,
    ...authorAndTime(tx),
  };
  const scope = onlyMe ? privateScope(tx) : await recordScope(tx, fields.refKey);
  await tx.write([creation('commitment', id, scope, commitment)]);
}

async function setState(tx: CommandContext, { id, state }: In<'commitment.setState'>) {
  const row = await rowOf(tx, id, 'commitment');
  mustBeAllowed(tx, 'change', row);
  if (row.fields.state === state) return;
  const patch = { state, settledAt: state === 'open' ? null : tx.now };
  await tx.write([{ op: 'patch', collection: 'commitment', rowId: id, patch }]);
}

export const commitmentCommands = {
  'commitment.make': make,
  'commitment.setState': setState,
} satisfies Partial<Commands<keyof typeof import('../messages/commitments.ts').commitmentMessages>>;
