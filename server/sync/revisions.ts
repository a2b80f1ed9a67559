import type { MergeBudget } from '../../lib/merge/index.ts';
import { canRead, type Mutation, ruleOf, scopesOf } from '../../lib/model/index.ts';
import type { PushRequest, StoredResult } from '../../lib/sync/protocol.ts';
import type { Context } from '../store/context.ts';
import type { Tx } from '../store/tables.ts';
import { resultKey } from './prior.ts';
import type { Stored } from './stored.ts';
import { type Basis, basisOf, CURRENT, type Revision } from './text.ts';

/** Only collections with a text field have revisions that a change can be based on. */
const hasText = (collection: string) => (ruleOf(collection)?.text.length ?? 0) > 0;

/**
 * The most revisions of one row that a push reads. A push has at most 500 changes; each refers to
 * up to three revisions, and several revisions may have the same text.
 */
const MOST_REVISIONS = 2000;

/**
 * For each row, the revisions that its changes refer to: by revision number (`base`), by mutation
 * id (`after`) or by the text that the editor had shown (`seen`). At most the newest
 * MOST_REVISIONS of a row, oldest first. Only those that the person wrote or may read: written in
 * one of their scopes, or the current text when the row moved to one (a `fields` revision has the
 * number of the text that it left as it was).
 */
export async function revisionsFor(
  tx: Tx,
  who: Context,
  { mutations }: PushRequest,
  rows: ReadonlyMap<string, Stored>,
): Promise<Map<string, Revision[]>> {
  const wanted = new Map<string, { revs: number[]; mutationIds: string[]; texts: string[] }>();
  for (const { rowId, base, op, after, seen } of mutations) {
    const row = rows.get(rowId);
    if (op === 'create' || !row || !hasText(row.collection) || !canRead(who, row.scope)) continue;
    if (base >= row.rev && after === undefined && seen === undefined) continue;
    const want = wanted.get(rowId) ?? { revs: [], mutationIds: [], texts: [] };
    want.revs.push(base);
    if (after !== undefined) want.mutationIds.push(resultKey(who, { id: after }));
    if (typeof seen === 'string') want.texts.push(seen);
    wanted.set(rowId, want);
  }
  const byRow = new Map<string, Revision[]>();
  const readable = scopesOf(who);
  for (const [rowId, { revs, mutationIds, texts }] of wanted) {
    const revisions = await tx
      .selectFrom('revision')
      .select(['rev', 'text', 'merged', 'kind', 'client_id as clientId', 'mutation_id as id'])
      .where('org_id', '=', who.org)
      .where('row_id', '=', rowId)
      .where('kind', '!=', 'fields')
      // A text that the person may not read counts as never seen. Otherwise the result would
      // tell which words it has.
      .where((is) =>
        is.or([
          is('author', '=', who.user),
          is('scope_at', 'in', readable),
          is(
            'rev',
            'in',
            is
              .selectFrom('revision as moved')
              .select('moved.rev')
              .where('moved.org_id', '=', who.org)
              .where('moved.row_id', '=', rowId)
              .where('moved.kind', '=', 'fields')
              .where('moved.scope_at', 'in', readable),
          ),
        ]),
      )
      .where((is) =>
        is.or([
          is('rev', 'in', revs),
          ...(mutationIds.length > 0 ? [is('mutation_id', 'in', mutationIds)] : []),
          ...(texts.length > 0 ? [is('text', 'in', texts), is('merged', 'in', texts)] : []),
        ]),
      )
      .orderBy('rev', 'desc')
      .limit(MOST_REVISIONS)
      .execute();
    // `mutation_id` is stored as "user:id". A change refers to the plain id, and only to a mutation
    // of its own user, so the ids of others are left out.
    byRow.set(
      rowId,
      revisions.reverse().map((revision) => ({
        ...revision,
        id: revision.id.startsWith(`${who.user}:`) ? revision.id.slice(who.user.length + 1) : '',
      })),
    );
  }
  return byRow;
}

interface ChangeToBase {
  who: Context;
  mutation: Mutation;
  row: Stored | null;
  /** The revisions of the row that the push refers to, oldest first. */
  revisions: readonly Revision[];
  /** The device that sends the change. */
  writer: Pick<PushRequest, 'clientId'>;
  /** The result of an earlier mutation, by its key. */
  resultOf: (key: string) => StoredResult | undefined;
  budget: MergeBudget;
}

/** The basis of a change. A row without text has no revisions: the last writer wins (T4). */
export function basisFor({
  who,
  mutation,
  row,
  revisions,
  writer,
  resultOf,
  budget,
}: ChangeToBase): Basis {
  if (row && !hasText(row.collection)) return CURRENT;
  const text = row?.fields.text;
  // A delete does not depend on the text.
  const isEarlierRejected =
    mutation.op !== 'delete' &&
    mutation.after !== undefined &&
    resultOf(resultKey(who, { id: mutation.after }))?.kind === 'rejected';
  const head = { rev: row?.rev ?? 0, text: typeof text === 'string' ? text : null };
  const basis = basisOf(mutation, head, revisions, writer, isEarlierRejected);
  return basis.kind === 'base' ? { ...basis, budget } : basis;
}
