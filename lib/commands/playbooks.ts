import { type In, MessageError } from '../messages/index.ts';
import { mayManage } from '../model/index.ts';
import { currentOf, type Row } from '../store/index.ts';
import type { Change } from '../store/write.ts';
import { everyoneOrPrivate, orgOrPrivate, recordScope, rowOf } from './access.ts';
import type { CommandContext, Commands } from './context.ts';
import { putCurrent } from './current.ts';
import { applyKeys } from './fields.ts';
import { authorAndTime, changedFields, creation, put, removeKeyed, rowsOn } from './rows.ts';

/**
 * Publishes a version. A version never changes, and a playbook uses each number once: if somebody
 * else publishes at the same time, the server gives the later version the next number. The included
 * suggestions are answered in the same transaction.
 */
async function publish(
  tx: CommandContext,
  { id, answer: answerText, ...version }: In<'playbook.publish'>,
) {
  if (await tx.db.rows.get(id)) return; // a repeated request
  const scope = orgOrPrivate(tx);
  const versions = (await rowsOn(tx, 'playbookVersion', '')).filter(
    (row) => row.fields.playbook === version.playbook && row.scope === scope,
  );
  if (versions.some((row) => Number(row.fields.version) >= version.version)) {
    throw new MessageError('changed', 'playbook');
  }
  // A member who is not a manager publishes only private versions, and cannot answer suggestions.
  if (version.takes.length > 0 && !mayManage(tx.me)) {
    throw new MessageError('notAllowed', 'suggestion');
  }
  const fields = { ...version, refKey: '' as const, ...authorAndTime(tx) };
  const suggestions = (await rowsOn(tx, 'suggestion', '')).filter(
    (row) => version.takes.includes(row.id) && row.fields.state === 'open',
  );
  const patch = { state: 'taken', answer: answerText };
  const answers = suggestions.map(
    (row): Change => ({ op: 'patch', collection: 'suggestion', rowId: row.id, patch }),
  );
  await tx.write([creation('playbookVersion', id, scope, fields), ...answers]);
}

/** Saves a stage map: this editor's changes, applied to the current map. */
async function mapStages(tx: CommandContext, { from, ...map }: In<'playbook.map'>) {
  const scope = orgOrPrivate(tx);
  const isSame = (row: Row) =>
    row.scope === scope &&
    row.fields.playbook === map.playbook &&
    row.fields.crm === map.crm &&
    row.fields.tenant === map.tenant;
  const now = currentOf((await rowsOn(tx, 'stageMap', '')).filter(isSame))?.fields ?? null;
  const stages = applyKeys(
    (now?.stages ?? {}) as typeof map.stages,
    from ?? {},
    map.stages,
  ) as typeof map.stages;
  await tx.write(await put(tx, 'stageMap', scope, { ...map, stages, refKey: '' }, { before: now }));
}

async function makeSuggestion(tx: CommandContext, { id, ...fields }: In<'suggestion.make'>) {
  const row = await tx.db.rows.get(id);
  if (row) {
    if (row.collection !== 'suggestion' || row.fields.author !== tx.user) {
      throw new MessageError('notAllowed', 'suggestion');
    }
    // A repeated request, with what was typed since.
    const patch = changedFields(row.fields, { text: fields.text, item: fields.item });
    if (Object.keys(patch).length === 0) return;
    return void (await tx.write([{ op: 'patch', collection: 'suggestion', rowId: id, patch }]));
  }
  const open = { state: 'open' as const, answer: null, refKey: '' as const };
  const suggestion = { ...fields, ...open, ...authorAndTime(tx) };
  await tx.write([creation('suggestion', id, everyoneOrPrivate(tx), suggestion)]);
}

/** Answers a suggestion: only a manager may, not its author. */
async function answer(tx: CommandContext, { id, ...fields }: In<'suggestion.answer'>) {
  const row = await rowOf(tx, id, 'suggestion');
  if (!mayManage(tx.me)) throw new MessageError('notAllowed', 'suggestion');
  const patch = changedFields(row.fields, fields);
  if (Object.keys(patch).length === 0) return;
  await tx.write([{ op: 'patch', collection: 'suggestion', rowId: id, patch }]);
}

/**
 * One vote per person and suggestion. Removed in every scope, since a vote in any of them counts.
 */
async function vote(tx: CommandContext, { suggestion, on }: In<'suggestion.vote'>) {
  const fields = { suggestion, author: tx.user };
  await tx.write(
    on
      ? await put(tx, 'vote', everyoneOrPrivate(tx), fields)
      : await removeKeyed(tx, 'vote', { ...fields, refKey: '' }),
  );
}

export const playbookCommands = {
  'playbook.publish': publish,
  'playbook.map': mapStages,
  'playbook.move': async (tx, fields) =>
    putCurrent(tx, 'dealPlaybook', await recordScope(tx, fields.refKey), fields),
  'check.set': async (tx, fields) =>
    putCurrent(tx, 'checkItem', await recordScope(tx, fields.refKey), fields),
  'suggestion.make': makeSuggestion,
  'suggestion.answer': answer,
  'suggestion.vote': vote,
} satisfies Partial<Commands<keyof typeof import('../messages/playbooks.ts').playbookMessages>>;
