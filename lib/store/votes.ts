import { keyedId, LOCAL_ORG, LOCAL_USER, scopes } from '../model/index.ts';
import type { Row, SidelineDb } from './db.ts';
import { getMeta } from './meta.ts';

/**
 * The person's own votes for some suggestions, looked up by their keys: an organisation may have
 * more votes than one query reads, and the button's state depends on the own vote.
 */
export async function ownVotes(db: SidelineDb, suggestions: readonly string[]): Promise<Row[]> {
  const me = await getMeta(db, 'me');
  const [org, user] = [me?.org.id ?? LOCAL_ORG, me?.user.id ?? LOCAL_USER];
  const votes = new Map<string, Row>();
  // A vote from before signing in is in the private scope.
  for (const scope of [...(me ? [scopes.org(org)] : []), scopes.private(user)]) {
    const missing = suggestions.filter((id) => !votes.has(id));
    const rows = await db.rows.bulkGet(
      missing.map((id) => keyedId(org, scope, 'vote', [id, user])),
    );
    for (const row of rows) if (row && !row.deleted) votes.set(String(row.fields.suggestion), row);
  }
  return [...votes.values()];
}
