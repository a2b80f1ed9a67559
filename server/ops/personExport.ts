import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { collections, isCollection, scopes, scopesOf } from '../../lib/model/index.ts';
import { type Context, currentMembership } from '../store/context.ts';
import type { Store } from '../store/store.ts';
import type { Tx } from '../store/tables.ts';
import { ownsDeleted } from '../sync/policy.ts';
import { storedOf } from '../sync/rows.ts';
import { personBy } from './person.ts';

/** Rows that are looked through at once: with texts of full length about 4 MB. */
const PAGE = 200;

/** One page: items of the person, and the key of the last row that was looked at. */
interface Page<K> {
  items: unknown[];
  last: K | null;
}

type ReadPage<K> = (tx: Tx, after: K | null) => Promise<Page<K>>;

/** A collection defines whether its rows are exported. Rows of unknown collections are exported. */
function isExported({ collection }: { collection: string }): boolean {
  return !isCollection(collection) || collections[collection].exported;
}

/** Scopes about the person: their own, and their pairs with managers. */
async function scopesAbout(tx: Tx, org: string, person: string): Promise<string[]> {
  const pairs = await tx
    .selectFrom('pairing')
    .select('manager')
    .where('org_id', '=', org)
    .where('rep', '=', person)
    .execute();
  return [scopes.private(person), ...pairs.map(({ manager }) => scopes.pair(manager, person))];
}

/** Rows by id. A page ends after PAGE rows of anybody, so that no query takes long. */
function rowPages(org: string, person: string, asker: Context | null): ReadPage<string> {
  return async (tx, after) => {
    // The membership of now: it may end during the export.
    const who = asker && (await currentMembership(tx, asker));
    const all = tx
      .selectFrom('row')
      .where('org_id', '=', org)
      .$if(after !== null, (query) => query.where('id', '>', after ?? ''));
    const end = await all
      .select('id')
      .orderBy('id')
      .offset(PAGE - 1)
      .limit(1)
      .executeTakeFirst();
    const about = await scopesAbout(tx, org, person);
    const rows = await all
      .selectAll()
      .$if(end !== undefined, (query) => query.where('id', '<=', end?.id ?? ''))
      .where((eb) => eb.or([eb('author', '=', person), eb('scope', 'in', about)]))
      .$if(who !== null, (query) => query.where('scope', 'in', who ? scopesOf(who) : []))
      .orderBy('id')
      .execute();
    const items = rows
      .map(storedOf)
      .filter(isExported)
      .map((row) => {
        const { id, collection, scope, author, deleted } = row;
        const isRead = !deleted || ownsDeleted(person, row);
        return { id, collection, scope, author, deleted, fields: isRead ? row.fields : {} };
      });
    return { items, last: end?.id ?? null };
  };
}

type RevisionKey = { row: string; mutation: string };

/** Texts that the person wrote, by row. */
function revisionPages(org: string, person: string): ReadPage<RevisionKey> {
  return async (tx, after) => {
    const all = tx
      .selectFrom('revision')
      .where('org_id', '=', org)
      .$if(after !== null, (query) =>
        query.where((eb) =>
          eb(
            eb.refTuple('row_id', 'mutation_id'),
            '>',
            eb.tuple(after?.row, after?.mutation) as never,
          ),
        ),
      );
    const end = await all
      .select(['row_id as row', 'mutation_id as mutation'])
      .orderBy('row_id')
      .orderBy('mutation_id')
      .offset(PAGE - 1)
      .limit(1)
      .executeTakeFirst();
    const items = await all
      .select(['row_id as row', 'rev', 'kind', 'text', 'at'])
      .$if(end !== undefined, (query) =>
        query.where((eb) =>
          eb(
            eb.refTuple('row_id', 'mutation_id'),
            '<=',
            eb.tuple(end?.row, end?.mutation) as never,
          ),
        ),
      )
      .where('author', '=', person)
      .orderBy('row_id')
      .orderBy('rev')
      .execute();
    return { items, last: end ?? null };
  };
}

/** Notices to the person about changes to the account. */
function noticesOf(store: Store, org: string, person: string) {
  return store.within(org, (tx) =>
    tx
      .selectFrom('notice')
      .select(['kind', 'by_name as by', 'at', 'seen_at as seenAt'])
      .where('org_id', '=', org)
      .where('user_id', '=', person)
      .orderBy('at')
      .execute(),
  );
}

/** A list in JSON, page by page. Other requests are answered between two pages. */
async function* listOf<K>(store: Store, org: string, read: ReadPage<K>): AsyncGenerator<string> {
  yield '[';
  let [after, isFirst] = [null as K | null, true];
  do {
    const { items, last } = await store.within(org, (tx) => read(tx, after));
    if (items.length > 0) {
      yield (isFirst ? '\n' : ',\n') + items.map((item) => JSON.stringify(item)).join(',\n');
      isFirst = false;
    }
    after = last;
    await nextTurn();
  } while (after !== null);
  yield ']';
}

/**
 * Everything stored about one person, as JSON in pieces: account, sessions, linked sign-ins, the
 * rows they wrote, deleted ones too, and the rows of others in their pairs, without their fields
 * where these are deleted (T6). Never in memory as a whole, and not one snapshot: a row that
 * changes during the export is in it once, in either form.
 * @param asker the person, who gets only rows that they may read now: others may have continued to
 * write in rows that the person could read before.
 * @returns null if nobody has that address.
 */
export async function personExport(
  store: Store,
  email: string,
  asker: Context | null = null,
): Promise<Readable | null> {
  const person = await personBy(store, email);
  if (!person) return null;
  const { db } = store;
  const sessions = await db
    .selectFrom('session')
    .select(['createdAt', 'expiresAt', 'ipAddress', 'userAgent'])
    .where('userId', '=', person.id)
    .execute();
  const signIns = await db
    .selectFrom('account')
    .select(['providerId', 'createdAt'])
    .where('userId', '=', person.id)
    .execute();
  const invitations = await db
    .selectFrom('invitation')
    .select(['role', 'expires_at as expiresAt', 'used_at as usedAt'])
    .where('email', '=', person.email)
    .execute();
  const head = JSON.stringify({ person, sessions, signIns, invitations }).slice(0, -1);
  const { org, id } = person;
  async function* pieces(): AsyncGenerator<string> {
    yield head;
    if (org !== null) {
      const pairs = await db
        .selectFrom('pairing')
        .select(['manager', 'rep', 'since', 'until'])
        .where('org_id', '=', org)
        .where((eb) => eb.or([eb('rep', '=', id), eb('manager', '=', id)]))
        .execute();
      const notices = await noticesOf(store, org, id);
      yield `,"pairs":${JSON.stringify(pairs)},"notices":${JSON.stringify(notices)},"rows":`;
      yield* listOf(store, org, rowPages(org, id, asker));
      yield ',"revisions":';
      yield* listOf(store, org, revisionPages(org, id));
    }
    yield '}\n';
  }
  // One piece waits at most: it is made when the reader wants it.
  return Readable.from(pieces(), { objectMode: false, highWaterMark: 1 });
}
