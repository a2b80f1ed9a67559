import { collections, isCollection, MAX_VERSION } from '../../lib/model/index.ts';
import type { Context } from '../store/context.ts';
import type { Tx } from '../store/tables.ts';
import { chunks } from './rows.ts';
import type { Stored } from './stored.ts';

type Numbered = Pick<Stored, 'collection' | 'scope' | 'fields'>;

const ruleOf = (collection: string) =>
  isCollection(collection) ? collections[collection].numbered : null;

/** The rows that are numbered together; null for collections without numbers. */
function seriesOf({ collection, scope, fields }: Numbered): string | null {
  const rule = ruleOf(collection);
  return rule && JSON.stringify([collection, scope, fields[rule.of]]);
}

/** The numbers in use, by series. */
export type Numbers = Map<string, Set<number>>;

function use(numbers: Numbers, row: Numbered): void {
  const series = seriesOf(row);
  const number = row.fields[ruleOf(row.collection)?.field ?? ''];
  if (series !== null && typeof number === 'number')
    numbers.set(series, (numbers.get(series) ?? new Set()).add(number));
}

/** The numbers in use in the scopes of some new rows. Deleted rows keep theirs. */
export async function numbersUsed(
  tx: Tx,
  who: Context,
  newRows: readonly { op: string; collection: string; scope?: string | undefined }[],
): Promise<Numbers> {
  const numbers: Numbers = new Map();
  const created = newRows.filter(({ op, collection }) => op === 'create' && ruleOf(collection));
  const names = [...new Set(created.map(({ collection }) => collection))];
  for (const chunk of chunks([...new Set(created.map(({ scope = '' }) => scope))]))
    for (const row of await tx
      .selectFrom('row')
      .select(['collection', 'scope', 'fields'])
      .where('org_id', '=', who.org)
      .where('scope', 'in', chunk)
      .where('collection', 'in', names)
      .execute())
      use(numbers, { ...row, fields: JSON.parse(row.fields) as Stored['fields'] });
  return numbers;
}

/** Numbers that a row may leave out: one row cannot use up the numbers of all later ones. */
const MOST_SKIPPED = 1000;

/**
 * Gives a new row its number: its own, or the next one where that is in use or far ahead.
 * @returns the fields that differ from those that were sent; null for a row without a number.
 */
export function takeNumber(numbers: Numbers, row: Numbered): Record<string, number> | null {
  const rule = ruleOf(row.collection);
  if (!rule) return null;
  const used = numbers.get(seriesOf(row) ?? '') ?? new Set();
  const own = Number(row.fields[rule.field]);
  // Servers before MAX_VERSION stored any number.
  const highest = Math.max(0, ...[...used].filter((number) => number <= MAX_VERSION));
  const isFree = !used.has(own) && own <= highest + MOST_SKIPPED;
  const changed = isFree ? {} : { [rule.field]: highest + 1 };
  use(numbers, { ...row, fields: { ...row.fields, ...changed } });
  return changed;
}
