import Papa from 'papaparse';

/** What spreadsheets pass over in front of a formula: spaces of any width, marks of no width, controls. */
const BLANK = /^[\s\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]*/u;

/** A cell that a spreadsheet would take for a formula is text, full-width signs included: OWASP, “CSV Injection”. */
export function cell(text: string): string {
  const first = text.replace(BLANK, '').slice(0, 1).normalize('NFKC');
  return /^[=+\-@]/.test(first) || /^[\t\r]/.test(text) ? `'${text}` : text;
}

/** A moment as ISO, or nothing for what is none: one spoiled row must not stop the others. */
export function stamp(value: unknown): string {
  const date = new Date(typeof value === 'number' ? value : Number.NaN);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}

/** Swiss Excel separates columns by semicolons though its decimal sign is a point. */
const SWISS = /-(?:CH|LI)$/i;

/**
 * What Excel takes for the end of a column: a semicolon where the comma is the decimal sign. A line `sep=;` would say so everywhere, but
 * Excel then ignores the mark of UTF-8, and other programs show it as a row.
 */
export function separatorOf(locale: string): ',' | ';' {
  const parts = new Intl.NumberFormat(locale).formatToParts(1.5);
  const isComma = parts.some(({ type, value }) => type === 'decimal' && value === ',');
  return isComma || SWISS.test(locale) ? ';' : ',';
}

/** A table as Excel of that language opens it: a mark of UTF-8, its separator, and no formulas. */
export function writeTable<K extends string>(rows: readonly Readonly<Record<K, string>>[], columns: readonly K[], locale: string): string {
  const lines = rows.map((row) => columns.map((column) => cell(row[column])));
  return `\ufeff${Papa.unparse([[...columns], ...lines], { delimiter: separatorOf(locale) })}\r\n`;
}
