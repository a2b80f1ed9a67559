import type { In, PromptAction } from '../messages/index.ts';
import { currentOf } from '../store/index.ts';
import type { Change } from '../store/write.ts';
import { privateScope, recordScope } from './access.ts';
import type { CommandContext } from './context.ts';
import { authorAndTime, contains, creation, rowsOn } from './rows.ts';

/** Within this time, a repeated press of one button is the same action. */
const REPEATED_PRESS_MS = 60_000;

/**
 * The change that stores a person's action on a prompt; none for a repeated press.
 * @param onlyMe its fingerprint has words that nobody else may read.
 */
export async function outcomeOf(
  tx: CommandContext,
  action: PromptAction,
  onlyMe = false,
): Promise<Change[]> {
  const recent = (await rowsOn(tx, 'promptOutcome', action.refKey)).filter(
    (row) =>
      row.fields.author === tx.user && Math.abs(tx.now - Number(row.fields.at)) < REPEATED_PRESS_MS,
  );
  if (recent.some((row) => contains(row, action))) return [];
  // Answered and “Ask my manager” are visible to others; Later and Not useful stay private.
  const shared = !onlyMe && (action.outcome === 'answered' || action.outcome === 'asked');
  const scope = shared ? await recordScope(tx, action.refKey) : privateScope(tx);
  return [creation('promptOutcome', tx.ids.next(), scope, { ...action, ...authorAndTime(tx) })];
}

/** Takes back what this person chose last for a prompt. The note of an answer stays. */
export async function undoOutcome(
  tx: CommandContext,
  { refKey, signal, fingerprint }: In<'prompt.undo'>,
): Promise<Change[]> {
  const last = currentOf(
    (await rowsOn(tx, 'promptOutcome', refKey)).filter(
      ({ fields }) =>
        fields.author === tx.user && fields.signal === signal && fields.fingerprint === fingerprint,
    ),
  );
  return last ? [{ op: 'delete', collection: 'promptOutcome', rowId: last.id, patch: {} }] : [];
}
