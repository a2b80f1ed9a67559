import { type In, MessageError } from '../messages/index.ts';
import { type Recognition, type Scope, scopeFor, scopes } from '../model/index.ts';
import type { Change } from '../store/write.ts';
import { loadNames } from '../view/load.ts';
import { mustBeAllowed, rowOf } from './access.ts';
import type { CommandContext, Commands } from './context.ts';
import { authorAndTime, changedFields, creation } from './rows.ts';

/** The scope of a recognition: the two people, or the team of the one who did it. */
async function scopeOf(
  tx: CommandContext,
  to: string,
  audience: 'pair' | 'team',
): Promise<Scope | null> {
  const { me } = tx;
  if (me === null || to === me.user.id) return null;
  if (audience === 'pair')
    return to === me.manager?.id ? scopeFor(me, 'pair', me.user.id) : scopeFor(me, 'pair', to);
  const isReport = me.reports.some(({ id }) => id === to);
  if (isReport) return scopeFor(me, 'team', to);
  const { team } = me.user;
  if (team === null) return null;
  const { teamOf } = await loadNames(tx.db);
  return to === me.manager?.id || teamOf.get(to) === team ? scopes.team(team) : null;
}

async function give(tx: CommandContext, input: In<'recognition.give'>): Promise<void> {
  const { id, audience, ...fields } = input;
  const scope = await scopeOf(tx, fields.to, audience);
  if (scope === null) throw new MessageError('notAllowed', 'recognition');
  const row = await tx.db.rows.get(id);
  if (row) {
    if (row.collection !== 'recognition' || row.fields.author !== tx.user)
      throw new MessageError('notAllowed', 'recognition');
    // A repeated request, with what was typed and chosen since: it stays one recognition. One that
    // was deleted meanwhile is given again.
    const target = { collection: 'recognition', rowId: id } as const;
    const changes: Change[] = row.deleted ? [{ ...target, op: 'restore', patch: {} }] : [];
    const { text, evidence, to } = fields;
    const patch = changedFields(row.fields, { text, evidence, to });
    const move = row.scope === scope ? {} : { scope };
    if (Object.keys(patch).length > 0 || row.scope !== scope)
      changes.push({ ...target, op: 'patch', patch, ...move });
    return void (await tx.write(changes));
  }
  const recognition: Recognition = { ...fields, refKey: '', ...authorAndTime(tx) };
  await tx.write([creation('recognition', id, scope, recognition)]);
}

async function remove(tx: CommandContext, { id }: In<'recognition.delete'>): Promise<void> {
  const row = await rowOf(tx, id, 'recognition');
  mustBeAllowed(tx, 'remove', row);
  if (row.deleted) return;
  await tx.write([{ op: 'delete', collection: 'recognition', rowId: id, patch: {} }]);
}

export const recognitionCommands = {
  'recognition.give': give,
  'recognition.delete': remove,
} satisfies Partial<
  Commands<keyof typeof import('../messages/recognitions.ts').recognitionMessages>
>;
