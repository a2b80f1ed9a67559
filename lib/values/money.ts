import type { Money } from '../model/index.ts';
import { currencyOf, THREE_DECIMALS } from './currency.ts';
import { type NumberFormat, plainNumber } from './number.ts';
import { scaleOf } from './scale.ts';

/** “1,5 millones de €” */
const OF = new Set(['de', 'di']);

interface Unit {
  scale: number | null;
  currency: string | null;
}

/** A scale and a currency in one word: `k€`, `TEUR`, `€m`. */
function compoundOf(word: string, locale: string | null, hint: string | null): Unit | null {
  for (let cut = word.length - 1; cut > 0; cut--) {
    const [first, second] = [word.slice(0, cut), word.slice(cut)];
    const pairs = [{ scaleWord: first, sign: second }];
    // In capitals a longer code is its own: USDT is a coin, not thousands of dollars.
    if (!/^[A-Z]+$/.test(word)) pairs.push({ scaleWord: second, sign: first });
    for (const { scaleWord, sign } of pairs) {
      const [scale, currency] = [scaleOf(scaleWord, locale), currencyOf(sign, hint)];
      if (scale && currency !== null) return { scale, currency };
    }
  }
  return null;
}

/** What one word beside a number says: a scale, a currency, or both. Null for any other word. */
function unitOf(word: string, locale: string | null, hint: string | null): Unit | null {
  // Before currencies: MIO and MIL are no codes of one.
  const scale = scaleOf(word, locale);
  if (scale !== undefined) return scale === null ? null : { scale, currency: null };
  const currency = currencyOf(word, hint);
  return currency === null ? compoundOf(word, locale, hint) : { scale: null, currency };
}

/** The words beside a number. Scales multiply when they grow: `mil millones`, `lakh crore`. */
function unitsOf(words: readonly string[], locale: string | null, hint: string | null) {
  let scale = 1;
  let last: number | null = null;
  let currency: string | null = null;
  for (const word of words) {
    if (OF.has(word) && last !== null) continue;
    const unit = unitOf(word, locale, hint);
    if (unit === null) return null;
    if (unit.scale !== null) {
      if (last !== null && unit.scale <= last) return null;
      last = unit.scale;
      scale *= unit.scale;
    }
    currency = unit.currency ?? currency;
  }
  return { scale, currency };
}

/** “USD 84,000.00 (EUR 76,000.00)”: the record's own amount, then the converted one. */
function withoutConverted(text: string): string {
  const open = text.lastIndexOf('(');
  if (!text.endsWith(')') || !/\d/.test(text.slice(0, Math.max(0, open)))) return text;
  const inside = text.slice(open + 1, -1);
  return /\d/.test(inside) && !inside.includes(')') ? text.slice(0, open).trim() : text;
}

interface Amount {
  value: number;
  scale: number;
  currency: string | null;
}

function readAmount(text: string, locale: string | null, hint: string | null): Amount | null {
  const plain = text
    .normalize('NFKC')
    .replace(/[\u2212\u2012\u2013]/g, '-')
    .trim();
  // “1'200.-”: no hundredths.
  const own = withoutConverted(plain).replace(/(\d)[.,]-(?=\s|$|€)/, '$1');
  const bracketed = /^\((.*)\)$/.exec(own)?.[1]?.trim();
  const rest = bracketed ?? own;
  const [number] = rest.match(/\d(?:[\d.,\s'’]*\d)?/) ?? [];
  if (number === undefined) return null;
  const before = rest.slice(0, rest.indexOf(number)).trim();
  const after = rest.slice(rest.indexOf(number) + number.length).trim();
  const negative = bracketed !== undefined || before.includes('-') || after === '-';
  const beside = `${before.replace(/[-+]/g, ' ')} ${after.replace(/^-$/, '')}`;
  const units = unitsOf(beside.split(/\s+/).filter(Boolean), locale, hint);
  if (units === null) return null;
  const { scale, currency } = units;
  const exact = scale > 1 || (currency !== null && THREE_DECIMALS.has(currency));
  const kind = exact ? 'exact' : currency === null ? 'bare' : 'money';
  const value = plainNumber(number, locale, kind);
  if (value === null) return null;
  return { value: negative && value !== 0 ? -value : value, scale, currency };
}

/**
 * Reads an amount as people and pages write it: `1,234.56`, `1.234,56 €`, `1 234,56`, `CHF 1'234`,
 * `£84k`, `1,5 Mio. €`, `(1,200.00)`, `84000`.
 * @param hint the currency that the page works in, for a bare number or an ambiguous sign.
 * @returns null for a text that is no amount, or that may be either of two.
 */
export function parseMoney(
  text: string,
  { locale }: NumberFormat,
  hint: string | null = null,
): Money | null {
  const read = readAmount(text, locale, hint);
  if (read === null) return null;
  // Rounded to a ten-thousandth, so that 1.1 million is not 1100000.0000000002.
  const amount = Math.round(read.value * read.scale * 1e4) / 1e4;
  return { amount: amount === 0 ? 0 : amount, currency: read.currency ?? hint };
}

/** A bare number or a percentage: `50`, `50 %`, `12,5%`. */
export function parseNumber(text: string, format: NumberFormat): number | null {
  const read = readAmount(text.replace(/^\s*%|%\s*$/g, ''), format.locale, null);
  return read === null ? null : read.value * read.scale;
}
