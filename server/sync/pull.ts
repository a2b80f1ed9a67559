import { scopesOf } from '../../lib/model/index.ts';
import {
  began,
  cursor,
  PULL_CHARS,
  PULL_GONE,
  PULL_LIMIT,
  type PullRequest,
  type PullResponse,
  since,
} from '../../lib/sync/protocol.ts';
import { type Context, currentMembership } from '../store/context.ts';
import type { Store } from '../store/store.ts';
import type { Tables, Tx } from '../store/tables.ts';
import { departuresUpTo, goneFor } from './gone.ts';
import { readsDeleted } from './policy.ts';

/** Where the pull of one scope starts. */
interface Start {
  scope: string;
  from: number;
  /**
   * During a backfill, which sends a scope for the first time: the head at its first page. It began
   * with every row that was not deleted then.
   */
  began: number | null;
}

/** Scopes that start at the same version, so that one query serves them all. */
interface Group extends Omit<Start, 'scope'> {
  scopes: string[];
}

type Org = Pick<Tables['org'], 'version' | 'epoch' | 'floor'>;

const columns = [
  'id',
  'collection',
  'scope',
  'version',
  'rev',
  'deleted',
  'fields',
  'schema',
  'author',
] as const;

/** A response whose rows are JSON already: their fields are stored as text and are not parsed. */
interface PullResponseJson extends Omit<PullResponse, 'rows'> {
  rows: string[];
}

/** The pull response as JSON, and its row count. */
export async function pullJson(
  store: Store,
  asker: Context,
  request: PullRequest,
): Promise<{ json: string; rows: number }> {
  const { rows, ...rest } = await responseTo(store, asker, request);
  return { json: jsonWith(rest, 'rows', `[${rows.join(',')}]`), rows: rows.length };
}

