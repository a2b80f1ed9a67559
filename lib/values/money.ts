import type { Money } from '../model/index.ts';
import {
  type CurrencyEvidence,
  currencyOf,
  regionOf,
  type SignedCurrency,
  THREE_DECIMALS,
} from './currency.ts';
import {
  decimalSign,
  moneySign,
  type NumberFormat,
  type NumberKind,
  plainNumber,
} from './number.ts';
import { characterScales, scaleOf } from './scale.ts';
import { clean } from './text.ts';

export interface MoneyFormat extends NumberFormat {
  /** The currency of the record, where the CRM states it beside the text. */
  currency?: string | null;
  /** The currency that the CRM uses for all records, from its settings or a person’s answer. */
  crmCurrency?: string | null;
  /** ISO 3166 region of the CRM’s formats; without it that of `locale`. */
  region?: string | null;
}

/** “1,5 millones de €” */
const OF = new Set(['de', 'di', 'd']);

interface WordUnit {
  scale: number | null;
  signed: SignedCurrency | null;
}
interface AmountUnits {
  scale: number;
  signed: SignedCurrency | null;
}

/** The signs of Tonga, the Bahamas and Brunei, or a thousand and a billion dollars. */
const UNCLEAR = /^[TB]\$$/i;

/** A scale and a currency in one word: `k€`, `TEUR`, `€m`. */
function compoundOf(word: string, evidence: CurrencyEvidence): WordUnit | null {
  if (UNCLEAR.test(word)) return null;
  for (let cut = word.length - 1; cut > 0; cut--) {
    const [start, end] = [word.slice(0, cut), word.slice(cut)];
    const pairs = [{ scaleWord: start, currencySign: end }];
    // A longer word in capitals is a separate code: USDT is a coin, not thousands of dollars.
    if (!/^[A-Z]+$/.test(word)) pairs.push({ scaleWord: end, currencySign: start });
    for (const { scaleWord, currencySign } of pairs) {
      const scale = scaleOf(scaleWord, evidence.language);
      const signed = currencyOf(currencySign, evidence);
      if (scale && signed !== null) return { scale, signed };
    }
  }
  return null;
}

/** The scale, the currency or both that one word beside a number means; null for other words. */
function unitOf(word: string, evidence: CurrencyEvidence): WordUnit | null {
  // Scales before currencies: MIO and MIL look like currency codes but are scales.
  const scale = scaleOf(word, evidence.language);
  if (scale === null) return null;
  if (scale !== undefined) return { scale, signed: null };
  const signed = currencyOf(word, evidence);
  return signed === null ? compoundOf(word, evidence) : { scale: null, signed };
}

/** Letters that mean another number in the language of a currency: Turkish “B”, Indonesian “M”. */
const LOCAL_LETTERS: Readonly<Record<string, string>> = { TRY: 'b', IDR: 'm' };

/**
 * Scale and currency of all the words beside a number; null where a word is neither. Scales in
 * rising order multiply: `mil millones`, `lakh crore`.
 */
function unitsOf({ words, leading }: AmountParts, evidence: CurrencyEvidence): AmountUnits | null {
  let scale = 1;
  let lastScale: number | null = null;
  let signed: SignedCurrency | null = null;
  for (const [at, word] of words.entries()) {
    if (OF.has(word) && lastScale !== null) continue;
    const unit = unitOf(word, evidence);
    if (unit === null) return null;
    // “K 84,000”: a letter before the digits is a currency of its own.
    if (unit.scale !== null && unit.signed === null && at < leading) return null;
    if (unit.scale !== null) {
      if (lastScale !== null && unit.scale <= lastScale) return null;
      lastScale = unit.scale;
      scale *= unit.scale;
    }
    if (unit.signed === null) continue;
    // “$1,234.56 MXN”: the code says more than the sign. Two codes are two amounts.
    const known: string | null = signed?.currency ?? null;
    const isCode = /^[A-Z]{3}$/.test(unit.signed.sign);
    if (signed !== null && known !== null && known !== unit.signed.currency && !isCode) return null;
    if (signed === null || isCode || known === null) signed = unit.signed;
  }
  const letter = LOCAL_LETTERS[signed?.currency ?? ''];
  if (letter && evidence.language === null && words.some((word) => word.toLowerCase() === letter))
    return null;
  return { scale, signed };
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
  /** How many of the words stand before the digits. */
  leading: number;
  words: string[];
  isNegative: boolean;
}

