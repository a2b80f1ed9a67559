/** Signs of one currency only. `$`, `kr` and `¥` stand for several: the page's own hint settles them. */
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
export const THREE_DECIMALS = new Set(['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND']);

/**
 * The currency that a word or a sign stands for, or null.
 * @param hint what the page works in, for a sign of several currencies.
 */
export function currencyOf(word: string, hint: string | null): string | null {
  if (/^[A-Z]{3}$/.test(word)) return word;
  const shared = SHARED.get(word);
  return SIGNS.get(word) ?? (shared === undefined ? null : (hint ?? shared));
}
