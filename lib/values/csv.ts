/**
 * A sign that begins a formula, behind whatever a spreadsheet trims or does not show: white space of every script, control and format
 * characters, the byte order mark, zero-width ones. Full-width and small forms count, since they are folded to the plain signs. A tab or
 * a line end in front is enough, whatever follows (OWASP, “CSV Injection”).
 */
const FORMULA =
  /^(?:[\t\r\n]|[\s\p{Z}\p{Cc}\p{Default_Ignorable_Code_Point}\p{Cf}\u2800]*[=+\-@＝＋－＠﹦﹢﹣﹫⁼⁺⁻₌₊₋\u2212])/u;

/** True for a text that a spreadsheet could take for a formula. */
export function isFormula(text: string): boolean {
  return FORMULA.test(text);
}

/** Switzerland and Liechtenstein separate lists by semicolons though their decimal sign is a point. */
const SWISS = /-(?:CH|LI)$/i;

/**
 * Spreadsheets split a file by the list separator of the region, and show one single column where it is another. Browsers do not tell
 * that separator. It follows from the decimal sign: where that is a comma, lists are separated by semicolons. A line `sep=;` would say
 * it outright, but Excel then no longer reads the file as UTF-8, and other programs take the line for data.
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

/** How Papa writes a table that a spreadsheet opens: a cell that could be a formula gets an apostrophe in front. */
export function csvOptions(locale: string) {
  return { delimiter: listSeparator(locale), newline: '\r\n', escapeFormulae: FORMULA };
}

/** A moment (Unix ms) as ISO 8601; empty for what is none, so that one odd row does not cost the whole table. */
export function instantText(value: unknown): string {
  if (typeof value !== 'number') return '';
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}
