import type { Money } from '../model/index.ts';
import { currencyOf, THREE_DECIMALS } from './currency.ts';
import { scaleOf } from './scale.ts';

export interface NumberFormat {
  /** BCP 47 tag of the page, or null. */
  locale: string | null;
}

function decimalSign(locale: string | null): string | null {
  if (!locale) return null;
  try {
    return new Intl.NumberFormat(locale).formatToParts(1.5).find((part) => part.type === 'decimal')?.value ?? null;
  } catch {
    return null; // not a language tag
  }
}

/** Digits with group and decimal signs to a number; null when the grouping contradicts itself. */
function plainNumber(text: string, decimal: string | null, kind: 'bare' | 'money' | 'scaled'): number | null {
  const digits = text.replace(/[\s\u00a0\u202f\u2009'’]/g, '');
  if (!/^\d[\d.,]*$/.test(digits)) return null;
  const signs = digits.replace(/\d/g, '');
  const last = signs.at(-1);
  let mark: string | undefined;
  if (new Set(signs).size > 1) {
    mark = last; // both kinds: the last one is the decimal sign, and it may stand only once
    if (signs.indexOf(last ?? '') !== signs.length - 1) return null;
  } else if (signs.length === 1) {
    const tail = digits.length - digits.indexOf(signs) - 1;
    // 1.234 is a thousand in German and about one in English; without a language three digits after one sign are a group.
    // Beside a currency three digits are a group even so: amounts have two decimals or none, and a page's language is not always the
    // one its numbers are written in.
    if (tail !== 3 || (decimal === signs && kind !== 'money')) mark = signs;
    // 1.234 million is one or a thousand of them, and only a language says which.
    else if (kind === 'scaled' && decimal === null) return null;
  }
  const [whole = '', part, more] = mark ? digits.split(mark) : [digits];
  if (more !== undefined) return null;
  const groups = whole.split(/[.,]/);
  // Indian grouping has pairs (12,34,567), so only the last group must be three digits.
  if (groups.length > 1 && (groups.at(-1)?.length !== 3 || groups.slice(1).some((group) => group.length < 2 || group.length > 3))) return null;
  const value = Number(`${groups.join('')}.${part ?? '0'}`);
  return Number.isFinite(value) ? value : null;
}

/** “USD 84,000.00 (EUR 76,000.00)”: the record's own amount stands first, the converted one in brackets. */
function withoutConverted(text: string): string {
  const open = text.lastIndexOf('(');
  if (!text.endsWith(')') || !/\d/.test(text.slice(0, Math.max(0, open)))) return text;
  const inside = text.slice(open + 1, -1);
  return /\d/.test(inside) && !inside.includes(')') ? text.slice(0, open).trim() : text;
}

interface Unit {
  scale?: number;
  currency?: string;
}

/** What stands beside a number: a scale, a currency, or both in one word (`k€`, `TEUR`, `€m`). Null for any other word. */
function unitOf(word: string, locale: string | null, hint: string | null): Unit | null {
  // Before currencies, since MIO is not the code of one.
  const scale = scaleOf(word, locale);
  if (scale !== undefined) return scale === null ? null : { scale };
  const currency = currencyOf(word, hint);
  if (currency !== null) return { currency };
  for (let cut = word.length - 1; cut > 0; cut--) {
    const [first, second] = [word.slice(0, cut), word.slice(cut)];
    for (const [scaled, sign] of [
      [first, second],
      [second, first],
    ] as const) {
      const [scale, currency] = [scaleOf(scaled, locale), currencyOf(sign, hint)];
      if (scale && currency !== null) return { scale, currency };
    }
  }
  return null;
}

/** The words beside a number together. Scales multiply when they grow: `mil millones`, `lakh crore`. */
function unitsOf(words: readonly string[], locale: string | null, hint: string | null): { scale: number; currency: string | null } | null {
  let [product, last] = [1, 0];
  let currency: string | null = null;
  for (const word of words) {
    const unit = unitOf(word, locale, hint);
    if (!unit || (unit.scale !== undefined && unit.scale <= last)) return null;
    last = unit.scale ?? last;
    product *= unit.scale ?? 1;
    currency = unit.currency ?? currency;
  }
  return { scale: product, currency };
}

/**
 * Reads an amount as people and pages write it: `1,234.56`, `1.234,56 €`, `1 234,56`, `CHF 1'234`, `£84k`, `1,5 Mio. €`, `(1,200.00)`.
 * @param hint the currency that the page works in, for a bare number or an ambiguous sign. @returns null for a text that is no amount.
 */
export function parseMoney(text: string, format: NumberFormat, hint: string | null = null): Money | null {
  const minus = text.normalize('NFKC').replace(/[\u2212\u2012\u2013]/g, '-');
  // “1'200.-”: no hundredths.
  const amountText = withoutConverted(minus.trim()).replace(/(\d)[.,]-(\s|€|$)/, '$1$2');
  const bracketed = /^\((.*)\)$/.exec(amountText)?.[1]?.trim();
  const rest = bracketed ?? amountText;
  const [number] = rest.match(/\d(?:[\d.,\s'’]*\d)?/) ?? [];
  if (number === undefined) return null;
  const before = rest.slice(0, rest.indexOf(number)).trim();
  const after = rest.slice(rest.indexOf(number) + number.length).trim();
  const negative = bracketed !== undefined || before.includes('-') || after === '-';
  const words = `${before.replace(/[-+]/g, ' ')} ${after.replace(/^-$/, '')}`.split(/\s+/);
  // “1,5 millones de €”
  const units = unitsOf(
    words.filter((word) => word !== '' && word !== 'de' && word !== 'di'),
    format.locale,
    hint,
  );
  if (!units) return null;
  const { scale, currency } = units;
  const isMoney = currency !== null && !THREE_DECIMALS.has(currency);
  const value = plainNumber(number, decimalSign(format.locale), scale > 1 ? 'scaled' : isMoney ? 'money' : 'bare');
  if (value === null) return null;
  // Rounded to a ten-thousandth, so that 1.1 million is not 1100000.0000000002.
  const amount = Math.round(value * scale * 1e4) / 1e4;
  return { amount: negative && amount !== 0 ? -amount : amount, currency: currency ?? hint };
}

/** A bare number or a percentage: `50`, `50 %`, `12,5%`. */
export function parseNumber(text: string, format: NumberFormat): number | null {
  return parseMoney(text.replace(/%/g, '').trim(), format)?.amount ?? null;
}
