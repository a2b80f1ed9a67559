import { sql } from 'kysely';
import * as z from 'zod/mini';
import {
  type CollectionRule,
  ListChange,
  MapChange,
  type Mutation,
  Patch,
  replay,
  ruleOf,
} from '../../lib/model/index.ts';
import type { Tx } from '../store/tables.ts';
import { type Batch, type Condition, rowsOfOrg } from './batch.ts';
import { erased, type Rewritten, writeNext } from './bulk.ts';
import { type ErasedPerson, isLeft } from './erasure.ts';
import { keyWithoutScope } from './keyWithoutScope.ts';
import { keepOrder, type Position, rowsAbout } from './order.ts';
import { chunks } from './rows.ts';
import type { Dated, Stored } from './stored.ts';

type Fields = Record<string, unknown>;

/** A change of a row, as stored in its history. */
interface LoggedChange extends Pick<Mutation, 'op' | 'patch' | 'lists' | 'maps'> {
  author: string;
  scope: string;
  at: number;
}

/**
 * The text of a logged change: the patch with the change's other parts beside it. Servers up to
 * 0.1.0 logged fields of these names too: what has not the form of a part is left out, so that
 * nobody can make an erasure impossible.
 */
const LoggedText = z.pipe(
  Patch,
  z.transform(({ op, scope: _, lists, maps, ...patch }) => ({
    op,
    patch,
    lists: z.optional(z.record(z.string(), ListChange)).safeParse(lists).data,
    maps: z.optional(z.record(z.string(), MapChange)).safeParse(maps).data,
  })),
);

/** The changes of each row since its last deletion, oldest first. */
async function historyOf(
  tx: Tx,
  org: string,
  rows: readonly Stored[],
): Promise<Map<string, LoggedChange[]>> {
  const byRow = new Map<string, LoggedChange[]>();
  for (const chunk of chunks(rows)) {
    const revisions = await tx
      .selectFrom('revision')
      .select(['row_id', 'author', 'scope_at as scope', 'at', 'text'])
      .where('org_id', '=', org)
      .where(
        'row_id',
        'in',
        chunk.map(({ id }) => id),
      )
      .where('kind', '=', 'fields')
      .orderBy('version')
      // Of before `version` was stored.
      .orderBy('at')
      .orderBy('mutation_id')
      .execute();
    for (const { row_id: id, author, scope, at, text } of revisions) {
      const { op, ...change } = LoggedText.parse(JSON.parse(text));
      const changes = byRow.get(id) ?? [];
      // A deletion ends the changes of its scope. Changes of another scope were moved here.
      if (op === 'delete') {
        const left = changes.filter((change) => change.scope !== scope);
        byRow.set(id, left);
      } else byRow.set(id, [...changes, { op: 'put', ...change, author, scope, at }]);
    }
  }
  return byRow;
}

const entriesOf = (map: unknown) => Object.entries((map ?? {}) as Fields);
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/**
 * Removes one person's changes from a row's fields: each field, item and key that they changed gets
 * the value that others gave it.
 */
function withoutChanges(
  fields: Readonly<Fields>,
  changes: readonly LoggedChange[],
  ofOthers: Readonly<Fields>,
): Fields {
  const result: Fields = { ...fields };
  for (const { patch, lists = {}, maps = {} } of changes) {
    for (const name of Object.keys(patch)) result[name] = ofOthers[name];
    for (const [name, { add, remove }] of Object.entries(lists)) {
      const touched: readonly unknown[] = [...add, ...remove];
      const others = (ofOthers[name] ?? []) as unknown[];
      const kept = ((result[name] ?? []) as unknown[]).filter((item) => !touched.includes(item));
      result[name] = [...kept, ...others.filter((item) => touched.includes(item))];
    }
    for (const [name, { set, remove }] of Object.entries(maps)) {
      const touched = new Set([...Object.keys(set), ...remove]);
      const kept = entriesOf(result[name]).filter(([key]) => !touched.has(key));
      const others = entriesOf(ofOthers[name]).filter(([key]) => touched.has(key));
      result[name] = Object.fromEntries([...kept, ...others]);
    }
  }
  return result;
}

/**
 * A row without one person's changes, and when the remaining content was written, where that was
 * not the last change. Null if no other person contributed to it, and for a deleted row, whose
 * content comes back to nobody (D6).
 */
