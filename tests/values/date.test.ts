import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDate, parseInstant } from '../../lib/values/index.ts';

const at = (locale: string | null, timeZone = 'Europe/London') => ({ locale, timeZone, now: Date.parse('2026-11-22T12:00:00Z') });

describe('parseDate', () => {
  it.each([
    ['2026-12-16', null, '2026-12-16'],
    ['12/24/2026', 'en-US', '2026-12-24'],
    ['24/12/2026', 'en-GB', '2026-12-24'],
    ['3/4/2026', 'en-US', '2026-03-04'],
    ['3/4/2026', 'en-GB', '2026-04-03'],
    ['24.12.2026', 'de', '2026-12-24'],
    ['24.12.2026', 'en-US', '2026-12-24'],
    ['24.12.26', 'de', '2026-12-24'],
    ['12/24/2026', 'en-GB', '2026-12-24'],
    ['16 Dec', 'en', '2026-12-16'],
    ['2 Jan', 'en', '2027-01-02'],
    ['30 Jun', 'en', '2026-06-30'],
    ['Dec 16, 2026', 'en-US', '2026-12-16'],
    ['16th December 2026', 'en', '2026-12-16'],
    ['Wed, 16 Dec 2026', 'en', '2026-12-16'],
    ['16. Dezember 2026', 'de', '2026-12-16'],
    ['3. März 2026', 'de', '2026-03-03'],
    ['16 de diciembre de 2026', 'es', '2026-12-16'],
    ['16 dic 2026', 'es', '2026-12-16'],
    ['16 déc. 2026', 'fr', '2026-12-16'],
    ['Today', 'en', '2026-11-22'],
    ['Yesterday', 'en', '2026-11-21'],
    ['morgen', 'de', '2026-11-23'],
    ['Ayer', 'es', '2026-11-21'],
    ['2026-12-16 14:00:00', null, '2026-12-16'],
    ['24 Nov 14:00', 'en', '2026-11-24'],
    ['3 days ago', 'en-US', '2026-11-19'],
    ['2 weeks ago', 'en', '2026-11-08'],
    ['vor 3 Tagen', 'de', '2026-11-19'],
    ['hace 2 semanas', 'es', '2026-11-08'],
    ['Yesterday at 3:04 PM', 'en', '2026-11-21'],
    ['16 Dec', 'en_US', '2026-12-16'],
    ['11/14/2026, 8:00:00 AM', 'en-US', '2026-11-14'],
  ])('%s (%s)', (text, locale, date) => expect(parseDate(text, at(locale))?.date).toBe(date));
  it.each(['', '31/02/2026', '2026-13-01', 'soon', 'December', '99', 'None', '0000', '2026', '22/11/2026x', '5 foo'])('is no date: “%s”', (text) =>
    expect(parseDate(text, at('en'))).toBeNull(),
  );
  it('is unsure where the year was guessed', () => {
    expect(parseDate('16 Dec', at('en'))?.sure).toBe(false);
    expect(parseDate('16 Dec 2026', at('en'))?.sure).toBe(true);
  });
  it('counts today in the zone it is given', () => {
    const late = { locale: 'en', now: Date.parse('2026-11-22T23:30:00Z') };
    expect(parseDate('today', { ...late, timeZone: 'Pacific/Auckland' })?.date).toBe('2026-11-23');
    expect(parseDate('today', { ...late, timeZone: 'America/Los_Angeles' })?.date).toBe('2026-11-22');
  });
  it('reads back what Intl writes', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('en-US', 'en-GB', 'de-DE', 'es-ES', 'fr-FR', 'it-IT', 'pl-PL'),
        fc.constantFrom('short', 'medium', 'long'),
        fc.integer({ min: 0, max: 20_000 }),
        (locale, dateStyle, day) => {
          const date = new Date(Date.UTC(2001, 0, 1) + day * 86_400_000);
          const text = new Intl.DateTimeFormat(locale, { dateStyle: dateStyle as 'short', timeZone: 'UTC' }).format(date);
          expect(parseDate(text, at(locale))?.date, `${locale} ${text}`).toBe(date.toISOString().slice(0, 10));
        },
      ),
      { numRuns: 2000 },
    );
  });
  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => void parseDate(text, at('en'))),
      { numRuns: 2000 },
    );
  });
});

describe('parseInstant', () => {
  it('takes an API’s times without a zone as UTC', () => expect(parseInstant('2026-10-07 09:00:00', { ...at(null), assumeUtc: true })).toBe(Date.parse('2026-10-07T09:00:00Z')));
  it('keeps a zone that is said', () => expect(parseInstant('2026-10-07T09:00:00+02:00', at(null))).toBe(Date.parse('2026-10-07T07:00:00Z')));
  it('puts a bare day at noon, where no zone moves it', () => expect(parseInstant('2026-10-07', at(null))).toBe(Date.parse('2026-10-07T11:00:00Z')));
  it('takes no hour that is none', () => {
    expect(parseInstant('22/11/2026 25:00', at('en-GB'))).toBeNull();
    expect(parseInstant('22/11/2026 10:75', at('en-GB'))).toBeNull();
    expect(parseInstant('22/11/2026 9:14 p. m.', at('es'))).toBe(Date.parse('2026-11-22T21:14:00Z'));
  });
  it('reads a page’s stamp', () => expect(parseInstant('22/11/2026, 09:14', at('en-GB'))).toBe(Date.parse('2026-11-22T09:14:00Z')));
});
