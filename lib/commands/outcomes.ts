import type { PromptAnswer } from '../messages/index.ts';
import type { Change } from '../store/write.ts';
import { privateScope, recordScope } from './access.ts';
import type { CommandContext } from './context.ts';
import { contains, creation, rowsOn, signed } from './rows.ts';

/** Within this time, a repeated press of one button is the same action. */
const REPEATED_PRESS_MS = 60_000;

/** The change that stores a person's action on a prompt; none for a repeated press. */
export async function outcomeOf(tx: CommandContext, answer: PromptAnswer): Promise<Change[]> {
  const recent = (await rowsOn(tx, 'promptOutcome', answer.refKey)).filter(
    (row) =>
      row.fields.author === tx.user && Math.abs(tx.now - Number(row.fields.at)) < REPEATED_PRESS_MS,
  );
  if (recent.some((row) => contains(row, answer))) return [];
  const shared = answer.outcome === 'answered' || answer.outcome === 'asked';
  const scope = shared ? await recordScope(tx, answer.refKey) : privateScope(tx);
  return [creation('promptOutcome', tx.ids.next(), scope, { ...answer, ...signed(tx) })];
}
