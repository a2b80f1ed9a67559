import { collections, isCollection } from '../../lib/model/index.ts';
import type { Stored } from './stored.ts';

export type Numbered = Pick<Stored, 'collection' | 'scope' | 'fields'>;

export const numberRuleOf = (collection: string) =>
  isCollection(collection) ? collections[collection].numbered : null;

/** The rows that are numbered together; null for collections without numbers. */
export function seriesOf({ collection, scope, fields }: Numbered): string | null {
  const rule = numberRuleOf(collection);
  const of = fields[rule?.of ?? ''];
  return typeof of === 'string' ? JSON.stringify([collection, scope, of]) : null;
}

/** The columns of a row that has a number. */
export function numberOf(row: Numbered): { series: string | null; number: number | null } {
  const [series, number] = [seriesOf(row), row.fields[numberRuleOf(row.collection)?.field ?? '']];
  return series !== null && Number.isSafeInteger(number)
    ? { series, number: Number(number) }
    : { series: null, number: null };
}
