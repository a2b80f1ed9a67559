import type { In } from '../messages/index.ts';
import { parseScope } from '../model/index.ts';
import { getMeta } from '../store/index.ts';
import { type Change, putMeta } from '../store/write.ts';
import { loadRepForSharing } from '../view/load.ts';
import type { CommandContext } from './context.ts';
import { creation, rowsOn } from './rows.ts';

/** One entry per hour and record is precise enough. */
const HOUR_MS = 3_600_000;

/**
 * Access log entries for the reps whose notes the user has on screen. The server stores them for
 * the rep alone and takes one an hour from all devices (`hourly`); this device remembers its own.
 */
export async function accessLogEntries(
  tx: CommandContext,
  { refKey }: In<'note.opened'>,
): Promise<Change[]> {
  if (!tx.me) return [];
  const owner = await loadRepForSharing(tx.db, refKey);
  const notes = await rowsOn(tx, 'note', refKey);
  const looks = Object.entries((await getMeta(tx.db, 'looks')) ?? {}).filter(
    // A clock that was set back would hide looks for long.
    ([, at]) => Math.abs(tx.now - at) < HOUR_MS,
  );
  const recent = new Map(looks);
  const entries = [...new Set(notes.map((note) => note.scope))].flatMap((scope) => {
    const parts = parseScope(scope);
    const ownPair = parts?.kind === 'pair' && parts.manager === tx.user;
    const about = ownPair ? parts.rep : parts?.kind === 'team' ? owner : null;
    const look = `${scope} ${refKey}`;
    if (about === null || about === tx.user || recent.has(look)) return [];
    recent.set(look, tx.now);
    const entry = { refKey, rep: about, author: tx.user, at: tx.now, how: 'panel' as const };
    return [creation('opening', tx.ids.next(), scope, entry)];
  });
  if (entries.length > 0) await putMeta(tx.db, 'looks', Object.fromEntries(recent));
  return entries;
}
