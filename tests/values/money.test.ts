import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMoney, parseNumber } from '../../lib/values/index.ts';

describe('parseMoney', () => {
  it.each([
    ['1,234.56', 'en', 1234.56, null],
    ['1.234,56', 'de', 1234.56, null],
    ['1 234,56', 'fr', 1234.56, null],
    ['1\u202f234,56 €', 'fr', 1234.56, 'EUR'],
    ["CHF 1'234", 'de-CH', 1234, 'CHF'],
    ['CHF 1’234.50', 'de-CH', 1234.5, 'CHF'],
    ['£84k', 'en-GB', 84_000, 'GBP'],
    ['£84K', null, 84_000, 'GBP'],
    ['€1.2M', 'en', 1_200_000, 'EUR'],
    ['1,2 Mio. €', 'de', 1_200_000, 'EUR'],
    ['$126,000.00', 'en-US', 126_000, 'USD'],
    ['US$ 99', 'es', 99, 'USD'],
    ['USD 84,000.00', 'en', 84_000, 'USD'],
    ['84.000 €', 'de', 84_000, 'EUR'],
    ['84.000', 'de', 84_000, null],
    ['84.000', null, 84_000, null],
    ['84000', 'de', 84_000, null],
    ['12,480,000', 'en', 12_480_000, null],
    ['12.480.000,00 €', 'de', 12_480_000, 'EUR'],
    ['₹12,34,567', 'en-IN', 1_234_567, 'INR'],
    ['(1,200.00)', 'en', -1200, null],
    ['-€5', 'en', -5, 'EUR'],
    ['−1.234,50 €', 'de', -1234.5, 'EUR'],
    ['0', 'en', 0, null],
    ['0.5', 'en', 0.5, null],
    ['0,5', 'de', 0.5, null],
    ['1 234 567', 'fr', 1_234_567, null],
    ['¥1,200', 'ja', 1200, 'JPY'],
    ['R$ 1.500,00', 'pt-BR', 1500, 'BRL'],
    ['1.234.567', 'en', 1_234_567, null],
    ['250 000 kr', 'sv', 250_000, 'SEK'],
    ['84,000 USD', 'de', 84_000, 'USD'],
    ['€1.234', 'en', 1234, 'EUR'],
    ['USD 84,000.00 (EUR 76,000.00)', 'en', 84_000, 'USD'],
    ['1’200.– CHF', 'de-CH', 1200, 'CHF'],
    ['KWD 1.234', 'en', 1.234, 'KWD'],
  ])('%s (%s)', (text, locale, amount, currency) => {
    expect(parseMoney(text, { locale })).toEqual({ amount, currency });
  });
  it.each([
    ['$1.5 mil', 'en-US', 1_500_000, 'USD'],
    ['$10 mil', 'en', 10_000_000, 'USD'],
    ['$1.5MM', 'en-US', 1_500_000, 'USD'],
    ['$1.5mm', 'en-US', 1_500_000, 'USD'],
    ['1,5 mio €', 'de', 1_500_000, 'EUR'],
    ['1,5 MIO €', 'de', 1_500_000, 'EUR'],
    ['1,5 MIO EUR', 'de', 1_500_000, 'EUR'],
    ['1,234 Mio. €', 'de', 1_234_000, 'EUR'],
    ['€1.234M', 'en', 1_234_000, 'EUR'],
    ['$1,234k', 'en', 1_234_000, 'USD'],
    ['€1,234', 'de', 1234, 'EUR'],
    ['2 Mrd. €', 'de', 2e9, 'EUR'],
    ['84 Tsd. €', 'de', 84_000, 'EUR'],
    ['84 T€', 'de', 84_000, 'EUR'],
    ['84 TEUR', 'de-AT', 84_000, 'EUR'],
    ['84 kEUR', 'en', 84_000, 'EUR'],
    ['5 €m', 'en-GB', 5e6, 'EUR'],
    ['5 mil €', 'es', 5000, 'EUR'],
    ['R$ 5 mil', 'pt-BR', 5000, 'BRL'],
    ['5 mil millones €', 'es', 5e9, 'EUR'],
    ['1,5 millones de €', 'es', 1_500_000, 'EUR'],
    ['2 millions €', 'fr', 2e6, 'EUR'],
    ['2 Md€', 'fr', 2e9, 'EUR'],
    ['3 mln zł', 'pl', 3e6, 'PLN'],
    ['3 mld €', 'it', 3e9, 'EUR'],
    ['12 mkr', 'sv', 12e6, 'SEK'],
    ['₹12 lakh', 'en-IN', 1_200_000, 'INR'],
    ['₹1.5 Cr', 'en-IN', 15e6, 'INR'],
    ['₹2 lakh crore', 'en-IN', 2e12, 'INR'],
    ['$2 thousand', 'en', 2000, 'USD'],
    ['$2 billion', 'en', 2e9, 'USD'],
    ['10 mil', 'de', null, null],
    ['10 mil', null, null, null],
    ['10 MIL', 'de', null, null],
    ['2 billion', 'fr', null, null],
    ['5 T', 'en', null, null],
    ['5 Cr', 'en-GB', null, null],
    ['€1.234M', null, null, null],
    ['5 k k', 'en', null, null],
    ['5 M k', 'en', null, null],
    ['5 constructor', 'en', null, null],
  ])('with a word for its scale: %s (%s)', (text, locale, amount, currency) => {
    expect(parseMoney(text, { locale })).toEqual(amount === null ? null : { amount, currency });
  });
  it('reads what Intl shortens', () => {
    const locales = ['en-US', 'de-DE', 'es-ES', 'fr-FR', 'it-IT', 'pl-PL', 'pt-BR', 'nl-NL', 'sv-SE'];
    for (const locale of locales) {
      for (const amount of [25_000_000, 3_500_000]) {
        const short = { style: 'currency', currency: 'EUR', notation: 'compact' } as const;
        const text = new Intl.NumberFormat(locale, short).format(amount);
        expect(parseMoney(text, { locale }), `${locale} ${text}`).toEqual({ amount, currency: 'EUR' });
      }
    }
  });
  it('lets the page settle an ambiguous sign and a bare number', () => {
    expect(parseMoney('$5', { locale: 'en-AU' }, 'AUD')).toEqual({ amount: 5, currency: 'AUD' });
    expect(parseMoney('5', { locale: 'en' }, 'NOK')).toEqual({ amount: 5, currency: 'NOK' });
  });
  it.each(['', '–', 'none', 'about 5', '1,2,3.4.5', '12,34', '£', 'k', 'NaN', '1.2.3,4,5', '<b>5</b>'])('is no amount: “%s”', (text) => {
    const read = parseMoney(text, { locale: 'en' });
    // “12,34” in English is a decimal comma typed by someone abroad: read, but never as a thousand.
    if (text === '12,34') expect(read?.amount).toBe(12.34);
    else expect(read).toBeNull();
  });
  it('reads back what Intl writes, in any of these languages', () => {
    const locales = ['en-US', 'en-GB', 'de-DE', 'de-CH', 'es-ES', 'fr-FR', 'en-IN', 'sv-SE', 'pt-BR', 'pl-PL', 'it-IT', 'nl-NL'];
    fc.assert(
      fc.property(fc.constantFrom(...locales), fc.constantFrom('EUR', 'GBP', 'CHF', 'INR', 'PLN'), fc.integer({ min: 0, max: 999_999_999_999 }), (locale, currency, cents) => {
        const amount = cents / 100;
        const text = new Intl.NumberFormat(locale, { style: 'currency', currency }).format(amount);
        expect(parseMoney(text, { locale }), `${locale} ${text}`).toEqual({ amount, currency });
      }),
      { numRuns: 2000 },
    );
  });
  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, locale) => void parseMoney(text, { locale })),
      { numRuns: 2000 },
    );
  });
});

describe('parseNumber', () => {
  it.each([
    ['50', 50],
    ['50 %', 50],
    ['12.5%', 12.5],
  ])('%s', (text, value) => expect(parseNumber(text, { locale: 'en' })).toBe(value));
});
