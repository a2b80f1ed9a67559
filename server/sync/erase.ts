import {
  type CollectionRule,
  collections,
  isCollection,
  type Mutation,
  replay,
} from '../../lib/model/index.ts';
import type { Tx } from '../store/tables.ts';
import { erased, type Rewritten, rewrite } from './bulk.ts';
import { keepOrder, type Place } from './order.ts';
import { chunks } from './rows.ts';
import type { Dated, Stored } from './stored.ts';

type Fields = Record<string, unknown>;

/** A change of a row, as its history has it. */
interface Change extends Pick<Mutation, 'op' | 'patch' | 'lists' | 'maps'> {
  author: string;
  scope: string;
  at: number;
}

/** What was changed on each row since it was last deleted, oldest first. */
async function historyOf(
  tx: Tx,
  org: string,
  rows: readonly Stored[],
): Promise<Map<string, Change[]>> {
  const found = new Map<string, Change[]>();
  for (const some of chunks(rows)) {
    const revisions = await tx
      .selectFrom('revision')
      .select(['row_id', 'author', 'scope_at as scope', 'at', 'text'])
      .where('org_id', '=', org)
      .where(
        'row_id',
        'in',
        some.map(({ id }) => id),
      )
      .where('kind', '=', 'fields')
      .orderBy('at')
      .orderBy('mutation_id')
      .execute();
    for (const { row_id: id, author, scope, at, text } of revisions) {
      const { op = 'put', scope: _, lists, maps, ...patch } = JSON.parse(text);
      const changes = found.get(id) ?? [];
      // A deletion ends what was said in its scope; what was moved here was said in another one.
      if (op === 'delete') {
        const left = changes.filter((change) => change.scope !== scope);
        found.set(id, left);
      } else found.set(id, [...changes, { op: 'put', patch, lists, maps, author, scope, at }]);
    }
  }
  return found;
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** Takes one person's changes out of a row's fields: of each field, item and key that they touched stays what others said of it. */
function withoutChanges(
  fields: Readonly<Fields>,
  changes: readonly Change[],
  said: Readonly<Fields>,
): Fields {
  const result: Fields = { ...fields };
  for (const { patch, lists = {}, maps = {} } of changes) {
    for (const name of Object.keys(patch)) result[name] = said[name];
    for (const [name, { add, remove }] of Object.entries(lists)) {
      const touched: readonly unknown[] = [...add, ...remove];
      const others = (said[name] ?? []) as unknown[];
      const kept = ((result[name] ?? []) as unknown[]).filter((item) => !touched.includes(item));
      result[name] = [...kept, ...others.filter((item) => touched.includes(item))];
    }
    for (const [name, { set, remove }] of Object.entries(maps)) {
      const touched = new Set([...Object.keys(set), ...remove]);
      const of = (map: unknown, isTouched: boolean) =>
        Object.entries((map ?? {}) as Fields).filter(([key]) => touched.has(key) === isTouched);
      result[name] = Object.fromEntries([...of(result[name], false), ...of(said[name], true)]);
    }
  }
  return result;
}

/** A row of which one person is forgotten, and since when it says what it says now. Null: nobody else said anything. */
function withoutPerson(
  rule: CollectionRule,
  row: Stored,
  user: string,
  history: readonly Change[],
): { row: Stored; said?: number } | null {
  const { author, editor, edited } = rule.stamps;
  const writer = editor === null ? row.author : (row.fields[editor] ?? row.author);
  const stamped = (by: string, last: string, fields: Fields): Stored => {
    const result = { ...fields };
    if (author !== null) result[author] = by;
    if (editor !== null) result[editor] = last === by ? null : last;
    return { ...row, author: by, fields: result };
  };
  // Whoever wrote last stands for all of it.
  if (writer !== user) return { row: stamped(String(writer), String(writer), row.fields) };
  if (row.deleted) return null;
  const own = [author, editor, edited, ...(rule.key ?? [])];
  const isOwn = (name: string) => own.includes(name);
  const plain = ({ patch, ...change }: Change): Change => {
    const names = Object.entries(patch).filter(([name]) => !isOwn(name));
    return { ...change, patch: Object.fromEntries(names) };
  };
  const mine = history.filter((change) => change.author === user).map(plain);
  const others = history.filter((change) => change.author !== user).map(plain);
  const last = others.at(-1);
  if (!last && row.author === user) return null;
  const { collection } = row;
  const said = others.reduce(
    (state, change) => replay(state, { ...change, collection }),
    null as ReturnType<typeof replay>,
  );
  const fields = withoutChanges(row.fields, mine, said?.fields ?? rule.defaults);
  const names = Object.keys(fields).filter((name) => !isOwn(name));
  const isBlank = names.every((name) => same(fields[name], rule.defaults[name]));
  if (!last && isBlank) return null;
  if (last && edited !== null) fields[edited] = last.at;
  const by = row.author === user ? (last?.author ?? '') : row.author;
  const next = stamped(by, last?.author ?? by, fields);
  // What nobody else said may be what the row cannot be without.
  if (!rule.schema.safeParse(next.fields).success) return null;
  return last ? { row: next, said: last.at } : { row: next };
}

/**
 * Takes a person out of what several people say of one key. What somebody else wrote last stays,
 * under that person; what the person wrote last goes back to what others said before; and where
 * nobody else said anything, the row goes. Of their own history it takes nothing (`eraseWords`).
 * @param names collections with a key.
 */
export async function eraseStatements(
  tx: Tx,
  org: string,
  user: string,
  names: readonly string[],
  at: number,
): Promise<void> {
  const places = new Map<string, Place>();
  const change = async (rows: readonly Dated[]): Promise<Rewritten[]> => {
    const concerned = rows.filter(
      ({ author, fields }) => author === user || fields.editedBy === user,
    );
    const history = await historyOf(tx, org, concerned);
    return concerned.flatMap((row): Rewritten[] => {
      if (!isCollection(row.collection)) return [];
      const changes = history.get(row.id) ?? [];
      const left = withoutPerson(collections[row.collection], row, user, changes);
      if (left === null) return [{ before: row, after: erased(row) }];
      places.set(row.id, { ...left, version: row.version });
      return [{ before: row, after: left.row, at: left.said ?? row.at }];
    });
  };
  await rewrite(tx, org, { writer: user, collections: names, all: true }, change, at);
  await keepOrder(tx, org, places, at);
}
