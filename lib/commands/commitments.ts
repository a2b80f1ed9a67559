import { type In, MessageError } from '../messages/index.ts';
import { type Commitment, type Note, parseScope, refKey } from '../model/index.ts';
import type { Change } from '../store/write.ts';
import { mustBeAllowed, privateScope, recordScope, rowOf } from './access.ts';
import type { CommandContext, Commands } from './context.ts';
import { repeatedSave } from './notes.ts';
import { outcomeOf } from './outcomes.ts';
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

/**
 * The change of what became of a commitment. Its day is moved by its author and by whoever has to
 * keep it; the first day stays in the row.
 */
export function stateChange(
  tx: CommandContext,
  fields: Commitment,
  { state, due }: Pick<In<'commitment.setState'>, 'state' | 'due'>,
): Record<string, unknown> {
  const mayMove = fields.author === tx.user || fields.owner === tx.user;
  const isMoved = due !== undefined && due !== fields.due && mayMove;
  const patch = changedFields(fields, {
    state,
    ...(isMoved ? { due, was: fields.was ?? fields.due } : {}),
  });
  if (patch.state !== undefined) patch.settledAt = state === 'open' ? null : tx.now;
  return patch;
}

async function setState(tx: CommandContext, { id, ...change }: In<'commitment.setState'>) {
  const row = await rowOf(tx, id, 'commitment');
  mustBeAllowed(tx, 'change', row);
  const fields = row.fields as Commitment;
  // Before a team everybody says what became of their own.
  if (parseScope(row.scope)?.kind === 'team' && fields.owner !== tx.user)
    throw new MessageError('notAllowed', 'commitment');
  const patch = stateChange(tx, fields, change);
  if (Object.keys(patch).length === 0) return;
  await tx.write([{ op: 'patch', collection: 'commitment', rowId: id, patch }]);
}

/**
 * What became of a commitment: kept, dropped, or open until another day. The line is a note for the
 * readers of the commitment. A repeated request has the same note id: what was typed since is an
 * edit of that note.
 */
async function since(tx: CommandContext, input: In<'commitment.since'>) {
  const { id, due, line, outcome } = input;
  const row = await rowOf(tx, id, 'commitment');
  mustBeAllowed(tx, 'change', row);
  const changes: Change[] = [];
  const states = { held: 'kept', changed: 'open', ended: 'dropped' } as const;
  const state = states[input.since];
  const patch = stateChange(tx, row.fields as Commitment, { state, due });
  if (Object.keys(patch).length > 0)
    changes.push({ op: 'patch', collection: 'commitment', rowId: id, patch });
  const saved = line && (await tx.db.rows.get(line.id));
  if (saved) {
    const again = { text: line.text, sent: line.sent ?? [], scope: saved.scope };
    changes.push(...repeatedSave(tx, saved, 'note', again));
  } else if (line !== null) {
    const { ref, recordName, text, question } = line;
    const note: Note = {
      ...{ ref, refKey: refKey(ref), recordName, text },
      ...{ author: tx.user, createdAt: tx.now, editedAt: null, editedBy: null },
      ...{ kind: 'answer', prompt: { signal: outcome.signal, question }, conflicts: [] },
    };
    changes.push(creation('note', line.id, row.scope, note));
  }
  const onlyMe = parseScope(row.scope)?.kind === 'private';
  await tx.write([...changes, ...(await outcomeOf(tx, outcome, onlyMe))]);
}

export const commitmentCommands = {
  'commitment.make': make,
  'commitment.since': since,
  'commitment.setState': setState,
} satisfies Partial<Commands<keyof typeof import('../messages/commitments.ts').commitmentMessages>>;
