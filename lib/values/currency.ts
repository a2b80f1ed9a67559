/** Signs of exactly one currency. `$`, `kr` and `¥` mean several: the page's currency decides. */
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
/** Signs of several currencies, with the one to assume where the page has none. */
const SHARED_SIGNS = new Map(Object.entries({ $: 'USD', kr: 'SEK', '¥': 'JPY' }));

/** Currencies whose smallest unit is a thousandth (ISO 4217). */
export const THREE_DECIMALS = new Set(['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND']);

/**
 * The currency that a word or a sign means, or null.
 * @param pageCurrency the page's currency, for a sign of several currencies.
 */
export function currencyOf(word: string, pageCurrency: string | null): string | null {
  if (/^[A-Z]{3}$/.test(word)) return word;
  const unique = SIGNS.get(word);
  if (unique !== undefined) return unique;
  const assumed = SHARED_SIGNS.get(word);
  return assumed === undefined ? null : (pageCurrency ?? assumed);
}
