import { canRead, type History, scopesOf } from '../../lib/model/index.ts';
import { type Context, standingOf } from '../store/context.ts';
import type { Store } from '../store/store.ts';
import { addRow } from './bulk.ts';
import { toldBy, toldThisHour } from './hourly.ts';

type Version = History['versions'][number];

/** The newest versions are shown, and kept however old they are. */
export const MOST_VERSIONS = 200;

/**
 * The versions of a row that its reader could have read when they were written: those whose scope of then is among the reader's (T5).
 * Null for a row that is not there or not theirs to see. A manager who looks leaves a trace that the rep can read.
 * @param id of the trace, if one is left.
 */
export async function historyOf(
  store: Store,
  asker: Context,
  rowId: string,
  id: string,
  now: number,
): Promise<Version[] | null> {
  return store.within(asker.org, async (tx) => {
    const who = await standingOf(tx, asker);
    const row = await tx
      .selectFrom('row')
      .select(['scope', 'author', 'fields', 'collection'])
      .where('org_id', '=', who.org)
      .where('id', '=', rowId)
      .executeTakeFirst();
    if (!row || !canRead(who, row.scope)) return null;
    const revisions = await tx
      .selectFrom('revision')
      .select(['rev', 'author', 'at', 'kind', 'text', 'merged', 'parent_rev as parent'])
      .where('org_id', '=', who.org)
      .where('row_id', '=', rowId)
      .where('scope_at', 'in', scopesOf(who))
      .orderBy('at', 'desc')
      .orderBy('rev', 'desc')
      .limit(MOST_VERSIONS)
      .execute();
    const pair = /^p:([^:]+):([^:]+)$/.exec(row.scope);
    if (pair?.[1] === who.user && pair[2] !== undefined) {
      const { refKey = '' } = JSON.parse(row.fields) as { refKey?: string };
      const fields = { refKey, rep: pair[2], author: who.user, at: now, how: 'history' };
      const trace = { id, collection: 'opening', scope: row.scope, fields, author: who.user };
      // Looking at each note of a deal is one look at the deal.
      const told = await toldThisHour(tx, who, [trace], now);
      if (!told.has(toldBy(trace) ?? '')) await addRow(tx, who.org, trace, now);
    }
    return revisions as Version[];
  });
}
