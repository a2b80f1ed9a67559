import type { In } from '../messages/index.ts';
import { parseScope } from '../model/index.ts';
import type { Change } from '../store/write.ts';
import { loadRepForSharing } from '../view/load.ts';
import type { CommandContext } from './context.ts';
import { creation, rowsOn } from './rows.ts';

/** One entry per hour and record is precise enough. */
const HOUR_MS = 3_600_000;

/** Access log entries for the reps whose notes the user has on screen. */
export async function accessLogEntries(
  tx: CommandContext,
  { refKey }: In<'note.opened'>,
): Promise<Change[]> {
  if (!tx.me) return [];
  const owner = await loadRepForSharing(tx.db, refKey);
  const notes = await rowsOn(tx, 'note', refKey);
  // `at` is the server's arrival time, which this device's clock may differ from in either
  // direction. The server drops a second entry within the hour (`hourly`).
  const logged = (await rowsOn(tx, 'opening', refKey)).filter(
    ({ fields, pending }) =>
      fields.author === tx.user && (pending > 0 || Math.abs(tx.now - Number(fields.at)) < HOUR_MS),
  );
  return [...new Set(notes.map((note) => note.scope))].flatMap((scope) => {
    const parts = parseScope(scope);
    const ownPair = parts?.kind === 'pair' && parts.manager === tx.user;
    const about = ownPair ? parts.rep : parts?.kind === 'team' ? owner : null;
    if (about === null || about === tx.user || logged.some((row) => row.scope === scope)) return [];
    const entry = { refKey, rep: about, author: tx.user, at: tx.now, how: 'panel' as const };
    return [creation('opening', tx.ids.next(), scope, entry)];
  });
}