/** An object as JSON, with one more field whose value is JSON already. */
function jsonWith(object: object, name: string, json: string): string {
  const fields = Object.entries(object)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`);
  return `{${[...fields, `${JSON.stringify(name)}:${json}`].join(',')}}`;
}

/**
 * How much one response may contain: rows, about how many characters of their fields, and records
 * of rows that left a scope.
 */
interface PageLimit {
  rows: number;
  chars: number;
  gone: number;
}
const PAGE_LIMIT: PageLimit = { rows: PULL_LIMIT, chars: PULL_CHARS, gone: PULL_GONE };

/**
 * All rows a person may read that are newer than their cursors. One snapshot for all (L1). Used
 * only by tests, which read rows as objects: the route sends `pullJson`.
 */
export async function pull(
  store: Store,
  asker: Context,
  request: PullRequest,
  limit: Partial<PageLimit> = {},
): Promise<PullResponse> {
  const { rows, ...rest } = await responseTo(store, asker, request, { ...PAGE_LIMIT, ...limit });
  return { ...rest, rows: rows.map((row) => JSON.parse(row) as PullResponse['rows'][number]) };
}

async function responseTo(
  store: Store,
  asker: Context,
  request: PullRequest,
  limit = PAGE_LIMIT,
): Promise<PullResponseJson> {
  return store.within(
    asker.org,
    async (tx) => {
      const who = await currentMembership(tx, asker);
      const org = await tx
        .selectFrom('org')
        .select(['version', 'epoch', 'floor', 'people'])
        .where('id', '=', who.org)
        .executeTakeFirstOrThrow();
      const mine = scopesOf(who) as string[];
      const held = Object.keys(request.scopes);
      const response: PullResponseJson = {
        epoch: org.epoch,
        rows: [],
        gone: [],
        dropScopes: held.filter((scope) => !mine.includes(scope)),
        newScopes: mine.filter((scope) => !held.includes(scope)),
        reset: [],
        cursors: {},
        more: false,
        people: org.people,
      };
      const starts = mine.map((scope): Start => {
        const start = continuedFrom(request.scopes[scope], org);
        // The scope starts again from nothing, and the device deletes what it holds of it (L4).
        if (start === null && held.includes(scope)) response.reset.push(scope);
        const { from, began } = start ?? BEGINNING;
        return from > 0 ? { scope, from, began } : { scope, from: 0, began: org.version };
      });
      let remaining = limit;
      const pulling: Pulling = { tx, who, org, mine, response };
      for (const group of grouped(starts)) remaining = await fill(pulling, group, remaining);
      if (!response.more) response.check = await sumsOf(tx, who.org, mine);
      return response;
    },
    { snapshot: true },
  );
}

const BEGINNING = { from: 0, began: null };

/** Where a cursor lets the pull continue; null if the device has to pull everything again (L4). */
function continuedFrom(text: string | undefined, org: Org): Omit<Start, 'scope'> | null {
  const from = since(text, org.epoch);
  const backfill = began(text);
  // Of another epoch, or ahead of the head: a backup was restored.
  if (from === null || from > org.version) return null;
  const isAboveFloor = from === 0 || from >= org.floor;
  // Tombstones below the floor are gone, but a backfill skips rows deleted before it began.
  const isBackfillAboveFloor =
    backfill !== null && backfill <= org.version && backfill >= org.floor;
  return isAboveFloor || isBackfillAboveFloor ? { from, began: backfill } : null;
}

/**
 * One group for each backfill, so that its rows come in the order of an index; one group for all
 * scopes with the same cursor, since these are what every poke asks for.
 */
function grouped(starts: readonly Start[]): Group[] {
  const groups = new Map<string, Group>();
  for (const { scope, from, began } of starts) {
    const key = from === 0 ? scope : `${from} ${began}`;
    const group = groups.get(key) ?? { scopes: [], from, began };
    group.scopes.push(scope);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** A pull in progress. */
interface Pulling {
  tx: Tx;
  who: Context;
  org: Org;
  /** The scopes that the person may read. */
  mine: readonly string[];
  response: PullResponseJson;
}

/** Adds the rows of a group to the response. @returns how much more it may contain. */
async function fill(pulling: Pulling, group: Group, remaining: PageLimit): Promise<PageLimit> {
  const { tx, who, org, response } = pulling;
  const { scopes, from, began } = group;
  const setCursors = (version: number, backfill: number | null) => {
    for (const scope of scopes) response.cursors[scope] = cursor(org.epoch, version, backfill);
  };
  const isUpToDate = from > 0 && from >= org.version;
  if (isUpToDate) {
    setCursors(from, null);
    return remaining;
  }
  const isResponseFull = Math.min(remaining.rows, remaining.chars, remaining.gone) <= 0;
  if (isResponseFull) {
    // These scopes keep their cursors and come with the next response.
    response.more = true;
    const isStarted = from > 0;
    setCursors(from, isStarted ? began : null);
    return remaining;
  }
  const rows = await tx
    .selectFrom('row')
    .select(columns)
    .where('org_id', '=', who.org)
    .where('scope', 'in', scopes)
    .where('version', '>', from)
    // A backfill leaves out rows deleted before it began, except the reader's own: only the author
    // may restore a row.
    .$if(began !== null, (query) =>
      query.where((eb) =>
        eb.or([eb('deleted', '=', 0), eb('author', '=', who.user), eb('version', '>', began ?? 0)]),
      ),
    )
    .orderBy('version')
    .limit(remaining.rows + 1)
    .execute();
  const fits = pageOf(rows, remaining);
  // Versions are unique in an organisation, so a page may end anywhere.
  const end = fits.length < rows.length ? (fits.at(-1)?.version ?? from) : org.version;
  const left =
    from > 0 ? await departuresUpTo(tx, who.org, { scopes, from, end }, remaining.gone) : null;
  const upTo = left?.upTo ?? end;
  const page = fits.filter(({ version }) => version <= upTo);
  const isCut = upTo < org.version;
  response.more ||= isCut;
  setCursors(upTo, isCut ? began : null);
  for (const row of page) response.rows.push(wire(who, row));
  if (left) response.gone.push(...goneFor(pulling.mine, left.departures));
  return {
    rows: remaining.rows - page.length,
    chars: remaining.chars - charsOf(page),
    gone: remaining.gone - (left?.departures.length ?? 0),
  };
}

const charsOf = (rows: readonly { fields: string }[]): number =>
  rows.reduce((sum, { fields }) => sum + fields.length, 0);

/** The first rows that fit; at least one, however long, so that every response makes progress. */
function pageOf<T extends { fields: string }>(rows: readonly T[], remaining: PageLimit): T[] {
  const page: T[] = [];
  let chars = remaining.chars;
  for (const row of rows.slice(0, remaining.rows)) {
    if (chars <= 0 && page.length > 0) break;
    page.push(row);
    chars -= row.fields.length;
  }
  return page;
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

/** A row as it is sent. What was deleted is sent only to those who may restore it. */
function wire(
  who: Context,
  { fields, deleted, author, ...rest }: Pick<Tables['row'], (typeof columns)[number]>,
): string {
  const isDeleted = deleted === 1;
  const isSent = !isDeleted || readsDeleted(who, { ...rest, author });
  const { id, collection, scope, version, rev, schema } = rest;
  // Without a list of names and values of each row, which took two fifths of reading a page.
  const json = JSON.stringify({ id, collection, scope, version, rev, schema, deleted: isDeleted });
  return `${json.slice(0, -1)},"fields":${isSent ? fields : '{}'}}`;
}
