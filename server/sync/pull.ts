import { type ServerRow, scopesOf } from '../../lib/model/index.ts';
import { cursor, PULL_LIMIT, type PullRequest, type PullResponse, since } from '../../lib/sync/protocol.ts';
import { type Context, standingOf } from '../store/context.ts';
import type { Db } from '../store/tables.ts';

/** Everything a person may see that is newer than their cursors. Head and rows come from one transaction (L1). */
export async function pull(db: Db, asker: Context, request: PullRequest): Promise<PullResponse> {
  return db.transaction().execute(async (tx) => {
    const who = await standingOf(tx, asker);
    const org = await tx.selectFrom('org').select(['version', 'epoch']).where('id', '=', who.org).executeTakeFirstOrThrow();
    const head = Number(org.version);
    const mine = scopesOf(who);
    const held = Object.keys(request.scopes);
    const answer: PullResponse = {
      rows: [],
      gone: [],
      dropScopes: held.filter((scope) => !(mine as string[]).includes(scope)),
      newScopes: mine.filter((scope) => !held.includes(scope)),
      cursors: {},
      more: false,
    };
    let room = PULL_LIMIT;
    for (const scope of mine) {
      // A new scope, another epoch or a cursor ahead of the head (a restored backup) starts from nothing.
      const asked = since(request.scopes[scope], org.epoch);
      const from = asked > head ? 0 : asked;
      if (room === 0) {
        // The answer is full: this scope keeps its place and comes next time.
        answer.more = true;
        answer.cursors[scope] = cursor(org.epoch, from);
        continue;
      }
      const rows = await tx
        .selectFrom('row')
        .selectAll()
        .where('org_id', '=', who.org)
        .where('scope', '=', scope)
        .where('version', '>', from)
        .orderBy('version')
        .limit(room + 1)
        .execute();
      const page = rows.slice(0, room);
      const full = rows.length > room;
      room -= page.length;
      // Versions are unique in an organisation, so a page may end anywhere.
      const upTo = full ? Number(page.at(-1)?.version ?? from) : head;
      answer.more ||= full;
      answer.cursors[scope] = cursor(org.epoch, upTo);
      for (const row of page) answer.rows.push(wire(row));
      if (from === 0) continue;
      const left = await tx
        .selectFrom('departure')
        .leftJoin('row', (join) => join.onRef('row.id', '=', 'departure.row_id').onRef('row.org_id', '=', 'departure.org_id'))
        .select(['departure.row_id', 'row.scope'])
        .distinct()
        .where('departure.org_id', '=', who.org)
        .where('departure.scope', '=', scope)
        .where('departure.version', '>', from)
        .where('departure.version', '<=', upTo)
        .execute();
      // A row that moved to another scope that this person holds comes as a row, not as gone (L2).
      for (const row of left) if (row.scope === null || !(mine as string[]).includes(row.scope)) answer.gone.push({ id: row.row_id, scope });
    }
    return answer;
  });
}

function wire(row: { id: string; collection: string; scope: string; version: number; rev: number; deleted: number; fields: string; schema: number }): ServerRow {
  return {
    id: row.id,
    collection: row.collection,
    scope: row.scope,
    version: Number(row.version),
    rev: row.rev,
    deleted: row.deleted === 1,
    fields: JSON.parse(row.fields),
    schema: row.schema,
  };
}
