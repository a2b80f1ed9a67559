import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMoney, parseNumber, writeNumber } from '../../lib/values/index.ts';

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
    // “mil” is a thousand in Spanish and Portuguese, a million in English and Romanian.
    ['$1.5 mil', 'en-US', 1_500_000, 'USD'],
    ['$10 mil', 'en-US', 10_000_000, 'USD'],
    ['£2mil', 'en-GB', 2_000_000, 'GBP'],
    ['1.5 MIL', 'en', 1_500_000, null],
    ['15 mil €', 'es', 15_000, 'EUR'],
    ['$ 10 mil', 'es-MX', 10_000, 'MXN'],
    ['R$ 15 mil', 'pt-BR', 15_000, 'BRL'],
    ['1,5 mil. RON', 'ro', 1_500_000, 'RON'],
    ['2 mil millones €', 'es', 2_000_000_000, 'EUR'],
    ['2 tis. Kč', 'cs', 2000, 'CZK'],
    ['1,5 mio €', 'de', 1_500_000, 'EUR'],
    ['1,5 MIO. €', 'de', 1_500_000, 'EUR'],
    ['3 TSD €', 'de', 3000, 'EUR'],
    ['3 tsd. €', 'de', 3000, 'EUR'],
    ['1,5 Mio.€', 'de', 1_500_000, 'EUR'],
    ['2 mrd. €', 'de', 2_000_000_000, 'EUR'],
    ['2 Millionen EUR', 'de', 2_000_000, 'EUR'],
    ['$1.5MM', 'en-US', 1_500_000, 'USD'],
    ['$1.5mm', 'en-US', 1_500_000, 'USD'],
    ['1.5MM USD', 'en', 1_500_000, 'USD'],
    ['$1.5 million', 'en-US', 1_500_000, 'USD'],
    ['$3 bln', 'en-US', 3_000_000_000, 'USD'],
    ['1,5 M€', 'fr', 1_500_000, 'EUR'],
    ['2 Md€', 'fr', 2_000_000_000, 'EUR'],
    ['84 k€', 'fr', 84_000, 'EUR'],
    ['84 kEUR', 'fr', 84_000, 'EUR'],
    ['2 mln zł', 'pl', 2_000_000, 'PLN'],
    ['15 tys. zł', 'pl', 15_000, 'PLN'],
    ['2 Mkr', 'sv', 2_000_000, 'SEK'],
    ['₹2Cr', 'en-IN', 20_000_000, 'INR'],
    ['₹20 lakh', 'en-IN', 2_000_000, 'INR'],
    ['$1.234M', 'en-US', 1_234_000, 'USD'],
    ['1.234 Mio. €', 'de', 1_234_000_000, 'EUR'],
    ['€1,234', 'de', 1234, 'EUR'],
    ['1,5 MIO €', 'de', 1_500_000, 'EUR'],
    ['1,5 MIO EUR', 'de', 1_500_000, 'EUR'],
    ['1,234 Mio. €', 'de', 1_234_000, 'EUR'],
    ['€1.234M', 'en', 1_234_000, 'EUR'],
    ['$1,234k', 'en-US', 1_234_000, 'USD'],
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
    ['3 mln zł', 'pl', 3e6, 'PLN'],
    ['3 mld €', 'it', 3e9, 'EUR'],
    ['12 mkr', 'sv', 12e6, 'SEK'],
    ['₹12 lakh', 'en-IN', 1_200_000, 'INR'],
    ['₹1.5 Cr', 'en-IN', 15e6, 'INR'],
    ['₹2 lakh crore', 'en-IN', 2e12, 'INR'],
    ['$2 thousand', 'en-US', 2000, 'USD'],
    ['$2 billion', 'en-US', 2e9, 'USD'],
    ['5 EURm', 'en-GB', 5e6, 'EUR'],
    ['15 TSEK', 'sv', 15_000, 'SEK'],
    ['5 T kr', 'da', 5000, 'DKK'],
    ['€1.234M', 'de', 1_234_000_000, 'EUR'],
    ['0.500 M€', null, 500_000, 'EUR'],
    ['2 billones €', 'es', 2e12, 'EUR'],
    ['0.500', 'de', 0.5, null],
    ['-0', 'en', 0, null],
  ])('%s (%s)', (text, locale, amount, currency) => {
    expect(parseMoney(text, { locale })).toEqual({ amount, currency });
  });
  it.each([
    ['2 B ₺', 'tr'], // “bin”, a thousand, or the English billion
    ['1,5 mil €', 'fr'],
    ['1,5 mil', null],
    ['2 foo €', 'de'],
    ['10 mil', 'de'],
    ['10 mil', null],
    ['10 MIL', 'de'],
    ['2 billion', 'fr'],
    ['5 T', 'en'],
    ['5 Cr', 'en-GB'],
    ['€1.234M', null],
    ['5 k k', 'en'],
    ['5 M k', 'en'],
    ['5 constructor', 'en'],
    ['€1,234k', null],
    ['KWD 1.234', null],
    ['2 billions €', 'fr'],
    ['2 bln zł', 'pl'],
    ['2 BLN', 'it'],
    ['2 B €', 'es'],
    ['2 bi €', 'pt-PT'],
    ['5 miles', 'en'],
    ['5 USDT', 'de'],
    ['5 de €', 'es'],
  ])('is silent where a word may mean either: %s (%s)', (text, locale) =>
    expect(parseMoney(text, { locale })).toBeNull(),
  );
  it('never takes a thousand of one language for a million of another', () => {
    const locales =
      'en en-IN de de-CH es es-MX pt pt-PT fr it nl sv da nb fi pl cs sk ro hu tr hr sl ca gl';
    for (const locale of locales.split(' ')) {
      for (const compactDisplay of ['short', 'long'] as const) {
        const format = new Intl.NumberFormat(locale, {
          notation: 'compact',
          compactDisplay,
          numberingSystem: 'latn',
        });
        for (const value of [2e3, 15e3, 2e5, 15e5, 2e6, 4e7, 2e9]) {
          const text = format.format(value);
          expect([undefined, value], `${locale} ${text}`).toContain(
            parseMoney(text, { locale })?.amount,
          );
        }
      }
    }
  });
  it('reads what Intl shortens', () => {
    const locales = [
      'en-US',
      'de-DE',
      'es-ES',
      'fr-FR',
      'it-IT',
      'pl-PL',
      'pt-BR',
      'nl-NL',
      'sv-SE',
    ];
    for (const locale of locales) {
      for (const amount of [25_000_000, 3_500_000]) {
        const short = { style: 'currency', currency: 'EUR', notation: 'compact' } as const;
        const text = new Intl.NumberFormat(locale, short).format(amount);
        expect(parseMoney(text, { locale }), `${locale} ${text}`).toEqual({
          amount,
          currency: 'EUR',
        });
      }
    }
  });
  it('lets the page decide an ambiguous sign and a bare number', () => {
    const en = { locale: 'en' };
    expect(parseMoney('$5', { ...en, currency: 'AUD' })).toEqual({ amount: 5, currency: 'AUD' });
    expect(parseMoney('5', { ...en, currency: 'NOK' })).toEqual({ amount: 5, currency: 'NOK' });
  });
  it.each([
    '',
    '–',
    'none',
    'about 5',
    '1,2,3.4.5',
    '12,34',
    '£',
    'k',
    'NaN',
    '1.2.3,4,5',
    '<b>5</b>',
  ])('is no amount: “%s”', (text) => {
    const read = parseMoney(text, { locale: 'en' });
    // “12,34” in English is a decimal comma typed by someone abroad: read, but never as a thousand.
    if (text === '12,34') expect(read?.amount).toBe(12.34);
    else expect(read).toBeNull();
  });
  it('reads back what Intl writes, in any of these languages', () => {
    const locales = [
      'en-US',
      'en-GB',
      'de-DE',
      'de-CH',
      'es-ES',
      'fr-FR',
      'en-IN',
      'sv-SE',
      'pt-BR',
      'pl-PL',
      'it-IT',
      'nl-NL',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...locales),
        fc.constantFrom('EUR', 'GBP', 'CHF', 'INR', 'PLN'),
        fc.integer({ min: 0, max: 999_999_999_999 }),
        (locale, currency, cents) => {
          const amount = cents / 100;
          const text = new Intl.NumberFormat(locale, { style: 'currency', currency }).format(
            amount,
          );
          expect(parseMoney(text, { locale }), `${locale} ${text}`).toEqual({ amount, currency });
        },
      ),
      { numRuns: 2000 },
    );
  });
  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.string(),
        (text, locale) => void parseMoney(text, { locale }),
      ),
      { numRuns: 2000 },
    );
  });
});

