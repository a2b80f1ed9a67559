import type { Mutation } from '../../lib/model/index.ts';
import type { StoredResult } from '../../lib/sync/protocol.ts';
import type { Context } from '../store/context.ts';
import type { Tx } from '../store/tables.ts';
import { resultKey } from './prior.ts';
import { chunks } from './rows.ts';

/**
 * Children of a note that moves: every move writes each of them again. A note has one or two for
 * each of its readers, and a reply now and then.
 */
const MOST_CHILDREN = 1000;
/** Children that one push moves; together with a note that has the most, up to twice as many. */
const MOST_MOVED = 2000;

export function mayMove({ op, scope }: Mutation): boolean {
  return op !== 'create' && op !== 'put' && scope !== undefined;
}

/** The numbers of children of some rows, with those that a push adds. */
async function childCounts(
  tx: Tx,
  who: Context,
  parents: readonly string[],
  mutations: readonly Mutation[],
): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const chunk of chunks(parents))
    for (const { parent, children } of await tx
      .selectFrom('row')
      .select(['parent', (eb) => eb.fn.countAll().as('children')])
      .where('org_id', '=', who.org)
      .where('parent', 'in', chunk)
      .groupBy('parent')
      .execute())
      if (parent !== null) counts.set(parent, Number(children));
  for (const { op, patch } of mutations)
    if (op === 'create' && typeof patch.parent === 'string')
      counts.set(patch.parent, (counts.get(patch.parent) ?? 0) + 1);
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
  const tooManyChildren = new Set(moved.filter((id) => (counts.get(id) ?? 0) > MOST_CHILDREN));
  let left = MOST_MOVED;
  for (const [index, mutation] of sent.entries()) {
    if (!isMove(mutation) || tooManyChildren.has(mutation.rowId)) continue;
    if (left < 0)
      return { mutations: sent.slice(0, index), postponed: sent.slice(index), tooManyChildren };
    left -= counts.get(mutation.rowId) ?? 0;
  }
  return { mutations: sent, postponed: [], tooManyChildren };
}
