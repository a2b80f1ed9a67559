import { canRead, type History, scopes, scopesOf } from '../../lib/model/index.ts';
import { type Context, currentMembership } from '../store/context.ts';
import type { Store } from '../store/store.ts';
import { addRow } from './bulk.ts';
import { readsDeleted } from './policy.ts';
import { lockOrg } from './rows.ts';
import { singleKeyOf, singleKeysWritten } from './singles.ts';

type Version = History['versions'][number];

/** The newest versions are shown, and stored however old they are. */
export const MOST_VERSIONS = 200;

/**
 * True if a rep is there to read an access log entry: the rows of one who left may be on their way.
 */
const isThere = ({ leaving }: Context, rep: string) => !leaving?.includes(rep);

/**
 * The versions of a row that were written in a scope of the reader's: whoever joins a team reads
 * what was written for the team before (T5). Null for a row that does not exist or that the reader
 * may not see. If the reader is the manager of the pair, the rep gets an access log entry.
 * @param id of the access log entry, if one is written.
 */
export async function historyOf(
  store: Store,
  asker: Context,
  rowId: string,
  id: string,
  now: number,
): Promise<Version[] | null> {
  return store.within(asker.org, async (tx) => {
    const who = await currentMembership(tx, asker);
    const row = await tx
      .selectFrom('row')
      .select(['scope', 'author', 'fields', 'collection', 'deleted'])
      .where('org_id', '=', who.org)
      .where('id', '=', rowId)
      .executeTakeFirst();
    if (!row || !canRead(who, row.scope)) return null;
    // What was deleted is gone for everybody but those who may restore it.
    if (row.deleted === 1 && !readsDeleted(who, row)) return null;
    const revisions = await tx
      .selectFrom('revision')
      .select(['rev', 'author', 'at', 'kind', 'text', 'merged', 'parent_rev as parent'])
      .where('org_id', '=', who.org)
      .where('row_id', '=', rowId)
      .where('scope_at', 'in', scopesOf(who))
      .orderBy('version', 'desc')
      // Of before `version` was stored.
      .orderBy('at', 'desc')
      .orderBy('rev', 'desc')
      .limit(MOST_VERSIONS)
      .execute();
    const pair = /^p:([^:]+):([^:]+)$/.exec(row.scope);
    if (pair?.[1] === who.user && pair[2] !== undefined && isThere(who, pair[2])) {
      const { refKey = '' } = JSON.parse(row.fields) as { refKey?: string };
      const fields = { refKey, rep: pair[2], author: who.user, at: now, how: 'history' };
      // In the rep's private scope: the entry is for that person alone.
      const scope = scopes.private(pair[2]);
      const entry = { id, collection: 'opening', scope, fields, author: who.user };
      const single = { ...entry, parent: null };
      // Reading several notes of a deal within the hour is one entry.
      const isLogged = async () =>
        (await singleKeysWritten(tx, who, [single], now)).has(singleKeyOf(single) ?? '');
      if (!(await isLogged())) {
        // Most requests find an entry and need no lock. Before one is added, it is looked up again
        // under the lock: another request may have added it meanwhile.
        await lockOrg(tx, who.org, 0);
        // The rep may have left meanwhile, and nobody would ever delete the entry.
        const present = await currentMembership(tx, asker);
        if (!canRead(present, row.scope)) return null;
        if (isThere(present, pair[2]) && !(await isLogged())) await addRow(tx, who.org, entry, now);
      }
    }
    return revisions as Version[];
  });
}
