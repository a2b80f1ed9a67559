import type { Money } from '../model/index.ts';

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
const SCALE = new Map(
  Object.entries({
    k: 1e3,
    K: 1e3,
    m: 1e6,
    M: 1e6,
    mn: 1e6,
    Mio: 1e6,
    'Mio.': 1e6,
    b: 1e9,
    B: 1e9,
    bn: 1e9,
    Mrd: 1e9,
    'Mrd.': 1e9,
    Tsd: 1e3,
    'Tsd.': 1e3,
    mil: 1e3,
  }),
);

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
    if (tail !== 3 || (decimal === signs && !money)) mark = signs;
  }
  const [whole = '', part, more] = mark ? digits.split(mark) : [digits];
  if (more !== undefined) return null;
  const groups = whole.split(/[.,]/);
  // Indian grouping has pairs (12,34,567), so only the last group must be three digits.
  if (groups.length > 1 && (groups.at(-1)?.length !== 3 || groups.slice(1).some((group) => group.length < 2 || group.length > 3))) return null;
  const value = Number(`${groups.join('')}.${part ?? '0'}`);
  return Number.isFinite(value) ? value : null;
}

/**
 * Reads an amount as people and pages write it: `1,234.56`, `1.234,56 €`, `1 234,56`, `CHF 1'234`, `£84k`, `(1,200.00)`, `84000`.
 * @param hint the currency that the page works in, for a bare number or an ambiguous sign. @returns null for a text that is no amount.
 */
export function parseMoney(text: string, format: NumberFormat, hint: string | null = null): Money | null {
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
  let currency: string | null = null;
  const [number] = rest.match(/\d(?:[\d.,\s'’]*\d)?/) ?? [];
  if (number === undefined) return null;
  const before = rest.slice(0, rest.indexOf(number)).trim();
  const after = rest.slice(rest.indexOf(number) + number.length).trim();
  if (before.includes('-') || after === '-') negative = true;
  let scale = 1;
  for (const word of `${before.replace(/[-+]/g, ' ')} ${after.replace(/^-$/, '')}`.split(/\s+/).filter(Boolean)) {
    const [, scaled = '', remainder = ''] = /^(Tsd\.?|Mio\.?|Mrd\.?|mil|mn|bn|[kKmMbB])?(.*)$/s.exec(word) ?? [];
    const sign = SIGNS.get(word) ?? SIGNS.get(remainder);
    const shared = SHARED.get(word) ?? SHARED.get(remainder);
    if (/^[A-Z]{3}$/.test(word)) currency = word;
    else if (sign !== undefined) currency = sign;
    else if (shared !== undefined) currency = hint ?? shared;
    else if (remainder !== '') return null;
    if (scaled && !/^[A-Z]{3}$/.test(word) && SIGNS.get(word) === undefined && SHARED.get(word) === undefined) scale *= SCALE.get(scaled) ?? 1;
  }
  const value = plainNumber(number, decimalSign(format.locale), currency !== null && !THREE_DECIMALS.has(currency));
  if (value === null) return null;
  // Rounded to a ten-thousandth, so that 1.1 million is not 1100000.0000000002.
  const amount = Math.round(value * scale * 1e4) / 1e4;
  return { amount: negative && amount !== 0 ? -amount : amount, currency: currency ?? hint };
}

/** A bare number or a percentage: `50`, `50 %`, `12,5%`. */
export function parseNumber(text: string, format: NumberFormat): number | null {
  return parseMoney(text.replace(/%/g, '').trim(), format)?.amount ?? null;
}
