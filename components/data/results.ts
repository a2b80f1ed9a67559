import Papa from 'papaparse';
import { csvOptions } from '../../lib/values/csv.ts';
import { RESULT_COLUMNS, type ResultLine } from '../../lib/view/results.ts';

/**
 * The results of a team as a CSV table with the allowed columns alone.
 * @param locale BCP 47 tag of the person's language, which decides the separator.
 */
export function resultsCsv(lines: readonly ResultLine[], locale: string): string {
  const columns = [...RESULT_COLUMNS];
  return `\ufeff${Papa.unparse([...lines], { columns, ...csvOptions(locale) })}\r\n`;
}
