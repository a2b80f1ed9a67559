import { sql } from 'kysely';
import { MAX_VERSION, type Mutation } from '../../lib/model/index.ts';
import type { Context } from '../store/context.ts';
import type { Tx } from '../store/tables.ts';
import { chunks } from './rows.ts';
import { type Numbered, numberOf, numberRuleOf, seriesOf } from './series.ts';

/** What is in use of a series: its highest number, and those among the numbers that are sent. */
interface InUse {
  highest: number;
  taken: Set<number>;
}

/** The numbers in use, by series. */
export type Numbers = Map<string, InUse>;

const NONE: InUse = { highest: 0, taken: new Set() };

/** The numbers in use in the series of some new rows. Deleted rows keep theirs. */
export async function numbersUsed(
  tx: Tx,
  who: Context,
  mutations: readonly Pick<Mutation, 'op' | 'collection' | 'scope' | 'patch'>[],
): Promise<Numbers> {
  const sent = mutations.flatMap(({ op, collection, scope = '', patch }) => {
    const { series, number } = numberOf({ collection, scope, fields: patch });
    return op === 'create' && series !== null && number !== null ? [{ series, number }] : [];
  });
  const numbers: Numbers = new Map(
    sent.map(({ series }) => [series, { highest: 0, taken: new Set() }]),
  );
  for (const chunk of chunks([...numbers.keys()]))
    for (const { series, highest } of await tx
      .selectFrom('row')
      .select(['series', (eb) => eb.fn.max('number').as('highest')])
      .where('org_id', '=', who.org)
      .where('series', 'in', chunk)
      // Servers before MAX_VERSION stored any number.
      .where('number', '<=', MAX_VERSION)
      .groupBy('series')
      .execute())
      numbers.set(series ?? '', { highest: highest ?? 0, taken: new Set() });
  for (const chunk of chunks(sent)) {
    const pairs = chunk.map(({ series, number }) => sql`(${series}, cast(${number} as bigint))`);
    for (const { series, number } of await tx
      .selectFrom('row')
      .select(['series', 'number'])
      .where('org_id', '=', who.org)
      // So that the index is used, which has no rows without a series.
      .where('series', 'is not', null)
      .where(sql<boolean>`(series, number) in (values ${sql.join(pairs)})`)
      .execute())
      if (number !== null) numbers.get(series ?? '')?.taken.add(number);
  }
  return numbers;
}

/** Numbers that a row may leave out: one row cannot use up the numbers of all later ones. */
const MOST_SKIPPED = 1000;

/**
 * Gives a new row its number: its own, or the next one where that is in use or far ahead.
 * @returns the fields that differ from those that were sent; null for a row without a number.
 */
export function takeNumber(numbers: Numbers, row: Numbered): Record<string, number> | null {
  const rule = numberRuleOf(row.collection);
  const series = seriesOf(row);
  if (!rule || series === null) return null;
  const { highest, taken } = numbers.get(series) ?? NONE;
  const own = Number(row.fields[rule.field]);
  const isFree = !taken.has(own) && own <= highest + MOST_SKIPPED;
  const number = isFree ? own : highest + 1;
  numbers.set(series, {
    highest: Math.max(highest, number),
    taken: new Set([...taken, number]),
  });
  return isFree ? {} : { [rule.field]: number };
}
