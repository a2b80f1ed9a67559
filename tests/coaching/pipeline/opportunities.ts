import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import * as z from 'zod/mini';

/** The day of the measure: the data set ends at the end of 2017, and most reps have open deals. */
export const AS_OF = Date.parse('2017-09-15T12:00:00Z');

/** One row of the data set; `amount` is the list price of its product. */
export interface Opportunity {
  id: string;
  rep: string;
  account: string;
  amount: number;
  stage: 'Prospecting' | 'Engaging' | 'Won' | 'Lost';
  /** Unix ms; null for a deal in Prospecting. */
  engaged: number | null;
  closed: number | null;
  value: number | null;
}

const day = z.string().check(z.regex(/^(?:\d{1,2}\/\d{1,2}\/\d{4})?$/));
const OpportunityRow = z.object({
  opportunity_id: z.string().check(z.minLength(1)),
  sales_agent: z.string(),
  product: z.string(),
  account: z.string(),
  deal_stage: z.enum(['Prospecting', 'Engaging', 'Won', 'Lost']),
  engage_date: day,
  close_date: day,
  close_value: z.string(),
});
const Product = z.object({ product: z.string(), sales_price: z.string() });

/** The folder of the fictional opportunities; null where it is absent. */
export function opportunitiesFolder(): string | null {
  const folder = join(process.env.SIDELINE_SAMPLES ?? '../shared/samples', 'sales-opportunities');
  return existsSync(folder) ? folder : null;
}

function rowsOf<T>(schema: z.ZodMiniType<T>, text: string): T[] {
  const { data } = Papa.parse(text, { header: true, skipEmptyLines: true });
  return data.map((row) => schema.parse(row));
}

/** Noon UTC of a day like 10/20/2016. */
function instant(text: string): number | null {
  if (text === '') return null;
  const [month, date, year] = text.split('/').map(Number);
  return Date.UTC(year ?? 0, (month ?? 1) - 1, date ?? 1, 12);
}

export function readOpportunities(folder: string): Opportunity[] {
  const text = (name: string) => readFileSync(join(folder, name), 'utf8');
  const prices = new Map(
    // One product has a space in one file and none in the other.
    rowsOf(Product, text('products.csv')).map((row) => [
      row.product.replaceAll(' ', ''),
      Number(row.sales_price),
    ]),
  );
  return rowsOf(OpportunityRow, text('sales_pipeline.csv')).map((row) => ({
    id: row.opportunity_id,
    rep: row.sales_agent,
    account: row.account,
    amount: prices.get(row.product.replaceAll(' ', '')) ?? 0,
    stage: row.deal_stage,
    engaged: instant(row.engage_date),
    closed: instant(row.close_date),
    value: row.close_value === '' ? null : Number(row.close_value),
  }));
}
