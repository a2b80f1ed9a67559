import { MessageError } from '../messages/index.ts';
import {
  type CollectionName,
  type CollectionRule,
  childrenOf,
  type IdSource,
  keyedId,
  LOCAL_USER,
  memberOf,
  personKey,
  ruleOf,
  scopes,
  storable,
} from '../model/index.ts';
import { allRowsOn, currentOf, getMeta, type Row, type SidelineDb } from '../store/index.ts';
import { type Change, isLocalOnly, orgOf, write, writtenTables } from '../store/write.ts';
import { changedFields, creationWithConflicts, hasKey } from './rows.ts';

/** Fields written while signed out, where LOCAL_USER is the person, with this member instead. */
export function namingUser(
  { stamps: { author, editor }, persons }: CollectionRule,
  fields: Row['fields'],
  user: string,
): Record<string, unknown> {
  const names = [author, editor, ...persons].filter((name) => name !== null);
  const local = names.filter((name) => fields[name] === LOCAL_USER);
  const isAbout = memberOf(fields.refKey) === LOCAL_USER;
  return {
    ...fields,
    ...(isAbout ? { refKey: personKey(user) } : {}),
    ...Object.fromEntries(local.map((name) => [name, user])),
  };
}

/** The number of rows that a person wrote while signed out, without rows of Sideline itself. */
export async function countLocalRows(local: SidelineDb): Promise<number> {
  const rows = adoptable(await local.rows.toArray());
  return rows.filter(
    (row) => row.scope === scopes.private(LOCAL_USER) && !ruleOf(row.collection)?.automatic,
  ).length;
}

/** True for rows that have children: notes. */
const isParent = ({ collection }: Row) => childrenOf(collection).length > 0;

/** Parents first, and children only with theirs. Rows about an unknown system stay. */
function adoptable(rows: readonly Row[]): Row[] {
  const movable = rows.filter(
    (row) =>
      !row.deleted && ruleOf(row.collection)?.exclusive === false && !isLocalOnly(row.refKey),
  );
  const parents = movable.filter(isParent);
  const ids = new Set(parents.map((row) => row.id));
  const others = movable.filter(
    (row) =>
      !isParent(row) && (row.fields.parent === undefined || ids.has(String(row.fields.parent))),
  );
  return [...parents, ...others];
}

/** False for a row that today's schema refuses: it would make the write of all others fail. */
function fits({ collection, fields }: Row): boolean {
  const rule = ruleOf(collection);
  return rule?.schema.safeParse({ ...rule.defaults, ...fields }).success ?? false;
}

/** A local row as this member's own: keyed rows get the id that they have in the account. */
function asOwn(row: Row, user: string, org: string): Change {
  const collection = row.collection as CollectionName;
  const rule = ruleOf(collection);
  const { key, stamps } = rule;
  const scope = scopes.private(user);
  const patch = storable(namingUser(rule, row.fields, user));
  if (key === null) return { op: 'create', collection, rowId: row.id, scope, patch };
  // In the account it is a new row without an editor.
  if (stamps.editor !== null) delete patch[stamps.editor];
  const values = key.map((name) => patch[name]);
  return { op: 'put', collection, rowId: keyedId(org, scope, collection, values), scope, patch };
}

/** How a local row is adopted. */
interface Adoption {
  /** What is written to the account; null: nothing. */
  change: Change | null;
  /** True where the account then has all of the row's content, so that the local row can go. */
  isWhole: boolean;
}

/**
 * Merges a local row into the account's current row of the same key, whose values take precedence.
 * Fields that have their defaults in the person's own row are filled in. A row that others can read
 * stays unchanged: what was written while signed out is private.
 */
function mergedInto(
  current: Row,
  own: Change,
  { user, now }: { user: string; now: number },
): Adoption {
  const { key, defaults, stamps, instants, automatic } = ruleOf(own.collection);
  // A row that Sideline wrote by itself has no content of a person.
  if (automatic) return { change: null, isWhole: true };
  const metaFields: readonly (string | null)[] = [
    ...(key ?? []),
    ...Object.values(stamps),
    ...instants,
  ];
  const content = Object.fromEntries(
    Object.entries(own.patch).filter(([name]) => !metaFields.includes(name)),
  );
  const isSet = ([name, value]: [string, unknown]) =>
    !(name in defaults) || JSON.stringify(value) !== JSON.stringify(defaults[name]);
  const differing = Object.entries(changedFields(current.fields, content)).filter(isSet);
  if (differing.length === 0) return { change: null, isWhole: true };
  if (current.id !== own.rowId) return { change: null, isWhole: false };
  const filled = differing.filter(([name]) => !isSet([name, current.fields[name]]));
  if (filled.length === 0) return { change: null, isWhole: false };
  const isRequired = (name: string) =>
    key?.includes(name) || (name in content && !(name in defaults));
  const required = Object.keys(own.patch)
    .filter(isRequired)
    .map((name) => [name, current.fields[name]]);
  const patch: Change['patch'] = Object.fromEntries([...required, ...filled]);
  if (stamps.editor !== null) patch[stamps.editor] = user;
  if (stamps.edited !== null) patch[stamps.edited] = now;
  return { change: { ...own, patch }, isWhole: filled.length === differing.length };
}

