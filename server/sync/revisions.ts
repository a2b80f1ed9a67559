import type { MergeBudget } from '../../lib/merge/index.ts';
import {
  type CollectionRule,
  canRead,
  collections,
  isCollection,
  type Mutation,
} from '../../lib/model/index.ts';
import type { PushRequest, StoredResult } from '../../lib/sync/protocol.ts';
import type { Context } from '../store/context.ts';
import type { Tx } from '../store/tables.ts';
import { resultKey } from './prior.ts';
import type { Stored } from './stored.ts';
import { type Basis, basisOf, FRESH, type Revision } from './text.ts';

export const ruleOf = (collection: string): CollectionRule | null =>
  isCollection(collection) ? collections[collection] : null;

/** Only texts have a number that says what a change rests on. */
const hasText = (collection: string) => (ruleOf(collection)?.text.length ?? 0) > 0;

/** At most this many revisions of a row are read for one push: three for each of its changes, and some. */
const MOST_REVISIONS = 2000;

/** Of each row, the revisions that the changes to it rest on: by number, by the change that made them, or by their text. */
export async function revisionsFor(
  tx: Tx,
  who: Context,
  { mutations }: PushRequest,
  rows: ReadonlyMap<string, Stored>,
): Promise<Map<string, Revision[]>> {
  const wanted = new Map<string, { revs: number[]; makers: string[]; texts: string[] }>();
  for (const { rowId, base, op, after, seen } of mutations) {
    const row = rows.get(rowId);
    if (op === 'create' || !row || !hasText(row.collection) || !canRead(who, row.scope)) continue;
    if (base >= row.rev && after === undefined && seen === undefined) continue;
    const want = wanted.get(rowId) ?? { revs: [], makers: [], texts: [] };
    want.revs.push(base);
    if (after !== undefined) want.makers.push(resultKey(who, { id: after }));
    if (typeof seen === 'string') want.texts.push(seen);
    wanted.set(rowId, want);
  }
  const found = new Map<string, Revision[]>();
  for (const [row, { revs, makers, texts }] of wanted) {
    const revisions = await tx
      .selectFrom('revision')
      .select(['rev', 'text', 'merged', 'kind', 'client_id as clientId', 'mutation_id as id'])
      .where('org_id', '=', who.org)
      .where('row_id', '=', row)
      .where('kind', '!=', 'fields')
      .where((is) =>
        is.or([
          is('rev', 'in', revs),
          ...(makers.length > 0 ? [is('mutation_id', 'in', makers)] : []),
          ...(texts.length > 0 ? [is('text', 'in', texts), is('merged', 'in', texts)] : []),
        ]),
      )
      .orderBy('rev', 'desc')
      .limit(MOST_REVISIONS)
      .execute();
    // Mutation ids are kept with their user, who is the only one to name them.
    found.set(
      row,
      revisions.reverse().map((revision) => ({
        ...revision,
        id: revision.id.startsWith(`${who.user}:`) ? revision.id.slice(who.user.length + 1) : '',
      })),
    );
  }
  return found;
}

/** What the change began with. A row without text has no number for it, and the last writer counts (T4). */
export function basisFor(
  mutation: Mutation,
  row: Stored | null,
  known: readonly Revision[],
  request: PushRequest,
  results: (key: string) => StoredResult | undefined,
  who: Context,
  budget: MergeBudget,
): Basis {
  if (row && !hasText(row.collection)) return FRESH;
  const text = row?.fields.text;
  // A deletion is of the note, whatever stands in it.
  const refused =
    mutation.op !== 'delete' &&
    mutation.after !== undefined &&
    results(resultKey(who, { id: mutation.after }))?.kind === 'rejected';
  const head = { rev: row?.rev ?? 0, text: typeof text === 'string' ? text : null };
  return { ...basisOf(mutation, head, known, request, refused), budget };
}
