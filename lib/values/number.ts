export interface NumberFormat {
  /** BCP 47 tag of the page, or null. */
  locale: string | null;
}

/** The decimal sign of a language, or null where the language is not known. */
function decimalSign(locale: string | null): string | null {
  if (!locale) return null;
  try {
    const parts = new Intl.NumberFormat(locale, { numberingSystem: 'latn' }).formatToParts(1.5);
    return parts.find((part) => part.type === 'decimal')?.value ?? null;
  } catch {
    return null; // not a language tag
  }
}

/**
 * How many decimals a number may have. `bare`: any. `money`: two or none. `exact`: three, as in
 * 1.234 million or 1.234 dinars.
 */
export type NumberKind = 'bare' | 'money' | 'exact';

/** The decimal sign among a number's signs, '' for none; null when the signs are inconsistent. */
function decimalMark(digits: string, locale: string | null, kind: NumberKind): string | null {
  const signs = digits.replace(/\d/g, '');
  const last = signs.at(-1) ?? '';
  // Both signs occur: the last one is the decimal sign, and it may occur only once.
  if (new Set(signs).size > 1) return signs.indexOf(last) === signs.length - 1 ? last : null;
  if (signs.length !== 1) return '';
  const tail = digits.length - digits.indexOf(last) - 1;
  // Groups have three digits, and the first group never begins with zero.
  if (tail !== 3 || digits.startsWith('0')) return last;
  // 1.234 is a thousand in German and about one in English; without a language, three digits after
  // one sign are a group. Beside a currency they are a group in every language: amounts have two
  // decimals or none, and a page's language is not always the language of its numbers.
  if (kind === 'money') return '';
  const decimal = decimalSign(locale);
  // 1.234 million is one million or a thousand, and only the language decides.
  if (kind === 'exact' && decimal === null) return null;
  return decimal === last ? last : '';
}

/** Parses digits with group and decimal signs; null when the grouping is inconsistent. */
export function plainNumber(text: string, locale: string | null, kind: NumberKind): number | null {
  const digits = text.replace(/[\s\u00a0\u202f\u2009'’]/g, '');
  if (!/^\d[\d.,]*$/.test(digits)) return null;
  const mark = decimalMark(digits, locale, kind);
  if (mark === null) return null;
  const [whole = '', part, more] = mark ? digits.split(mark) : [digits];
  if (more !== undefined) return null;
  const groups = whole.split(/[.,]/);
  const grouped = groups.slice(1);
  // Indian grouping has pairs (12,34,567), so only the last group must be three digits.
  if (grouped.some(({ length }) => length < 2 || length > 3)) return null;
  if (grouped.length > 0 && grouped.at(-1)?.length !== 3) return null;
  const value = Number(`${groups.join('')}.${part ?? '0'}`);
  return Number.isFinite(value) ? value : null;
}

/** Writes a number so that `parseNumber` with the same language returns exactly that number. */
export function writeNumber(value: number, locale: string): string {
  const options = { maximumFractionDigits: 20, numberingSystem: 'latn' };
  // From the text, not from the float: 0.1 must not become 0.1000000000000000055.
  return new Intl.NumberFormat(locale, options).format(String(value) as `${number}`);
}