/** Null for a text without digits. Brackets around an amount mean a minus, as in accounting. */
function splitAmount(text: string): AmountParts | null {
  // A figure above the line is a footnote.
  const normalised = clean(text.replace(/[¹²³⁰⁴-⁹]/g, ''))
    .replace(/[\u2212\u2012-\u2015]/g, '-')
    .replace(/٬/g, '')
    .replace(/٫/g, '.')
    .replace(/F CFA/g, 'FCFA')
    .replace(/^[\p{L} ]+:\s/u, '')
    .replace(/\s?\*$/, '');
  // “1'200.-”, “1 250:-”: the dash means zero hundredths.
  const original = withoutConverted(normalised).replace(/(\d)[.,:]-(?=\s|$|€)/, '$1');
  const bracketed = /^\((.*)\)$/.exec(original)?.[1]?.trim();
  const amount = bracketed ?? original;
  const digits = /\d(?:[\d.,\s'’ʼ]*\d)?/.exec(amount)?.[0];
  if (digits === undefined) return null;
  const start = amount.indexOf(digits);
  const before = amount.slice(0, start).trim();
  const after = amount.slice(start + digits.length).trim();
  const hasMinusAfter = /^-(?:\s|$)/.test(after);
  const wordsIn = (part: string) => part.split(/[\s’]+/).filter(Boolean);
  const leading = wordsIn(before.replace(/[-+]/g, ' '));
  return {
    digits,
    leading: leading.length,
    words: [...leading, ...wordsIn(hasMinusAfter ? after.slice(1) : after)],
    isNegative: bracketed !== undefined || before.includes('-') || hasMinusAfter,
  };
}

/** How many decimals a number beside these units may have. */
function kindOf({ scale, signed }: AmountUnits, bare: NumberKind): NumberKind {
  if (scale > 1) return 'exact';
  if (signed === null) return bare;
  return THREE_DECIMALS.has(signed.currency ?? '') ? 'exact' : 'money';
}

interface Amount extends AmountUnits {
  value: number;
}

/** Characters of an amount with all its words. Reading takes quadratic time in the length. */
const LONGEST = 100;

function readAmount(text: string, format: MoneyFormat, bare: NumberKind): Amount | null {
  if (clean(text).length > LONGEST) return null;
  const { locale, language = locale, currency, crmCurrency } = format;
  const evidence: CurrencyEvidence = {
    currencies: [currency, crmCurrency],
    region: format.region ?? regionOf(locale),
    language,
  };
  const parts = splitAmount(characterScales(text));
  if (parts === null) return null;
  const units = unitsOf(parts, evidence);
  if (units === null) return null;
  const kind = kindOf(units, bare);
  // The decimal sign of a locale does not contradict an amount: people also write in their own way.
  const sign = bare === 'bare' ? decimalSign : moneySign;
  // The Arabic signs are certain: each has one meaning.
  const isArabic = /[٫٬]/.test(text) && kind === 'exact';
  const decimal = isArabic ? '.' : (format.decimal ?? (kind === 'money' ? null : sign(locale)));
  const value = plainNumber(parts.digits, decimal, kind);
  if (value === null) return null;
  return { ...units, value: parts.isNegative && value !== 0 ? -value : value };
}

/**
 * Reads an amount as people and pages write it: `1,234.56`, `1.234,56 €`, `1 234,56`, `CHF 1'234`,
 * `£84k`, `1,5 Mio. €`, `(1,200.00)`, `84000`. A sign of several currencies without evidence gives
 * no currency, and is returned.
 * @returns null for a text that is not an amount, or that could be read as two different amounts.
 */
export function parseMoney(text: string, format: MoneyFormat): Money | null {
  const read = readAmount(text, format, 'money');
  if (read === null) return null;
  // Rounded to a ten-thousandth, so that 1.1 million is not 1100000.0000000002.
  const rounded = Math.round(read.value * read.scale * 1e4) / 1e4;
  const amount = rounded === 0 ? 0 : rounded;
  if (read.signed === null)
    return { amount, currency: format.currency ?? format.crmCurrency ?? null };
  const { currency, sign } = read.signed;
  return currency === null ? { amount, currency, sign } : { amount, currency };
}

/** The currency of an amount as the CRM writes it; null where it is not certain. */
export function currencyIn(text: string, format: MoneyFormat): string | null {
  return parseMoney(text, { ...format, currency: null })?.currency ?? null;
}

/** A bare number or a percentage: `50`, `50 %`, `12,5%`. */
export function parseNumber(text: string, format: NumberFormat): number | null {
  const read = readAmount(text.replace(/^\s*[%٪]|[%٪]\s*$/g, ''), format, 'bare');
  return read === null || read.signed !== null ? null : read.value * read.scale;
}
