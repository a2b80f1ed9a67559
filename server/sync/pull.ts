import { scopesOf } from '../../lib/model/index.ts';
import {
  began,
  cursor,
  PULL_CHARS,
  PULL_LIMIT,
  type PullRequest,
  type PullResponse,
  since,
} from '../../lib/sync/protocol.ts';
import { type Context, standingOf } from '../store/context.ts';
import type { Store } from '../store/store.ts';
import type { Tx } from '../store/tables.ts';

/** Scopes that are asked for from the same version on, so that one query serves them all. */
interface Group {
  scopes: string[];
  from: number;
  /** For scopes that come for the first time: the head at their first page. They began with everything that lived then. */
  began: number | null;
}

const columns = [
  'id',
  'collection',
  'scope',
  'version',
  'rev',
  'deleted',
  'fields',
  'schema',
] as const;

/** An answer whose rows are JSON already: their fields are stored as text and need not be read only to be written again. */
interface Answering extends Omit<PullResponse, 'rows'> {
  rows: string[];
}

/** The same as `pull`, as the JSON that goes over the wire, and how many rows are in it. */
export async function pullJson(
  store: Store,
  asker: Context,
  request: PullRequest,
): Promise<{ json: string; rows: number }> {
  const { rows, ...rest } = await answerTo(store, asker, request);
  return {
    json: `${JSON.stringify(rest).slice(0, -1)},"rows":[${rows.join(',')}]}`,
    rows: rows.length,
  };
}

/** How much one answer holds: rows, and about how many characters of their fields. */
interface Room {
  rows: number;
  chars: number;
}
const ROOM: Room = { rows: PULL_LIMIT, chars: PULL_CHARS };

/** Everything a person may see that is newer than their cursors. Head and rows come from one snapshot (L1). */
export async function pull(
  store: Store,
  asker: Context,
  request: PullRequest,
  room: Room = ROOM,
): Promise<PullResponse> {
  const { rows, ...rest } = await answerTo(store, asker, request, room);
  return { ...rest, rows: rows.map((row) => JSON.parse(row) as PullResponse['rows'][number]) };
}

async function answerTo(
  store: Store,
  asker: Context,
  request: PullRequest,
  most = ROOM,
): Promise<Answering> {
  return store.within(
    asker.org,
    async (tx) => {
      const who = await standingOf(tx, asker);
      const org = await tx
        .selectFrom('org')
        .select(['version', 'epoch', 'floor'])
        .where('id', '=', who.org)
        .executeTakeFirstOrThrow();
      const mine = scopesOf(who) as string[];
      const held = Object.keys(request.scopes);
      const answer: Answering = {
        epoch: org.epoch,
        rows: [],
        gone: [],
        dropScopes: held.filter((scope) => !mine.includes(scope)),
        newScopes: mine.filter((scope) => !held.includes(scope)),
        reset: [],
        cursors: {},
        more: false,
      };
      const asked = mine.map((scope) => {
        const from = since(request.scopes[scope], org.epoch);
        // Another epoch, a cursor ahead of the head (a restored backup) or below the floor starts from nothing, and what the device holds goes (L4).
        const start = began(request.scopes[scope]);
        const usable =
          from !== null &&
          from <= org.version &&
          (from >= org.floor ||
            from === 0 ||
            (start !== null && start <= org.version && start >= org.floor));
        if (!usable && held.includes(scope)) answer.reset.push(scope);
        return usable && from > 0
          ? { scope, from, began: start }
          : { scope, from: 0, began: org.version };
      });
      let room = most;
      for (const group of grouped(asked))
        room = await fill(tx, answer, group, room, org, who, mine);
      if (!answer.more) answer.check = await sumsOf(tx, who.org, mine);
      return answer;
    },
    { snapshot: true },
  );
}

