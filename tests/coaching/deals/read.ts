import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod/mini';
import { LabelChange, LabelledDeal } from './deal.ts';

const folder = resolve(import.meta.dirname);

/**
 * The labelled deals of one part. The sealed ones are for `npm run measure -- deals --sealed` only:
 * a test that read them would tune the questions to them.
 */
export function labelledDeals(part: 'open' | 'sealed'): LabelledDeal[] {
  if (part === 'sealed' && process.env.VITEST)
    throw new Error('No test reads the sealed deals (tests/coaching/deals/README.md).');
  return readdirSync(`${folder}/${part}`)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name) =>
      z.array(LabelledDeal).parse(JSON.parse(readFileSync(`${folder}/${part}/${name}`, 'utf8'))),
    );
}

export function labelChanges(): LabelChange[] {
  return z.array(LabelChange).parse(JSON.parse(readFileSync(`${folder}/changed.json`, 'utf8')));
}

/** Changes whose new value is not the label of the deal: the last one of each label counts. */
export function staleChanges(
  changes: readonly LabelChange[],
  deals: readonly LabelledDeal[],
): string[] {
  const last = new Map(changes.map((change) => [`${change.id} ${change.field}`, change]));
  return [...last].flatMap(([name, change]) => {
    const deal = deals.find(({ id }) => id === change.id);
    return deal && !isDeepStrictEqual(deal[change.field], change.new) ? [name] : [];
  });
}
