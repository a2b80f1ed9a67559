import { canRead, type Mutation } from '../../lib/model/index.ts';
import type { StoredResult } from '../../lib/sync/protocol.ts';
import type { Context } from '../store/context.ts';
import type { Tx } from '../store/tables.ts';
import { resultKey } from './prior.ts';
import { chunks } from './rows.ts';
import { isOnePerParent } from './singles.ts';

/**
 * Children of a note that moves: every move writes each of them again. Read marks count for the
 * work, but do not stop a move: there is one for each reader. What somebody else deleted stays.
 */
const MOST_CHILDREN = 1000;
/** Children that one push moves; together with a note that has the most, up to twice as many. */
const MOST_MOVED = 2000;

export function mayMove({ op, scope }: Mutation): boolean {
  return op !== 'create' && op !== 'put' && scope !== undefined;
}

/** The numbers of children that move with a row. */
interface Children {
  all: number;
  /** Without those of which each person has one. */
  blocking: number;
}

/** The rows among some that the sender may read: only their children may be counted (S5). */
async function readable(tx: Tx, who: Context, ids: readonly string[]): Promise<string[]> {
  const rows = await tx
    .selectFrom('row')
    .select(['id', 'scope'])
    .where('org_id', '=', who.org)
    .where('id', 'in', ids)
    .execute();
  return rows.filter(({ scope }) => canRead(who, scope)).map(({ id }) => id);
}

/** The numbers of children of some rows, with those that a push adds. */
async function childCounts(
  tx: Tx,
  who: Context,
  parents: readonly string[],
  mutations: readonly Mutation[],
): Promise<Map<string, Children>> {
  const counts = new Map<string, Children>();
  const add = (parent: string, collection: string, children: number) => {
    const { all, blocking } = counts.get(parent) ?? { all: 0, blocking: 0 };
    const more = isOnePerParent(collection) ? 0 : children;
    counts.set(parent, { all: all + children, blocking: blocking + more });
  };
  for (const chunk of chunks(parents)) {
    const notes = await readable(tx, who, chunk);
    if (notes.length === 0) continue;
    for (const { parent, collection, children } of await tx
      .selectFrom('row')
      .select(['parent', 'collection', (eb) => eb.fn.countAll().as('children')])
      .where('org_id', '=', who.org)
      .where('parent', 'in', notes)
      .where((is) => is.or([is('deleted', '=', 0), is('author', '=', who.user)]))
      .groupBy(['parent', 'collection'])
      .execute())
      if (parent !== null) add(parent, collection, Number(children));
  }
  for (const { op, collection, patch } of mutations)
    if (op === 'create' && typeof patch.parent === 'string') add(patch.parent, collection, 1);
  return counts;
}

interface Moves {
  mutations: readonly Mutation[];
  postponed: readonly Mutation[];
  /** Notes with too many children to move. */
  tooManyChildren: Set<string>;
}

/**
 * The mutations that one push decides, so that it moves no more than MOST_MOVED children, one move
 * at least. The device sends the others again.
 */
export async function withinMoves(
  tx: Tx,
  who: Context,
  sent: readonly Mutation[],
  prior: ReadonlyMap<string, StoredResult>,
): Promise<Moves> {
  const isMove = (item: Mutation) => mayMove(item) && !prior.has(resultKey(who, item));
  const moved = [...new Set(sent.filter(isMove).map(({ rowId }) => rowId))];
  const counts = await childCounts(tx, who, moved, sent);
  const tooManyChildren = new Set(
    moved.filter((id) => (counts.get(id)?.blocking ?? 0) > MOST_CHILDREN),
  );
  let left = MOST_MOVED;
  for (const [index, mutation] of sent.entries()) {
    if (!isMove(mutation) || tooManyChildren.has(mutation.rowId)) continue;
    if (left < 0)
      return { mutations: sent.slice(0, index), postponed: sent.slice(index), tooManyChildren };
    left -= counts.get(mutation.rowId)?.all ?? 0;
  }
  return { mutations: sent, postponed: [], tooManyChildren };
}
