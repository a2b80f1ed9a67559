import { dayOf } from '../coaching/index.ts';
import type { In, PromptInput } from '../messages/index.ts';
import type { PromptOutcome, WrittenPrompt } from '../model/index.ts';
import { currentOf, type Row, SHARES } from '../store/index.ts';
import type { Change } from '../store/write.ts';
import { mustBeAllowed, orgOrPrivate, privateScope, rowOf } from './access.ts';
import type { CommandContext, Commands } from './context.ts';
import { applyChanges } from './fields.ts';
import { outcomeOf } from './outcomes.ts';
import { changedFields, creation, put, rowsOn, says, signed } from './rows.ts';

/** One row a prompt and record: each further day on screen is counted on it. */
async function shown(tx: CommandContext, { refKey, items }: In<'prompt.shown'>): Promise<void> {
  const scope = privateScope(tx);
  const known = (await rowsOn(tx, 'promptShown', refKey)).filter((row) => row.scope === scope);
  const changes: Change[] = [];
  const seen = new Set<string>();
  for (const { signal, fingerprint, kind } of items) {
    if (seen.has(fingerprint)) continue;
    seen.add(fingerprint);
    const row = known.find((item) => item.fields.fingerprint === fingerprint);
    const last = Number(row?.fields.last ?? 0);
    if (row && dayOf(last, tx.timeZone) === dayOf(tx.now, tx.timeZone)) continue;
    const days = row ? Number(row.fields.days) + 1 : 1;
    const fields = {
      refKey,
      fingerprint,
      signal,
      kind,
      days,
      last: tx.now,
      before: row ? last : null,
    };
    changes.push(...(await put(tx, 'promptShown', scope, fields)));
  }
  await tx.write([...changes, ...outlived(known, seen, changes.length)]);
}

/** A record keeps as many of these as are read with it: those that stood on screen last. */
function outlived(known: readonly Row[], seen: ReadonlySet<string>, added: number): Change[] {
  const others = known.filter((row) => !seen.has(String(row.fields.fingerprint)));
  const extra = Math.max(0, known.length + added - SHARES.facts.promptShown);
  const oldest = others
    .sort((a, b) => Number(a.fields.last) - Number(b.fields.last))
    .slice(0, extra);
  return oldest.map((row) => ({
    op: 'delete',
    collection: 'promptShown',
    rowId: row.id,
    patch: {},
  }));
}

/** A prompt is put away on every deal, or brought back. */
async function retire(tx: CommandContext, { signal, back }: In<'prompt.retire'>): Promise<void> {
  const mine = (await rowsOn(tx, 'promptOutcome', 'all')).filter(
    (row) => row.fields.author === tx.user && row.fields.signal === signal,
  );
  const fields = {
    refKey: 'all',
    signal,
    fingerprint: '',
    outcome: 'retired' as const,
    reason: back ? 'back' : 'never',
  };
  const last = currentOf(mine);
  if (says(last, fields) || (back && !last)) return;
  const row: PromptOutcome = { ...fields, ...signed(tx) };
  await tx.write([creation('promptOutcome', tx.ids.next(), privateScope(tx), row)]);
}

/** Creates a written prompt, or changes what differs: a colleague may have changed another field. */
async function written(
  tx: CommandContext,
  id: string,
  prompt: PromptInput,
  from: PromptInput | null,
): Promise<Change[]> {
  const row = await tx.db.rows.get(id);
  if (!row) {
    const meta = { refKey: '' as const, ...signed(tx), editedBy: null, editedAt: null };
    const fields: WrittenPrompt = { ...prompt, ...meta };
    return [creation('prompt', id, orgOrPrivate(tx), fields)];
  }
  mustBeAllowed(tx, 'change', await rowOf(tx, id, 'prompt'));
  const part = { collection: 'prompt' as const, rowId: id };
  // Somebody deleted it while it was being written: what was written brings it back.
  const restored: Change[] = row.deleted ? [{ ...part, op: 'restore', patch: {} }] : [];
  const changed = changedFields(row.fields, applyChanges(row.fields, from, prompt));
  if (Object.keys(changed).length === 0) return restored;
  const patch = { ...changed, editedBy: tx.user, editedAt: tx.now };
  return [...restored, { ...part, op: 'patch', patch }];
}

async function change(tx: CommandContext, op: 'delete' | 'restore', id: string): Promise<void> {
  const row = await rowOf(tx, id, 'prompt');
  mustBeAllowed(tx, 'remove', row);
  if (row.deleted === (op === 'delete')) return;
  await tx.write([{ op, collection: 'prompt', rowId: id, patch: {} }]);
}

export const promptCommands = {
  'prompt.outcome': async (tx, answer) => {
    await tx.write(await outcomeOf(tx, answer));
  },
  'prompt.shown': shown,
  'prompt.retire': retire,
  'prompt.write': async (tx, { id, prompt, from }) => {
    await tx.write(await written(tx, id, prompt, from));
  },
  'prompt.import': async (tx, { prompts }) => {
    // A file may name one id twice: what comes later stands.
    for (const { id, prompt } of prompts) await tx.write(await written(tx, id, prompt, null));
  },
  'prompt.delete': (tx, { id }) => change(tx, 'delete', id),
  'prompt.restore': (tx, { id }) => change(tx, 'restore', id),
} satisfies Partial<Commands<keyof typeof import('../messages/prompts.ts').promptMessages>>;
