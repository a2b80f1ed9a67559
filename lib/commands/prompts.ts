import { dayOf } from '../coaching/index.ts';
import type { In, PromptInput } from '../messages/index.ts';
import type { AuthoredPrompt, PromptOutcome } from '../model/index.ts';
import { currentOf, type Row, SHARES } from '../store/index.ts';
import type { Change } from '../store/write.ts';
import { mustBeAllowed, orgOrPrivate, privateScope, rowOf } from './access.ts';
import type { CommandContext, Commands } from './context.ts';
import { applyChanges } from './fields.ts';
import { outcomeOf, undoOutcome, undoText } from './outcomes.ts';
import { authorAndTime, changedFields, contains, creation, put, rowsOn } from './rows.ts';

/** Counts the days on which a prompt was on screen, in one row per prompt and record. */
async function shown(tx: CommandContext, { refKey, items }: In<'prompt.shown'>): Promise<void> {
  const scope = privateScope(tx);
  const stored = (await rowsOn(tx, 'promptShown', refKey)).filter((row) => row.scope === scope);
  const changes: Change[] = [];
  const seen = new Set<string>();
  let added = 0;
  for (const { signal, fingerprint, kind } of items) {
    if (seen.has(fingerprint)) continue;
    seen.add(fingerprint);
    const same = stored.filter((item) => item.fields.fingerprint === fingerprint);
    const row = currentOf(same);
    const last = Number(row?.fields.last ?? 0);
    if (row && dayOf(last, tx.timeZone) === dayOf(tx.now, tx.timeZone)) continue;
    if (!row) added += 1;
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
    // The days of a row under the key of 0.1.0 are in the new row.
    const former = same.filter((item) => item.refKey !== refKey);
    changes.push(...(await put(tx, 'promptShown', scope, fields)), ...former.map(deletion));
  }
  await tx.write([...changes, ...evictions(stored, seen, added)]);
}

/**
 * Deletes the rows that were shown longest ago, beyond the number that a page reads.
 * @param added the number of new rows; a row that is counted again takes no more space.
 */
function evictions(stored: readonly Row[], seen: ReadonlySet<string>, added: number): Change[] {
  const others = stored.filter((row) => !seen.has(String(row.fields.fingerprint)));
  const extra = Math.max(0, stored.length + added - SHARES.facts.promptShown);
  const oldest = others
    .sort((a, b) => Number(a.fields.last) - Number(b.fields.last))
    .slice(0, extra);
  return oldest.map(deletion);
}

function deletion({ id }: Row): Change {
  return { op: 'delete', collection: 'promptShown', rowId: id, patch: {} };
}

/** Retires a prompt on every deal, or brings it back. */
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
  if (contains(last, fields) || (back && !last)) return;
  const row: PromptOutcome = { ...fields, ...authorAndTime(tx) };
  await tx.write([creation('promptOutcome', tx.ids.next(), privateScope(tx), row)]);
}

/**
 * Creates an authored prompt, or changes what differs: a colleague may have changed another field.
 */
async function authoredPrompt(
  tx: CommandContext,
  id: string,
  prompt: PromptInput,
  from: PromptInput | null,
): Promise<Change[]> {
  const row = await tx.db.rows.get(id);
  if (!row) {
    const meta = { refKey: '' as const, ...authorAndTime(tx), editedBy: null, editedAt: null };
    const fields: AuthoredPrompt = { ...prompt, ...meta };
    return [creation('prompt', id, orgOrPrivate(tx), fields)];
  }
  mustBeAllowed(tx, 'change', await rowOf(tx, id, 'prompt'));
  const target = { collection: 'prompt' as const, rowId: id };
  // Deleted while it was being edited: saving restores it.
  const restored: Change[] = row.deleted ? [{ ...target, op: 'restore', patch: {} }] : [];
  const changed = changedFields(row.fields, applyChanges(row.fields, from, prompt));
  if (Object.keys(changed).length === 0) return restored;
  const patch = { ...changed, editedBy: tx.user, editedAt: tx.now };
  return [...restored, { ...target, op: 'patch', patch }];
}

async function change(tx: CommandContext, op: 'delete' | 'restore', id: string): Promise<void> {
  const row = await rowOf(tx, id, 'prompt');
  mustBeAllowed(tx, 'remove', row);
  if (row.deleted === (op === 'delete')) return;
  await tx.write([{ op, collection: 'prompt', rowId: id, patch: {} }]);
}

export const promptCommands = {
  'prompt.outcome': async (tx, action) => {
    await tx.write(await outcomeOf(tx, action));
  },
  'prompt.undo': async (tx, prompt) => {
    await tx.write(await undoOutcome(tx, prompt));
  },
  'prompt.undoText': undoText,
  'prompt.shown': shown,
  'prompt.retire': retire,
  'prompt.write': async (tx, { id, prompt, from }) => {
    await tx.write(await authoredPrompt(tx, id, prompt, from));
  },
  'prompt.import': async (tx, { prompts }) => {
    // A file may contain an id twice: the later one is used.
    for (const { id, prompt } of prompts)
      await tx.write(await authoredPrompt(tx, id, prompt, null));
  },
  'prompt.delete': (tx, { id }) => change(tx, 'delete', id),
  'prompt.restore': (tx, { id }) => change(tx, 'restore', id),
} satisfies Partial<Commands<keyof typeof import('../messages/prompts.ts').promptMessages>>;