function withoutPerson(
  rule: CollectionRule,
  row: Stored,
  user: string,
  history: readonly LoggedChange[],
): { row: Stored; writtenAt?: number } | null {
  const { author, editor, edited } = rule.stamps;
  if (row.deleted) return null;
  const writer = String((editor === null ? null : row.fields[editor]) ?? row.author);
  const wroteLast = writer === user;
  const stamped = (by: string, last: string, fields: Fields): Stored => {
    const result = { ...fields };
    if (author !== null) result[author] = by;
    if (editor !== null) result[editor] = last === by ? null : last;
    return { ...row, author: by, fields: result };
  };
  const setByServer = [author, editor, edited, ...(rule.key ?? [])];
  const isSetByServer = (name: string) => setByServer.includes(name);
  const plain = ({ patch, ...change }: LoggedChange): LoggedChange => {
    const names = Object.entries(patch).filter(([name]) => !isSetByServer(name));
    return { ...change, patch: Object.fromEntries(names) };
  };
  const mine = history.filter((change) => change.author === user).map(plain);
  const others = history.filter((change) => change.author !== user).map(plain);
  const last = others.at(-1);
  if (wroteLast && !last && row.author === user) return null;
  const { collection } = row;
  const ofOthers = others.reduce(
    (state, change) => replay(state, { ...change, collection }),
    null as ReturnType<typeof replay>,
  );
  const fields = withoutChanges(row.fields, mine, ofOthers?.fields ?? rule.defaults);
  const names = Object.keys(fields).filter((name) => !isSetByServer(name));
  const isBlank = names.every((name) => same(fields[name], rule.defaults[name]));
  if (wroteLast && !last && isBlank) return null;
  if (wroteLast && last && edited !== null) fields[edited] = last.at;
  const lastWriter = wroteLast ? (last?.author ?? row.author) : writer;
  const by = row.author === user ? lastWriter : row.author;
  const isOthers = !wroteLast && by === row.author;
  const next = isOthers ? { ...row, fields } : stamped(by, lastWriter, fields);
  // A required field may have no value from others.
  if (!rule.schema.safeParse(next.fields).success) return null;
  return wroteLast && last ? { row: next, writtenAt: last.at } : { row: next };
}

/** The rows among some in whose history a person has a change. */
async function rowsChangedBy(
  tx: Tx,
  org: string,
  user: string,
  rows: readonly Dated[],
): Promise<Set<string>> {
  const found = new Set<string>();
  for (const chunk of chunks(rows.map(({ id }) => id)))
    for (const { row_id } of await tx
      .selectFrom('revision')
      .select('row_id')
      .distinct()
      .where('org_id', '=', org)
      .where('row_id', 'in', chunk)
      .where('kind', '=', sql.lit('fields'))
      .where('author', '=', user)
      .execute())
      found.add(row_id);
  return found;
}

/**
 * Erases a person from keyed rows that several people write: what the person wrote gets the values
 * that others gave it, and the row stays under the name of another writer. If nobody else wrote, it
 * is deleted. The person's own history stays (`eraseRevisions` deletes it).
 * @param names collections with a key.
 */
export async function eraseStatements(
  tx: Tx,
  org: string,
  person: ErasedPerson,
  names: readonly string[],
  { place, size, at }: { place: number; size: number; at: number },
): Promise<Batch<number>> {
  const { user } = person;
  const editorOf = (collection: string) => ruleOf(collection)?.stamps.editor ?? null;
  const editors = new Set(names.flatMap((name) => editorOf(name) ?? []));
  const isWritten: Condition = (eb) =>
    eb.and([
      isLeft(person)(eb),
      eb('collection', 'in', names),
      eb.or([
        eb('author', '=', user),
        ...[...editors].map((field) => eb('fields', 'like', `%"${field}":"${user}"%`)),
        // Others changed the row before and after.
        eb.exists(
          eb
            .selectFrom('revision')
            .select('revision.row_id')
            .whereRef('revision.org_id', '=', 'row.org_id')
            .whereRef('revision.row_id', '=', 'row.id')
            .where('revision.kind', '=', sql.lit('fields'))
            .where('revision.author', '=', user),
        ),
      ]),
    ]);
  const { rows, next } = await rowsOfOrg(tx, org, isWritten, { after: place, size });
  const keys = new Set(rows.flatMap((row) => keyWithoutScope(org, row) ?? []));
  // Whole keys, so that their order is kept; and rows whose key is gone with their fields.
  const about = await rowsAbout(tx, org, [...keys]);
  const changed = await rowsChangedBy(tx, org, user, about);
  const whole = about.filter(({ id, collection, author, fields }) => {
    const editor = editorOf(collection);
    return author === user || (editor !== null && fields[editor] === user) || changed.has(id);
  });
  const others = rows.filter((row) => keyWithoutScope(org, row) === null);
  const written = [...whole, ...others];
  const history = await historyOf(tx, org, written);
  const positions = new Map<string, Position>();
  const changes = written.flatMap((row): Rewritten[] => {
    const rule = ruleOf(row.collection);
    if (!rule) return [];
    const left = withoutPerson(rule, row, user, history.get(row.id) ?? []);
    // Erased already, or overwritten by others: it keeps its version.
    if (same(left?.row ?? erased(row), row)) return [];
    if (left === null) return [{ before: row, after: erased(row) }];
    positions.set(row.id, { ...left, version: row.version });
    return [{ before: row, after: left.row, at: left.writtenAt ?? row.at }];
  });
  await writeNext(tx, org, changes, at);
  await keepOrder(tx, org, positions, at);
  return { rows: written, next };
}
