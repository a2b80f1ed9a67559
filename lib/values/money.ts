import type { Money } from '../model/index.ts';
import { currencyOf, THREE_DECIMALS } from './currency.ts';
import { type NumberFormat, type NumberKind, plainNumber } from './number.ts';
import { scaleOf } from './scale.ts';

/** “1,5 millones de €” */
const OF = new Set(['de', 'di']);

interface WordUnit {
  scale: number | null;
  currency: string | null;
}
interface AmountUnits {
  scale: number;
  currency: string | null;
}

/** A scale and a currency in one word: `k€`, `TEUR`, `€m`. */
function compoundOf(
  word: string,
  locale: string | null,
  pageCurrency: string | null,
): WordUnit | null {
  for (let cut = word.length - 1; cut > 0; cut--) {
    const [start, end] = [word.slice(0, cut), word.slice(cut)];
    const pairs = [{ scaleWord: start, currencySign: end }];
    // A longer word in capitals is a separate code: USDT is a coin, not thousands of dollars.
    if (!/^[A-Z]+$/.test(word)) pairs.push({ scaleWord: end, currencySign: start });
    for (const { scaleWord, currencySign } of pairs) {
      const scale = scaleOf(scaleWord, locale);
      const currency = currencyOf(currencySign, pageCurrency);
      if (scale && currency !== null) return { scale, currency };
    }
  }
  return null;
}

/** The scale, the currency or both that one word beside a number means; null for other words. */
function unitOf(word: string, locale: string | null, pageCurrency: string | null): WordUnit | null {
  // Scales before currencies: MIO and MIL look like currency codes but are scales.
  const scale = scaleOf(word, locale);
  if (scale === null) return null;
  if (scale !== undefined) return { scale, currency: null };
  const currency = currencyOf(word, pageCurrency);
  return currency === null ? compoundOf(word, locale, pageCurrency) : { scale: null, currency };
}

/**
 * Scale and currency of all the words beside a number; null where a word is neither. Scales in
 * rising order multiply: `mil millones`, `lakh crore`.
 */
function unitsOf(
  words: readonly string[],
  locale: string | null,
  pageCurrency: string | null,
): AmountUnits | null {
  let scale = 1;
  let lastScale: number | null = null;
  let currency: string | null = null;
  for (const word of words) {
    if (OF.has(word) && lastScale !== null) continue;
    const unit = unitOf(word, locale, pageCurrency);
    if (unit === null) return null;
    if (unit.scale !== null) {
      if (lastScale !== null && unit.scale <= lastScale) return null;
      lastScale = unit.scale;
      scale *= unit.scale;
    }
    currency = unit.currency ?? currency;
  }
  return { scale, currency };
}

/** Drops a converted amount in brackets: “USD 84,000.00 (EUR 76,000.00)” → “USD 84,000.00”. */
function withoutConverted(text: string): string {
  const open = text.lastIndexOf('(');
  if (!text.endsWith(')') || !/\d/.test(text.slice(0, Math.max(0, open)))) return text;
  const inside = text.slice(open + 1, -1);
  return /\d/.test(inside) && !inside.includes(')') ? text.slice(0, open).trim() : text;
}

/** An amount taken apart: digits with their signs, the words beside them, minus or not. */
interface AmountParts {
  digits: string;
  words: string[];
  isNegative: boolean;
}

/** Null for a text without digits. Brackets around an amount mean a minus, as in accounting. */
function splitAmount(text: string): AmountParts | null {
  const normalised = text
    .normalize('NFKC')
    .replace(/[\u2212\u2012\u2013]/g, '-')
    .trim();
  // “1'200.-”: the dash means zero hundredths.
  const original = withoutConverted(normalised).replace(/(\d)[.,]-(?=\s|$|€)/, '$1');
  const bracketed = /^\((.*)\)$/.exec(original)?.[1]?.trim();
  const amount = bracketed ?? original;
  const digits = /\d(?:[\d.,\s'’]*\d)?/.exec(amount)?.[0];
  if (digits === undefined) return null;
  const start = amount.indexOf(digits);
  const before = amount.slice(0, start).trim();
  const after = amount.slice(start + digits.length).trim();
  const hasMinusAfter = after === '-';
  const beside = `${before.replace(/[-+]/g, ' ')} ${hasMinusAfter ? '' : after}`;
  return {
    digits,
    words: beside.split(/\s+/).filter(Boolean),
    isNegative: bracketed !== undefined || before.includes('-') || hasMinusAfter,
  };
}

/** How many decimals a number beside these units may have. */
function kindOf({ scale, currency }: AmountUnits): NumberKind {
  if (scale > 1) return 'exact';
  if (currency === null) return 'bare';
  return THREE_DECIMALS.has(currency) ? 'exact' : 'money';
}

interface Amount extends AmountUnits {
  value: number;
}

function readAmount(
  text: string,
  locale: string | null,
  pageCurrency: string | null,
): Amount | null {
  const parts = splitAmount(text);
  if (parts === null) return null;
  const units = unitsOf(parts.words, locale, pageCurrency);
  if (units === null) return null;
  const value = plainNumber(parts.digits, locale, kindOf(units));
  if (value === null) return null;
  return { ...units, value: parts.isNegative && value !== 0 ? -value : value };
}

/**
 * Reads an amount as people and pages write it: `1,234.56`, `1.234,56 €`, `1 234,56`, `CHF 1'234`,
 * `£84k`, `1,5 Mio. €`, `(1,200.00)`, `84000`.
 * @param pageCurrency the page's currency, for a bare number or an ambiguous sign.
 * @returns null for a text that is not an amount, or that could be read as two different amounts.
 */
export function parseMoney(
  text: string,
  { locale }: NumberFormat,
  pageCurrency: string | null = null,
): Money | null {
  const read = readAmount(text, locale, pageCurrency);
  if (read === null) return null;
  // Rounded to a ten-thousandth, so that 1.1 million is not 1100000.0000000002.
  const amount = Math.round(read.value * read.scale * 1e4) / 1e4;
  return { amount: amount === 0 ? 0 : amount, currency: read.currency ?? pageCurrency };
}

/** A bare number or a percentage: `50`, `50 %`, `12,5%`. */
export function parseNumber(text: string, format: NumberFormat): number | null {
  const read = readAmount(text.replace(/^\s*%|%\s*$/g, ''), format.locale, null);
  return read === null ? null : read.value * read.scale;
}
