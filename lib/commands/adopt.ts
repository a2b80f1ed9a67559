import {
  type CollectionName,
  collections,
  type IdSource,
  isCollection,
  keyedId,
  LOCAL_USER,
  scopes,
} from '../model/index.ts';
import type { Row, SidelineDb } from '../store/index.ts';
import { type Change, orgOf, staysHere, write } from '../store/write.ts';
import { creationWithConflicts } from './rows.ts';

/** Fields that name the person, and named nobody while nobody was signed in. */
const PERSON_FIELDS = ['author', 'editedBy', 'owner', 'member', 'agreedBy'];

/** What was written signed out, as this member's. */
export function namingUser(fields: Row['fields'], user: string): Record<string, unknown> {
  const person = PERSON_FIELDS.filter((field) => fields[field] === LOCAL_USER);
  return { ...fields, ...Object.fromEntries(person.map((field) => [field, user])) };
}

/** How many rows were written signed out that somebody would miss. */
export async function countLocalRows(local: SidelineDb): Promise<number> {
  const rows = adoptable(await local.rows.toArray());
  return rows.filter(
    (row) =>
      row.scope === scopes.private(LOCAL_USER) &&
      isCollection(row.collection) &&
      !collections[row.collection].automatic,
  ).length;
}

/** Notes first, and replies only with their note. What is about an unnamed system stays. */
function adoptable(rows: readonly Row[]): Row[] {
  const movable = rows.filter(
    (row) =>
      !row.deleted &&
      isCollection(row.collection) &&
      row.collection !== 'crmIdentity' &&
      !staysHere(row.refKey),
  );
  const notes = movable.filter((row) => row.collection === 'note');
  const noteIds = new Set(notes.map((row) => row.id));
  const others = movable.filter(
    (row) =>
      row.collection !== 'note' &&
      (row.fields.parent === undefined || noteIds.has(String(row.fields.parent))),
  );
  return [...notes, ...others];
}

/** A local row as this member's own: rows with a key get the id that they have in the account. */
function asOwn(row: Row, user: string, org: string): Change {
  const collection = row.collection as CollectionName;
  const { key, stamps } = collections[collection];
  const scope = scopes.private(user);
  const patch = namingUser(row.fields, user);
  if (key === null) return { op: 'create', collection, rowId: row.id, scope, patch };
  // Nobody changed it yet, as far as the account knows.
  if (stamps.editor !== null) delete patch[stamps.editor];
  const rowId = keyedId(
    org,
    scope,
    collection,
    key.map((name) => patch[name]),
  );
  return { op: 'put', collection, rowId, scope, patch };
}

/**
 * Takes rows written signed out into an account, as this member's own: same texts and times, still
 * private. What the account says already stands. Two databases share no transaction, so the rows are
 * put here before they leave there; one that was cut off in between is taken up where it stopped.
 * @returns how many notes came along.
 */
export async function adoptLocalRows(
  { local, db, user }: { local: SidelineDb; db: SidelineDb; user: string },
  deps: { now: number; ids: IdSource },
): Promise<{ taken: number; rows: Row[] }> {
  const moving = adoptable(await local.rows.toArray());
  const self = await local.selfViews.get(LOCAL_USER);
  const rows = await db.transaction(
    'rw',
    [db.rows, db.outbox, db.meta, db.drafts, db.selfViews],
    async () => {
      const org = await orgOf(db);
      const changes = moving.map((row) => asOwn(row, user, org));
      const here = await db.rows.bulkGet(changes.map((change) => change.rowId));
      if (self && !(await db.selfViews.get(user))) await db.selfViews.put({ ...self, user });
      const said = await Promise.all(changes.map((change) => isSaid(db, change)));
      const fresh = changes.filter((change, index) => isNew(change, here[index]) && !said[index]);
      return write(
        db,
        fresh.flatMap((change) => creationWithConflicts(change, { user, now: deps.now })),
        deps,
      );
    },
  );
  await local.transaction('rw', local.rows, local.outbox, local.selfViews, async () => {
    await local.rows.bulkDelete(moving.map((row) => row.id));
    await local.outbox.clear();
    await local.selfViews.clear();
  });
  return { taken: moving.filter((row) => row.collection === 'note').length, rows };
}

/** True where a row that this person reads speaks of the same key, in whatever scope: it stands. */
export async function isSaid(
  db: SidelineDb,
  { collection, patch }: Pick<Change, 'collection' | 'patch'>,
): Promise<boolean> {
  const { key } = collections[collection];
  if (key === null) return false;
  const names: readonly string[] = key;
  const rows = await db.rows
    .where('[collection+refKey]')
    .equals([collection, String(patch.refKey ?? '')])
    .toArray();
  return rows.some(
    (row) => !row.deleted && names.every((name) => row.fields[name] === patch[name]),
  );
}

/** A key whose row was deleted may be said again. */
function isNew(change: Change, here: Row | undefined): boolean {
  return here === undefined || (change.op === 'put' && here.deleted);
}
