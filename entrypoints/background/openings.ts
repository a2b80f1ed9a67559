import type { In } from '../../lib/messages/index.ts';
import { parseScope } from '../../lib/model/index.ts';
import type { Change } from '../../lib/store/write.ts';
import { account, ids } from './account.ts';
import { commit } from './commit.ts';

/** One trace an hour and record is enough to tell who looked when. */
const HOUR_MS = 3_600_000;

/** Leaves a trace that the rep can read: somebody else has what is written about them on screen. */
export async function noteOpened({ refKey, rep }: In<'note.opened'>): Promise<void> {
  const who = await account();
  if (!who.me || rep === who.user) return;
  const notes = (await who.db.rows.where('[collection+refKey]').equals(['note', refKey]).toArray()).filter((row) => !row.deleted);
  const since = Date.now() - HOUR_MS;
  const known = (await who.db.rows.where('[collection+refKey]').equals(['opening', refKey]).toArray()).filter(
    (row) => row.fields.author === who.user && Number(row.fields.at) > since,
  );
  const changes: Change[] = [];
  for (const scope of new Set(notes.map((note) => note.scope))) {
    const parts = parseScope(scope);
    const about = parts?.kind === 'pair' && parts.manager === who.user ? parts.rep : parts?.kind === 'team' ? rep : null;
    if (about === null || known.some((row) => row.scope === scope)) continue;
    changes.push({ op: 'create', collection: 'opening', rowId: ids.next(), scope, patch: { refKey, rep: about, author: who.user, at: Date.now(), how: 'panel' } });
  }
  if (changes.length > 0) await commit(who, changes, refKey);
}