/** Backfills come one scope after the other, in the order of an index; what everybody asks for at every poke comes in one query. */
function grouped(asked: readonly { scope: string; from: number; began: number | null }[]): Group[] {
  const groups = new Map<string, Group>();
  for (const { scope, from, began } of asked) {
    const key = from === 0 ? scope : `${from} ${began}`;
    const group = groups.get(key) ?? { scopes: [], from, began };
    group.scopes.push(scope);
    groups.set(key, group);
  }
  return [...groups.values()];
}

async function fill(
  tx: Tx,
  answer: Answering,
  { scopes, from, began }: Group,
  room: Room,
  org: { version: number; epoch: string },
  who: Context,
  mine: readonly string[],
): Promise<Room> {
  const at = (version: number, whole: boolean) => {
    for (const scope of scopes)
      answer.cursors[scope] = cursor(org.epoch, version, whole ? null : began);
  };
  if (from >= org.version && from > 0) {
    at(from, true);
    return room;
  }
  if (room.rows <= 0 || room.chars <= 0) {
    // The answer is full: these scopes keep their place and come next time.
    answer.more = true;
    at(from, from === 0);
    return room;
  }
  const rows = await tx
    .selectFrom('row')
    .select(columns)
    .where('org_id', '=', who.org)
    .where('scope', 'in', scopes)
    .where('version', '>', from)
    // Whoever comes later gets what is there, not what was deleted before: only its author may bring it back.
    .$if(began !== null, (query) =>
      query.where((eb) =>
        eb.or([eb('deleted', '=', 0), eb('author', '=', who.user), eb('version', '>', began ?? 0)]),
      ),
    )
    .orderBy('version')
    .limit(room.rows + 1)
    .execute();
  let chars = room.chars;
  let taken = 0;
  while (taken < Math.min(rows.length, room.rows) && (chars > 0 || taken === 0))
    chars -= rows[taken++]?.fields.length ?? 0;
  const full = taken < rows.length;
  // Versions are unique in an organisation, so a page may end anywhere.
  const upTo = full ? (rows[taken - 1]?.version ?? from) : org.version;
  answer.more ||= full;
  at(upTo, !full);
  for (const row of rows.slice(0, taken)) answer.rows.push(wire(row));
  if (from > 0) await departures(tx, answer, { scopes, from }, upTo, who, mine);
  return { rows: room.rows - taken, chars };
}

/** What left these scopes. A row that moved to another scope that this person holds comes as a row, not as gone (L2). */
async function departures(
  tx: Tx,
  answer: Answering,
  { scopes, from }: Pick<Group, 'scopes' | 'from'>,
  upTo: number,
  who: Context,
  mine: readonly string[],
): Promise<void> {
  const left = await tx
    .selectFrom('departure')
    .leftJoin('row', (join) =>
      join.onRef('row.id', '=', 'departure.row_id').onRef('row.org_id', '=', 'departure.org_id'),
    )
    .select(['departure.row_id', 'departure.scope as left', 'row.scope as now'])
    .distinct()
    .where('departure.org_id', '=', who.org)
    .where('departure.scope', 'in', scopes)
    .where('departure.version', '>', from)
    .where('departure.version', '<=', upTo)
    .execute();
  for (const row of left)
    if (row.now === null || !mine.includes(row.now))
      answer.gone.push({ id: row.row_id, scope: row.left });
}

async function sumsOf(
  tx: Tx,
  org: string,
  mine: readonly string[],
): Promise<NonNullable<PullResponse['check']>> {
  const sums = await tx
    .selectFrom('scope_sum')
    .select(['scope', 'count', 'hash'])
    .where('org_id', '=', org)
    .where('scope', 'in', mine)
    .execute();
  return Object.fromEntries(sums.map(({ scope, count, hash }) => [scope, { count, hash }]));
}

function wire(row: {
  id: string;
  collection: string;
  scope: string;
  version: number;
  rev: number;
  deleted: number;
  fields: string;
  schema: number;
}): string {
  const { fields, deleted, ...rest } = row;
  return `${JSON.stringify({ ...rest, deleted: deleted === 1 }).slice(0, -1)},"fields":${fields}}`;
}
