import { type In, MessageError } from '../messages/index.ts';
import { mayManage } from '../model/index.ts';
import type { Row } from '../store/index.ts';
import type { Change } from '../store/write.ts';
import { everyoneOrPrivate, orgOrPrivate, recordScope, rowOf } from './access.ts';
import type { CommandContext, Commands } from './context.ts';
import { applyKeys } from './fields.ts';
import { append, changedFields, creation, latest, rowsOn, signed } from './rows.ts';

/** A version is written once, and a number is used once in a playbook. The suggestions that it takes are answered with it. */
async function publish(tx: CommandContext, { id, answer: taken, ...version }: In<'playbook.publish'>) {
  if (await tx.db.rows.get(id)) return; // asked again: it is there
  const scope = orgOrPrivate(tx);
  const versions = (await rowsOn(tx, 'playbookVersion', '')).filter((row) => row.fields.playbook === version.playbook && row.scope === scope);
  if (versions.some((row) => Number(row.fields.version) >= version.version)) {
    throw new MessageError('changed', 'playbook');
  }
  const fields = { ...version, refKey: '' as const, ...signed(tx) };
  const suggestions = (await rowsOn(tx, 'suggestion', '')).filter((row) => version.takes.includes(row.id) && row.fields.state === 'open');
  const patch = { state: 'taken', answer: taken };
  const answers = suggestions.map((row): Change => ({ op: 'patch', collection: 'suggestion', rowId: row.id, patch }));
  await tx.write([creation('playbookVersion', id, scope, fields), ...answers]);
}

/** Which stage is which: the latest row counts, with what this editor changed on top. */
async function mapStages(tx: CommandContext, { from, ...map }: In<'playbook.map'>) {
  const scope = orgOrPrivate(tx);
  const isSame = (row: Row) => row.scope === scope && row.fields.playbook === map.playbook && row.fields.crm === map.crm && row.fields.tenant === map.tenant;
  const now = latest((await rowsOn(tx, 'stageMap', '')).filter(isSame));
  const stages = applyKeys((now?.fields.stages ?? {}) as typeof map.stages, from ?? {}, map.stages) as typeof map.stages;
  await append(tx, 'stageMap', scope, { ...map, stages, refKey: '' as const }, isSame);
}

async function makeSuggestion(tx: CommandContext, { id, ...fields }: In<'suggestion.make'>) {
  const row = await tx.db.rows.get(id);
  if (row) {
    if (row.collection !== 'suggestion' || row.fields.author !== tx.user) {
      throw new MessageError('notAllowed', 'suggestion');
    }
    // Asked again with what was typed since.
    const patch = changedFields(row, { text: fields.text, item: fields.item });
    if (Object.keys(patch).length === 0) return;
    return void (await tx.write([{ op: 'patch', collection: 'suggestion', rowId: id, patch }]));
  }
  const open = { state: 'open' as const, answer: null, refKey: '' as const };
  const suggestion = { ...fields, ...open, ...signed(tx) };
  await tx.write([creation('suggestion', id, everyoneOrPrivate(tx), suggestion)]);
}

/** A suggestion is answered by whoever manages, not by the one who made it. */
async function answer(tx: CommandContext, { id, ...fields }: In<'suggestion.answer'>) {
  const row = await rowOf(tx, id, 'suggestion');
  if (!mayManage(tx.me)) throw new MessageError('notAllowed', 'suggestion');
  const patch = changedFields(row, fields);
  if (Object.keys(patch).length === 0) return;
  await tx.write([{ op: 'patch', collection: 'suggestion', rowId: id, patch }]);
}

/** One vote a person and suggestion. */
async function vote(tx: CommandContext, { suggestion, on }: In<'suggestion.vote'>) {
  const mine = (await rowsOn(tx, 'vote', '')).filter((row) => row.fields.suggestion === suggestion && row.fields.author === tx.user);
  if (on && mine.length === 0) {
    const fields = { refKey: '' as const, suggestion, ...signed(tx) };
    await tx.write([creation('vote', tx.ids.next(), everyoneOrPrivate(tx), fields)]);
  }
  if (!on && mine.length > 0) {
    await tx.write(mine.map((row) => ({ op: 'delete', collection: 'vote', rowId: row.id, patch: {} })));
  }
}

export const playbookCommands = {
  'playbook.publish': publish,
  'playbook.map': mapStages,
  'playbook.move': async (tx, fields) => append(tx, 'dealPlaybook', await recordScope(tx, fields.refKey), fields, () => true),
  'check.set': async (tx, fields) =>
    append(tx, 'checkItem', await recordScope(tx, fields.refKey), fields, (row) => row.fields.playbook === fields.playbook && row.fields.item === fields.item),
  'suggestion.make': makeSuggestion,
  'suggestion.answer': answer,
  'suggestion.vote': vote,
} satisfies Partial<Commands<keyof typeof import('../messages/playbooks.ts').playbookMessages>>;
