import { type MoneyFormat, parseMoney } from '../../lib/values/index.ts';
import type { SoakOptions, SoakResult } from './index.ts';
import { combinations, locales } from './locales.ts';

const VALUES = [84_000, 1234.56, -950.5, 12_345_678.9, 0.75, 1_250_000];
const STYLES: readonly Intl.NumberFormatOptions[] = [
  { currencyDisplay: 'symbol' },
  { currencyDisplay: 'symbol', currencySign: 'accounting' },
  { currencyDisplay: 'narrowSymbol' },
  { currencyDisplay: 'code' },
  { currencyDisplay: 'name' },
  { currencyDisplay: 'symbol', notation: 'compact', compactDisplay: 'short' },
  { currencyDisplay: 'code', notation: 'compact', compactDisplay: 'long' },
];
const CURRENCIES = Intl.supportedValuesOf('currency');

/** The number that a text shows: compact forms are rounded. */
function shown(format: Intl.NumberFormat, value: number): number {
  const { notation, maximumFractionDigits = 2 } = format.resolvedOptions();
  if (notation !== 'compact') return Number(value.toFixed(maximumFractionDigits));
  return value;
}

const isNear = (read: number, value: number, isRounded: boolean) =>
  Math.abs(read - value) <= (isRounded ? Math.abs(value) * 0.06 + 0.5 : 1e-6 * Math.abs(value));

/**
 * Amounts that Intl writes, in every locale, currency and style, are never read as another amount
 * or in another currency. A narrow sign means several, and the CRM's region decides: there the
 * currency is not judged.
 */
export async function amounts({ runs, seed, report }: SoakOptions): Promise<SoakResult> {
  let done = 0;
  let read = 0;
  let withCurrency = 0;
  const lists = [locales, CURRENCIES, STYLES, VALUES] as const;
  for (const [tag, currency, style, value] of combinations(lists, runs, seed)) {
    const format = new Intl.NumberFormat(tag, { ...style, style: 'currency', currency });
    const text = format.format(value);
    const sign = format.formatToParts(value).find(({ type }) => type === 'currency')?.value ?? '';
    // “1 K” is a kwacha or a thousand, and nothing says which.
    if (/^\p{L}$/u.test(sign)) continue;
    for (const known of [{ locale: tag }, { locale: null, language: tag }] as MoneyFormat[]) {
      const money = parseMoney(text, known);
      const expected = shown(format, value);
      const where = `${tag} (${known.locale ? 'formats' : 'language'}): “${text}”`;
      if (money && !isNear(money.amount, expected, style.notation === 'compact'))
        return { runs: done, failed: `${where} is ${expected}, read as ${money.amount}` };
      const isNarrow = style.currencyDisplay === 'narrowSymbol';
      // Both francs are written “F CFA”, and a few texts have the code of another currency.
      const isOther = /^[A-Z]{3}$/.test(sign) && sign !== currency;
      const isJudged = !isNarrow && !isOther && !/^X[AO]F$/.test(currency);
      if (money?.currency && money.currency !== currency && isJudged)
        return { runs: done, failed: `${where} is ${currency}, read as ${money.currency}` };
      if (known.locale === null) continue;
      read += money === null ? 0 : 1;
      withCurrency += money?.currency === currency ? 1 : 0;
    }
    done += 1;
    report?.(done);
  }
  const share = (count: number) => Math.round((1000 * count) / Math.max(1, done)) / 10;
  return {
    runs: done,
    failed: null,
    figures: { 'percent read': share(read), 'with the currency': share(withCurrency) },
  };
}
