export interface NumberFormat {
  /**
   * BCP 47 tag of the formats that the CRM uses for this person, or null without evidence of it.
   * The language of a page is none.
   */
  locale: string | null;
  /** BCP 47 tag of the page’s words; without it that of `locale`. */
  language?: string | null;
  /** The decimal sign that the CRM’s settings or other amounts of the page show. */
  decimal?: string | null;
}

/** The decimal sign of a locale, or null where it is not known. */
export function decimalSign(locale: string | null): string | null {
  if (!locale) return null;
  try {
    const parts = new Intl.NumberFormat(locale, { numberingSystem: 'latn' }).formatToParts(1.5);
    return parts.find((part) => part.type === 'decimal')?.value ?? null;
  } catch {
    return null; // not a language tag
  }
}

/** The decimal sign of a locale's amounts; null where its other numbers have another one. */
export function moneySign(locale: string | null): string | null {
  const plain = decimalSign(locale);
  if (plain === null || locale === null) return null;
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: 'USD',
    numberingSystem: 'latn',
  });
  const own = format.formatToParts(1.5).find(({ type }) => type === 'decimal')?.value;
  return own === plain ? plain : null;
}

/**
 * How many decimals a number may have. `bare`: any. `money`: two or none. `exact`: three, as in
 * 1.234 million or 1.234 dinars.
 */
export type NumberKind = 'bare' | 'money' | 'exact';

/** The decimal sign that two amounts or more of a page show; null where they differ. */
export function pageDecimal(texts: readonly string[]): string | null {
  const signs = new Set<string>();
  for (const text of texts) {
    const digits = /\d[\d.,'’ ]*\d/.exec(text)?.[0] ?? '';
    const mixed = /^\d{1,3}(?:([.,])\d{3})+([.,])\d+$/.exec(digits);
    const sign = mixed && mixed[1] !== mixed[2] ? mixed[2] : /^\d+([.,])\d{2}$/.exec(digits)?.[1];
    if (sign) signs.add(sign);
  }
  const [only] = signs;
  return signs.size === 1 && only !== undefined ? only : null;
}

/** The decimal sign among a number's signs, '' for none; null when it is not certain. */
function decimalMark(digits: string, decimal: string | null, kind: NumberKind): string | null {
  const signs = digits.replace(/\d/g, '');
  const last = signs.at(-1) ?? '';
  // Both signs occur: the last one is the decimal sign, and it may occur only once.
  if (new Set(signs).size > 1) return signs.indexOf(last) === signs.length - 1 ? last : null;
  if (signs.length !== 1) return '';
  const tail = digits.length - digits.indexOf(last) - 1;
  // Groups have three digits, and the first group has one to three and never begins with zero.
  if (tail !== 3 || digits.startsWith('0') || digits.indexOf(last) > 3) return last;
  // 1.234 is a thousand in German and about one in English; without evidence, three digits after
  // one sign are a group. Beside a currency they are a group everywhere, because amounts have two
  // decimals or none: a CRM whose decimal sign that is shows something else.
  if (kind === 'money') return decimal === last ? null : '';
  // 1.234 million is one million or a thousand, and only evidence decides.
  if (kind === 'exact' && decimal === null) return null;
  return decimal === last ? last : '';
}

/** Spaces and apostrophes stand only before groups of two or three digits. */
const GROUPED = /^\d{1,3}(?:[ '’ʼ]\d{2,3})*[ '’ʼ]\d{3}(?:[.,]\d+)?$/;

/**
 * Parses digits with group and decimal signs; null when the grouping is inconsistent.
 * @param decimal the decimal sign that evidence shows, or null.
 */
export function plainNumber(text: string, decimal: string | null, kind: NumberKind): number | null {
  if (/[ '’ʼ]/.test(text) && !GROUPED.test(text)) return null;
  const digits = text.replace(/[ '’ʼ]/g, '');
  if (!/^\d[\d.,]*$/.test(digits)) return null;
  // Beside spaces between the groups, the one other sign is the decimal sign.
  const isGrouped = digits !== text && /^\d+[.,]\d+$/.test(digits);
  const mark = isGrouped ? /[.,]/.exec(digits)?.[0] : decimalMark(digits, decimal, kind);
  if (mark === null || mark === undefined) return null;
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