describe('parseNumber', () => {
  it.each([
    ['50', 50],
    ['50 %', 50],
    ['12.5%', 12.5],
    ['84k', 84_000],
    ['-3', -3],
    ['5%5', null],
    ['about 5', null],
    ['1e5', null],
    ['5 - 10', null],
  ])('%s', (text, value) => expect(parseNumber(text, { locale: 'en' })).toBe(value));
  it.each([
    ['100.000', 'de', 100_000],
    ['100.000', 'es', 100_000],
    ['100.000', 'en', 100],
    ['100,000', 'en', 100_000],
    ['100,000', 'de', 100],
    ['100 000', 'fr', 100_000],
    ["100'000", 'de-CH', 100_000],
    ['0.5', 'de', 0.5],
    ['0,5', 'en', 0.5],
    ['100’000', 'de-CH', 100_000],
    ['0,5', 'de', 0.5],
    ['1,5', 'en', 1.5],
    ['100k', 'de', 100_000],
    ['viel', 'de', null],
    ['1.2.3,4,5', 'de', null],
  ])('%s (%s)', (text, locale, value) => expect(parseNumber(text, { locale })).toBe(value));
  it('reads back what is shown, to the last digit', () => {
    const locales = [
      'en en-GB en-IN en-ZA de de-AT de-CH es es-MX fr fr-CH it nl pl pt pt-PT ro sv da nb fi cs',
      'hu tr bg el uk ja ar ar-EG he',
    ].flatMap((line) => line.split(' '));
    const number = fc.oneof(
      fc.nat(1e9),
      fc.double({ min: 0, max: 1e9, noNaN: true }),
      fc.nat(1e7).map((value) => value / 1000),
    );
    fc.assert(
      fc.property(fc.constantFrom(...locales), number, (locale, value) => {
        fc.pre(value === 0 || value > 0.001);
        const text = writeNumber(value, locale);
        expect(parseNumber(text, { locale }), `${locale} ${text}`).toBe(value);
      }),
      { numRuns: 3000, seed: 20261127 },
    );
  });
});

describe('a text that is too long for an amount', () => {
  it('is no amount', () => {
    expect(parseMoney(`5 million ${'de '.repeat(40)}EUR`, { locale: 'en-US' })).toBeNull();
    expect(parseMoney('5 million de de EUR', { locale: 'en-US' })?.amount).toBe(5_000_000);
  });
  it('is no number', () => {
    expect(parseNumber(`5 million ${'de '.repeat(40)}`, { locale: 'en-US' })).toBeNull();
  });
  it('is not one with much white space around it', () => {
    expect(parseMoney(`${' '.repeat(99)}84,000${'\n '.repeat(50)}`, { locale: 'en-US' })).toEqual({
      amount: 84_000,
      currency: null,
    });
  });
});
