import type { Money } from '../model/index.ts';
import { scaleOf } from './scale.ts';

/** Signs that stand for one currency only. `$`, `kr` and `¥` stand for several and are settled by the page's own hint. */
const SIGNS = new Map(
  Object.entries({
    '€': 'EUR',
    '£': 'GBP',
    '₹': 'INR',
    '₩': 'KRW',
    '₽': 'RUB',
    '₺': 'TRY',
    '₪': 'ILS',
    '₫': 'VND',
    '฿': 'THB',
    '₴': 'UAH',
    zł: 'PLN',
    Kč: 'CZK',
    R$: 'BRL',
    A$: 'AUD',
    C$: 'CAD',
    US$: 'USD',
    NZ$: 'NZD',
    HK$: 'HKD',
    S$: 'SGD',
    MX$: 'MXN',
    '£GB': 'GBP',
    $US: 'USD',
    $CA: 'CAD',
    $AU: 'AUD',
    $NZ: 'NZD',
    $HK: 'HKD',
    $SG: 'SGD',
    $MX: 'MXN',
    'Fr.': 'CHF',
    Ft: 'HUF',
    лв: 'BGN',
  }),
);
const SHARED = new Map(Object.entries({ $: 'USD', kr: 'SEK', '¥': 'JPY' }));
/** Currencies with a thousand parts (ISO 4217). */
const THREE_DECIMALS = new Set(['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND']);

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
function plainNumber(text: string, decimal: string | null, money: boolean): number | null {
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
    // Nor does a group begin with a nought.
    if (tail !== 3 || (decimal === signs && !money) || digits.startsWith('0')) mark = signs;
  }
  const [whole = '', part, more] = mark ? digits.split(mark) : [digits];
  if (more !== undefined) return null;
  const groups = whole.split(/[.,]/);
  // Indian grouping has pairs (12,34,567), so only the last group must be three digits.
  if (groups.length > 1 && (groups.at(-1)?.length !== 3 || groups.slice(1).some((group) => group.length < 2 || group.length > 3))) return null;
  const value = Number(`${groups.join('')}.${part ?? '0'}`);
  return Number.isFinite(value) ? value : null;
}

/** What one word beside a number says: a currency, a scale, or both (“k€”, “Mio.€”). Null for any other word. */
function affixOf(word: string, locale: string | null, hint: string | null): { scale: number; currency: string | null } | null {
  const currencyOf = (sign: string) => SIGNS.get(sign) ?? (SHARED.has(sign) ? (hint ?? SHARED.get(sign)) : undefined) ?? (/^[A-Z]{3}$/.test(sign) ? sign : undefined);
  const scale = scaleOf(word, locale);
  if (scale !== undefined) return { scale, currency: null };
  const currency = currencyOf(word);
  if (currency !== undefined) return { scale: 1, currency };
  for (let length = word.length - 1; length > 0; length--) {
    const [first, second] = [scaleOf(word.slice(0, length), locale), currencyOf(word.slice(length))];
    if (first !== undefined && second !== undefined) return { scale: first, currency: second };
  }
  return null;
}

interface Amount {
  value: number;
  scale: number;
  currency: string | null;
}

function readAmount(text: string, locale: string | null, hint: string | null): Amount | null {
  let rest = text
    .normalize('NFKC')
    .replace(/[\u2212\u2012\u2013]/g, '-')
    .trim();
  // “USD 84,000.00 (EUR 76,000.00)”: the record's own amount stands first, the converted one in brackets.
  rest = rest.replace(/(?<=\d[^(]*)\s*\([^)]*\d[^)]*\)$/, '').replace(/(\d)[.,][-–](?=\s|$|€)/, '$1');
  let negative = false;
  if (/^\(.*\)$/.test(rest)) {
    negative = true;
    rest = rest.slice(1, -1).trim();
  }
  const [number] = rest.match(/\d(?:[\d.,\s'’]*\d)?/) ?? [];
  if (number === undefined) return null;
  const before = rest.slice(0, rest.indexOf(number)).trim();
  const after = rest.slice(rest.indexOf(number) + number.length).trim();
  if (before.includes('-') || after === '-') negative = true;
  let scale = 1;
  let currency: string | null = null;
  for (const word of `${before.replace(/[-+]/g, ' ')} ${after.replace(/^-$/, '')}`.split(/\s+/).filter(Boolean)) {
    const affix = affixOf(word, locale, hint);
    if (affix === null) return null;
    scale *= affix.scale;
    currency = affix.currency ?? currency;
  }
  // An amount has two decimals or none, but “$1.234M” has three.
  const isMoney = currency !== null && scale === 1 && !THREE_DECIMALS.has(currency);
  const value = plainNumber(number, decimalSign(locale), isMoney);
  return value === null ? null : { value: negative && value !== 0 ? -value : value, scale, currency };
}

/**
 * Reads an amount as people and pages write it: `1,234.56`, `1.234,56 €`, `1 234,56`, `CHF 1'234`, `£84k`, `(1,200.00)`, `84000`.
 * @param hint the currency that the page works in, for a bare number or an ambiguous sign. @returns null for a text that is no amount.
 */
export function parseMoney(text: string, format: NumberFormat, hint: string | null = null): Money | null {
  const read = readAmount(text, format.locale, hint);
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

/** A number as `parseNumber` of the same language reads it back, to the last digit. */
export function writeNumber(value: number, locale: string): string {
  const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 20, numberingSystem: 'latn' });
  // From its own digits: 0.1 is not 0.1000000000000000055.
  return format.format(String(value) as `${number}`);
}
