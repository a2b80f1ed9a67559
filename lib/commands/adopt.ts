import { MessageError } from '../messages/index.ts';
import {
  type CollectionName,
  type CollectionRule,
  collections,
  type IdSource,
  isCollection,
  keyedId,
  LOCAL_USER,
  scopes,
  tidy,
} from '../model/index.ts';
import { currentOf, getMeta, type Row, type SidelineDb } from '../store/index.ts';
import { type Change, orgOf, staysHere, write } from '../store/write.ts';
import { changedFields, creationWithConflicts } from './rows.ts';

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
    (row) => row.scope === scopes.private(LOCAL_USER) && !ruleOf(row.collection).automatic,
  ).length;
}

const ruleOf = (collection: string): CollectionRule => collections[collection as CollectionName];

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

/** False for a row that no store of today takes: it would keep all others from coming along. */
function fits({ collection, fields }: Row): boolean {
  if (!isCollection(collection)) return false;
  const { schema, defaults } = ruleOf(collection);
  return schema.safeParse({ ...defaults, ...fields }).success;
}

/** A local row as this member's own: rows with a key get the id that they have in the account. */
function asOwn(row: Row, user: string, org: string): Change {
  const collection = row.collection as CollectionName;
  const { key, stamps } = ruleOf(collection);
  const scope = scopes.private(user);
  const patch = tidy(namingUser(row.fields, user));
  if (key === null) return { op: 'create', collection, rowId: row.id, scope, patch };
  // Nobody changed it yet, as far as the account knows.
  if (stamps.editor !== null) delete patch[stamps.editor];
  const values = key.map((name) => patch[name]);
  return { op: 'put', collection, rowId: keyedId(org, scope, collection, values), scope, patch };
}

/** What the account does about a local row, and whether nothing of the row is lost without it. */
interface Fate {
  change: Change | null;
  isWhole: boolean;
}

/**
 * What a local row comes to beside what the account says about the same key. That stands; where it
 * is the person's own row, fields of which it says nothing are filled in. What others read too is
 * left alone: what was written signed out is for nobody else's eyes.
 * @param said the account's row that counts.
 */
function besides(own: Change, said: Row, { user, now }: { user: string; now: number }): Fate {
  const { key, defaults, stamps, instants, automatic } = ruleOf(own.collection);
  // What Sideline noted by itself is nobody's words.
  if (automatic) return { change: null, isWhole: true };
  const others: readonly (string | null)[] = [
    ...(key ?? []),
    ...Object.values(stamps),
    ...instants,
  ];
  const says = (fields: Row['fields']) =>
    Object.fromEntries(Object.entries(fields).filter(([name]) => !others.includes(name)));
  const isSpoken = ([name, value]: [string, unknown]) =>
    !(name in defaults) || JSON.stringify(value) !== JSON.stringify(defaults[name]);
  const more = Object.entries(changedFields(said.fields, says(own.patch))).filter(isSpoken);
  if (more.length === 0) return { change: null, isWhole: true };
  if (said.id !== own.rowId) return { change: null, isWhole: false };
  const filled = more.filter(([name]) => !isSpoken([name, said.fields[name]]));
  if (filled.length === 0) return { change: null, isWhole: false };
  const whole = Object.entries(own.patch).flatMap(([name]) =>
    key?.includes(name) || (name in says(own.patch) && !(name in defaults))
      ? [[name, said.fields[name]]]
      : [],
  );
  const patch: Change['patch'] = Object.fromEntries([...whole, ...filled]);
  if (stamps.editor !== null) patch[stamps.editor] = user;
  if (stamps.edited !== null) patch[stamps.edited] = now;
  return { change: { ...own, patch }, isWhole: filled.length === more.length };
}

/**
 * Takes rows written signed out into an account, as this member's own: same texts and times, still
 * private. What the account says already stands, so all of it has to be here first. Two databases
 * share no transaction: rows are put here before they leave there, and one that was cut off in
 * between is taken up where it stopped. What is not taken, and says something else, stays there.
 * @returns how many notes came along, and how many rows stay that somebody would miss.
 * @throws MessageError 'loading' before the first pull since signing in is complete.
 */
export async function adoptLocalRows(
  { local, db, user }: { local: SidelineDb; db: SidelineDb; user: string },
  deps: { now: number; ids: IdSource },
): Promise<{ taken: number; left: number; rows: Row[] }> {
  const moving = adoptable((await local.rows.toArray()).filter(fits));
  const self = await local.selfViews.get(LOCAL_USER);
  const { rows, gone, isSelfTaken } = await db.transaction(
    'rw',
    [db.rows, db.outbox, db.meta, db.drafts, db.selfViews],
    async () => {
      if (((await getMeta(db, 'sync'))?.lastSync ?? null) === null)
        throw new MessageError('loading', 'adoption');
      const org = await orgOf(db);
      const whole: string[] = [];
      const changes: Change[] = [];
      for (const row of moving) {
        const own = asOwn(row, user, org);
        const { change, isWhole } = await fateOf(db, own, { user, now: deps.now });
        if (change) changes.push(...creationWithConflicts(change, { user, now: deps.now }));
        if (isWhole) whole.push(row.id);
      }
      const here = await db.selfViews.get(user);
      if (self && !here) await db.selfViews.put({ ...self, user });
      const isSame = JSON.stringify({ ...self, user }) === JSON.stringify(here);
      return { rows: await write(db, changes, deps), gone: whole, isSelfTaken: !here || isSame };
    },
  );
  await local.transaction('rw', local.rows, local.outbox, local.selfViews, async () => {
    await local.rows.bulkDelete(gone);
    await local.outbox.where('rowId').anyOf(gone).delete();
    if (isSelfTaken) await local.selfViews.delete(LOCAL_USER);
  });
  const taken = new Set(gone);
  const notes = moving.filter((row) => row.collection === 'note' && taken.has(row.id));
  return { taken: notes.length, left: await countLocalRows(local), rows };
}

async function fateOf(
  db: SidelineDb,
  own: Change,
  who: { user: string; now: number },
): Promise<Fate> {
  // Put here before, by an adoption that was cut off.
  if (own.op === 'create' && (await db.rows.get(own.rowId))) return { change: null, isWhole: true };
  const said = currentOf(await saidOf(db, own));
  return said ? besides(own, said, who) : { change: own, isWhole: true };
}

/** Rows that this person reads, in whatever scope, that speak of the same key. */
async function saidOf(
  db: SidelineDb,
  { collection, patch }: Pick<Change, 'collection' | 'patch'>,
): Promise<Row[]> {
  const { key } = ruleOf(collection);
  if (key === null) return [];
  const rows = await db.rows
    .where('[collection+refKey]')
    .equals([collection, String(patch.refKey ?? '')])
    .toArray();
  return rows.filter(
    (row) => !row.deleted && key.every((name) => row.fields[name] === patch[name]),
  );
}

/** True where a row that this person reads speaks of the same key: it stands. */
export async function isSaid(
  db: SidelineDb,
  change: Pick<Change, 'collection' | 'patch'>,
): Promise<boolean> {
  return (await saidOf(db, change)).length > 0;
}
