import { type CollectionName, type IdSource, LOCAL_USER, scopes } from '../model/index.ts';
import type { Row, SidelineDb } from '../store/index.ts';
import { type Change, staysHere, write } from '../store/write.ts';
import { creationWithConflicts } from './rows.ts';

/** Fields that name the person, and named nobody while nobody was signed in. */
const PERSON_FIELDS = ['editedBy', 'owner', 'member', 'agreedBy'];
/** What Sideline keeps by itself: nobody would miss it. */
const AUTOMATIC = new Set(['dealSnapshot', 'crmIdentity', 'readMark']);

/** How many rows were written signed out that somebody would miss. */
export async function countLocalRows(local: SidelineDb): Promise<number> {
  const rows = await local.rows.toArray();
  return rows.filter(
    (row) => row.scope === scopes.private(LOCAL_USER) && !row.deleted && !AUTOMATIC.has(row.collection) && row.fields.outcome !== 'shown' && !staysHere(row.refKey),
  ).length;
}

/** Notes first, and replies only with their note. What is about an unnamed system stays. */
function adoptable(rows: readonly Row[]): Row[] {
  const movable = rows.filter((row) => !row.deleted && row.collection !== 'crmIdentity' && !staysHere(row.refKey));
  const notes = movable.filter((row) => row.collection === 'note');
  const noteIds = new Set(notes.map((row) => row.id));
  const others = movable.filter((row) => row.collection !== 'note' && (row.fields.parent === undefined || noteIds.has(String(row.fields.parent))));
  return [...notes, ...others];
}

/**
 * Takes rows written signed out into an account, as this member's own: same texts and times, still
 * private. Two databases share no transaction, so the rows are put here before they leave there;
 * one that was cut off in between is taken up where it stopped.
 * @returns how many notes came along.
 */
export async function adoptLocalRows(
  { local, db, user }: { local: SidelineDb; db: SidelineDb; user: string },
  deps: { now: number; ids: IdSource },
): Promise<{ taken: number; rows: Row[] }> {
  const moving = adoptable(await local.rows.toArray());
  const scope = scopes.private(user);
  const rows = await db.transaction('rw', [db.rows, db.outbox, db.meta, db.drafts], async () => {
    const here = await db.rows.bulkGet(moving.map((row) => row.id));
    const known = new Set(here.flatMap((row) => (row ? [row.id] : [])));
    const changes = moving
      .filter((row) => !known.has(row.id))
      .flatMap((row): Change[] => {
        const person = PERSON_FIELDS.filter((field) => row.fields[field] === LOCAL_USER);
        const patch = {
          ...row.fields,
          ...('author' in row.fields ? { author: user } : {}),
          ...Object.fromEntries(person.map((field) => [field, user])),
        };
        const collection = row.collection as CollectionName;
        return creationWithConflicts({ op: 'create', collection, rowId: row.id, scope, patch }, { user, now: deps.now });
      });
    return write(db, changes, deps);
  });
  await local.transaction('rw', local.rows, local.outbox, async () => {
    await local.rows.bulkDelete(moving.map((row) => row.id));
    await local.outbox.clear();
  });
  return { taken: moving.filter((row) => row.collection === 'note').length, rows };
}
