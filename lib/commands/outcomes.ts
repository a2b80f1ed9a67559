import type { PromptAnswer } from '../messages/index.ts';
import type { Change } from '../store/write.ts';
import { privateScope, recordScope } from './access.ts';
import type { CommandContext } from './context.ts';
import { creation, rowsOn, says, signed } from './rows.ts';

/** Two presses of one button are one wish; a minute later it is another. */
const SAME_WISH_MS = 60_000;

/** What somebody did with a prompt, as a change; none where it was said a moment ago. */
export async function outcomeOf(tx: CommandContext, answer: PromptAnswer): Promise<Change[]> {
  const recent = (await rowsOn(tx, 'promptOutcome', answer.refKey)).filter(
    (row) =>
      row.fields.author === tx.user && Math.abs(tx.now - Number(row.fields.at)) < SAME_WISH_MS,
  );
  if (recent.some((row) => says(row, answer))) return [];
  const shared = answer.outcome === 'answered' || answer.outcome === 'asked';
  const scope = shared ? await recordScope(tx, answer.refKey) : privateScope(tx);
  return [creation('promptOutcome', tx.ids.next(), scope, { ...answer, ...signed(tx) })];
}
