/**
 * Matches a text that a spreadsheet may evaluate as a formula (OWASP, “CSV Injection”): a formula
 * sign after any characters that spreadsheets trim or hide (white space of every script, control
 * and format characters, the byte order mark, zero-width characters), or a tab or line end at the
 * start. Full-width and small forms count, because spreadsheets fold them to the plain signs.
 */
const FORMULA = new RegExp(
  [
    '^(?:[\\t\\r\\n]|',
    '[\\s\\p{Z}\\p{Cc}\\p{Default_Ignorable_Code_Point}\\p{Cf}\\u2800]*',
    '[=+\\-@＝＋－＠﹦﹢﹣﹫⁼⁺⁻₌₊₋\\u2212])',
  ].join(''),
  'u',
);

/** True for a text that a spreadsheet may evaluate as a formula. */
export function isFormula(text: string): boolean {
  return FORMULA.test(text);
}

/** Switzerland and Liechtenstein use semicolons although their decimal sign is a point. */
const SWISS = /-(?:CH|LI)$/i;

/**
 * Spreadsheets split a file by the list separator of the region; with another they show a single
 * column. Browsers do not expose that separator, so it is derived from the decimal sign: where that
 * is a comma, lists use semicolons. A line `sep=;` would name it, but then Excel no longer reads
 * the file as UTF-8, and other programs read the line as data.
 */
function listSeparator(locale: string): ',' | ';' {
  try {
    const parts = new Intl.NumberFormat(locale).formatToParts(1.5);
    const isComma = parts.some((part) => part.type === 'decimal' && part.value === ',');
    return isComma || SWISS.test(locale) ? ';' : ',';
  } catch {
    return ','; // not a language tag
  }
}

/** Papa Parse options for a table that spreadsheets open: formulas get an apostrophe in front. */
export function csvOptions(locale: string) {
  // Quoted, because a program with another separator would split a text into cells, and one of them
  // may be a formula.
  const quotes = true;
  return { delimiter: listSeparator(locale), newline: '\r\n', escapeFormulae: FORMULA, quotes };
}

/** Unix ms as ISO 8601; empty for other values, so that one bad row does not fail the export. */
export function instantText(value: unknown): string {
  if (typeof value !== 'number') return '';
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}