/**
 * Moves rows written while signed out into an account, as this member's own: same texts and times,
 * still private. The account's values take precedence, so all of its rows have to be here first.
 * Two databases share no transaction: rows are written here before they are deleted there, and an
 * interrupted adoption can be repeated. Rows whose content differs from the account's stay.
 * @returns how many notes were adopted, and how many rows with content of a person stay.
 * @throws MessageError 'loading' before the first pull since signing in is complete.
 */
export async function adoptLocalRows(
  { local, db, user }: { local: SidelineDb; db: SidelineDb; user: string },
  deps: { now: number; ids: IdSource },
): Promise<{ taken: number; left: number; rows: Row[] }> {
  const moving = adoptable((await local.rows.toArray()).filter(fits));
  const self = await local.selfViews.get(LOCAL_USER);
  const checkIns = await local.checkIns.toArray();
  const { rows, adopted, isSelfAdopted } = await db.transaction(
    'rw',
    [...writtenTables(db), db.selfViews, db.checkIns],
    async () => {
      if (((await getMeta(db, 'sync'))?.lastSync ?? null) === null)
        throw new MessageError('loading', 'adoption');
      const org = await orgOf(db);
      const whole: string[] = [];
      const changes: Change[] = [];
      for (const row of moving) {
        const own = asOwn(row, user, org);
        const { change, isWhole } = await adoptionOf(db, own, { user, now: deps.now });
        if (change) changes.push(...creationWithConflicts(change, { user, now: deps.now }));
        if (isWhole) whole.push(row.id);
      }
      const here = await db.selfViews.get(user);
      if (self && !here) await db.selfViews.put({ ...self, user });
      await db.checkIns.bulkPut(checkIns);
      const isSame = JSON.stringify({ ...self, user }) === JSON.stringify(here);
      return {
        rows: await write(db, changes, deps),
        adopted: whole,
        isSelfAdopted: !here || isSame,
      };
    },
  );
  const left = [local.rows, local.outbox, local.selfViews, local.checkIns];
  await local.transaction('rw', left, async () => {
    await local.rows.bulkDelete(adopted);
    await local.outbox.where('rowId').anyOf(adopted).delete();
    await local.checkIns.bulkDelete(checkIns.map(({ id }) => id));
    if (isSelfAdopted) await local.selfViews.delete(LOCAL_USER);
  });
  const adoptedIds = new Set(adopted);
  const parents = moving.filter((row) => isParent(row) && adoptedIds.has(row.id));
  return { taken: parents.length, left: await countLocalRows(local), rows };
}

async function adoptionOf(
  db: SidelineDb,
  own: Change,
  who: { user: string; now: number },
): Promise<Adoption> {
  // Written here by an adoption that was interrupted.
  if (own.op === 'create' && (await db.rows.get(own.rowId))) return { change: null, isWhole: true };
  const current = currentOf(await rowsOfKey(db, own));
  return current ? mergedInto(current, own, who) : { change: own, isWhole: true };
}

/** Rows of the same key that this person can read, in every scope. */
async function rowsOfKey(
  db: SidelineDb,
  { collection, patch }: Pick<Change, 'collection' | 'patch'>,
): Promise<Row[]> {
  const { key } = ruleOf(collection);
  if (key === null) return [];
  const rows = await allRowsOn(db, collection, String(patch.refKey ?? '')).toArray();
  return rows.filter((row) => !row.deleted && hasKey(collection, row, patch));
}

/** True where this person can read a row of the same key: it takes precedence. */
export async function hasRowOfKey(
  db: SidelineDb,
  change: Pick<Change, 'collection' | 'patch'>,
): Promise<boolean> {
  return (await rowsOfKey(db, change)).length > 0;
}
