import { canRead, type History, parseScope, scopes, scopesOf } from '../../lib/model/index.ts';
import { type Context, currentMembership } from '../store/context.ts';
import type { Store } from '../store/store.ts';
import type { Tx } from '../store/tables.ts';
import { addRow } from './bulk.ts';
import { readsDeleted } from './policy.ts';
import { lockOrg } from './rows.ts';
import { singleKeyOf, singleKeysWritten } from './singles.ts';
import type { Stored } from './stored.ts';

type Version = History['versions'][number];

/** The newest versions are shown, and stored however old they are. */
export const MOST_VERSIONS = 200;

interface Served {
  scope: string;
  fields: string;
}

type Entry = Pick<Stored, 'id' | 'collection' | 'scope' | 'fields' | 'author'>;

/**
 * The access log entries about a look at earlier versions: for the rep of each pair that they were
 * written in, and for who wrote them, wherever the row is now. What was written for the whole
 * company is nobody’s in particular.
 */
function entriesOf(
  who: Context,
  row: Served,
  revisions: readonly { author: string; scope_at: string }[],
  { newId, now }: { newId: () => string; now: number },
): Entry[] {
  const concerned = new Set<string>();
  for (const scope of [row.scope, ...revisions.map(({ scope_at }) => scope_at)]) {
    const parts = parseScope(scope);
    if (parts?.kind === 'pair') concerned.add(parts.rep);
  }
  for (const { author, scope_at } of revisions)
    if (parseScope(scope_at)?.kind !== 'org') concerned.add(author);
  concerned.delete(who.user);
  const { refKey = '' } = JSON.parse(row.fields) as { refKey?: string };
  return [...concerned].map((rep) => ({
    id: newId(),
    collection: 'opening',
    // For that person alone.
    scope: scopes.private(rep),
    fields: { refKey, rep, author: who.user, at: now, how: 'history' },
    author: who.user,
  }));
}

/**
 * The entries that are not there yet, for people who are there to read them: nobody would ever
 * delete the entry of one who left. Reading several notes of a deal within the hour is one entry.
 */
async function missing(
  tx: Tx,
  who: Context,
  entries: readonly Entry[],
  now: number,
): Promise<Entry[]> {
  if (entries.length === 0) return [];
  const singles = entries.map((entry) => ({ ...entry, parent: null }));
  const written = await singleKeysWritten(tx, who, singles, now);
  const left = singles.filter((entry) => !written.has(singleKeyOf(entry) ?? ''));
  const people = left.map(({ fields }) => String(fields.rep));
  if (people.length === 0) return [];
  const present = await tx
    .selectFrom('member')
    .select('user_id')
    .where('org_id', '=', who.org)
    .where('user_id', 'in', people)
    .execute();
  const isThere = new Set(present.map(({ user_id }) => user_id));
  return left.filter(({ fields }) => isThere.has(String(fields.rep)));
}

type Readable = NonNullable<Awaited<ReturnType<typeof readableOf>>>;

/** A row with those of its versions that a person may read, and who that is at present. */
async function readableOf(tx: Tx, asker: Context, rowId: string) {
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
    .select('scope_at')
    .where('org_id', '=', who.org)
    .where('row_id', '=', rowId)
    .where('scope_at', 'in', scopesOf(who))
    .orderBy('version', 'desc')
    // Of before `version` was stored.
    .orderBy('at', 'desc')
    .orderBy('rev', 'desc')
    .limit(MOST_VERSIONS)
    .execute();
  return { who, row, revisions };
}

/**
 * The versions of a row that were written in a scope of the reader's: whoever joins a team reads
 * what was written for the team before (T5). Null for a row that does not exist or that the reader
 * may not see. Those whom the versions concern get an access log entry.
 * @param newId makes the id of an access log entry.
 */
export async function historyOf(
  store: Store,
  asker: Context,
  rowId: string,
  newId: () => string,
  now: number,
): Promise<Version[] | null> {
  return store.within(asker.org, async (tx) => {
    const missingFor = ({ who, row, revisions }: Readable) =>
      missing(tx, who, entriesOf(who, row, revisions, { newId, now }), now);
    let found = await readableOf(tx, asker, rowId);
    // Most requests find their entries and need no lock. Before some are added, all is read again
    // under the lock: meanwhile another request may have added them, and the reader's right may
    // have ended.
    if (found && (await missingFor(found)).length > 0) {
      await lockOrg(tx, asker.org, 0);
      found = await readableOf(tx, asker, rowId);
      for (const entry of found ? await missingFor(found) : [])
        await addRow(tx, asker.org, entry, now);
    }
    return found?.revisions.map(({ scope_at: _, ...version }) => version as Version) ?? null;
  });
}
