import { keyedId, LOCAL_ORG, LOCAL_USER, scopes } from '../model/index.ts';
import type { Row, SidelineDb } from './db.ts';
import { getMeta } from './meta.ts';

/**
 * The person's own votes for some suggestions, found by their keys: an organisation may have more
 * votes than one query reads, and one's own says what the button does.
 */
export async function ownVotes(db: SidelineDb, suggestions: readonly string[]): Promise<Row[]> {
  const me = await getMeta(db, 'me');
  const [org, user] = [me?.org.id ?? LOCAL_ORG, me?.user.id ?? LOCAL_USER];
  const found = new Map<string, Row>();
  // One row each: a vote from before there was an account lies in the private scope.
  for (const scope of [...(me ? [scopes.org(org)] : []), scopes.private(user)]) {
    const missing = suggestions.filter((id) => !found.has(id));
    const rows = await db.rows.bulkGet(
      missing.map((id) => keyedId(org, scope, 'vote', [id, user])),
    );
    for (const row of rows) if (row && !row.deleted) found.set(String(row.fields.suggestion), row);
  }
  return [...found.values()];
}
