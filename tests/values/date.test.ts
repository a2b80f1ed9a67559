import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDate, parseInstant, parseTyped } from '../../lib/values/index.ts';

const at = (locale: string | null, timeZone = 'Europe/London') => ({
  locale,
  timeZone,
  now: Date.parse('2026-11-22T12:00:00Z'),
});

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
  it.each([
    // A Tuesday that looks like March, in the languages that have one, with and without dots.
    ['mar, 24 nov 2026', 'es', '2026-11-24'],
    ['mar, 1 dic 2026', null, '2026-12-01'],
    ['mar. 24 nov. 2026', 'fr', '2026-11-24'],
    ['mar 24 dic 2026', 'it', '2026-12-24'],
    ['mar., 24 nov. 2026', 'ro', '2026-11-24'],
    ['Mar, Nob 24, 2026', 'fil', '2026-11-24'],
    ['sht, 22 sht 2026', 'sq', '2026-09-22'],
    ['Maw, 24 Maw 2026', 'cy', '2026-03-24'],
    ['mar 24 mar 2026', 'it', '2026-03-24'],
    ['2026 nov 24, mar', 'es', '2026-11-24'],
    ['24 nov 2026 (mar)', 'es', '2026-11-24'],
    ['24 nov, mar', 'es', '2026-11-24'],
    ['mar, 24 nov', 'es', '2026-11-24'],
    ['mar. 24/11/26', 'fr', '2026-11-24'],
    ['Mar 24, 2026', 'en', '2026-03-24'],
    ['Mar 24, 2026, 2:30 PM', 'en-US', '2026-03-24'],
    ['Mar 24', 'en', '2027-03-24'],
    ['updated Mar 24, 2026', 'en', '2026-03-24'],
    ['segunda-feira, 6 de mar. de 2028', 'pt', '2028-03-06'],
    ['24 mar', 'es', '2027-03-24'],
    ['mar 24, 2026', 'es', '2026-03-24'],
    // A year of two digits after a name.
    ['26 Mar 26', 'en', '2026-03-26'],
    ['26-JAN-26', 'en', '2026-01-26'],
    ['Mar 26, 26', 'en-US', '2026-03-26'],
    ["26 Mar '26", 'en', '2026-03-26'],
    ['26 Mar 14:00', 'en', '2027-03-26'],
    ['26. Mar 14.30', 'da', '2027-03-26'],
    ['26 mars, 14 h 30', 'fr-CA', '2027-03-26'],
    ['20 giugno 26 alle ore 9:00', 'it', '2026-06-20'],
    ['5 d’agost 2026', 'oc', '2026-08-05'],
    ['pon, 23. mar 2026.', null, '2026-03-23'],
    // The weekday decides the year, and the order of day and month.
    ['Tue 24 Mar', 'en', '2026-03-24'],
    ['Tue, 03/04/2026', 'en', '2026-03-04'],
    ['Tuesday, 11/24/2026', 'en-US', '2026-11-24'],
    ['Tue Nov 24 2026', 'en', '2026-11-24'],
    ['2026. 11. 24., kedd', 'hu', '2026-11-24'],
    ['24. 11. 2026', 'cs', '2026-11-24'],
    ['12/01/26', 'en-US', '2026-12-01'],
    ['2026-11-20 23:30:00', 'en', '2026-11-20'],
    ['26/12/24', 'ja', '2026-12-24'],
    ['24/12/2569', 'th', '2026-12-24'],
    ['24/12/2026', 'th', '2026-12-24'],
    ['demain', 'fr', '2026-11-23'],
    ['avant-hier', 'fr', '2026-11-20'],
    ['Hoy, 14:30', 'es', '2026-11-22'],
    ['morgen', 'nl', '2026-11-23'],
  ])('%s (%s)', (text, locale, date) => expect(parseDate(text, at(locale))?.date).toBe(date));
  it.each([
    ['mar 24', 'es'], // a Tuesday without its month
    ['mar. 24', 'fr'],
    ['30 Mar', 'fil'],
    ['mar', 'es'],
    ['mar. 24 déc. 2026', 'en'], // the month is in a language that the page does not say
    ['mar 24 giu 14:30', 'en'],
    ['24 nov 2026 – 30 dic 2026', 'es'],
    ['Nov 24 Dec 2026', 'en'],
    ['24 nov 14 30', 'en'],
  ])('returns null rather than a wrong date: %s (%s)', (text, locale) =>
    expect(parseDate(text, at(locale))).toBeNull(),
  );
  it('is unsure where the weekday is another one', () => {
    expect(parseDate('Mon, 24 Nov 2026', at('en'))).toEqual({ date: '2026-11-24', sure: false });
    expect(parseDate('Tue, 24 Nov 2026', at('en'))).toEqual({ date: '2026-11-24', sure: true });
  });
  it.each([
    '',
    '31/02/2026',
    '2026-13-01',
    'soon',
    'December',
    '99',
    'None',
    '0000',
    '2026',
    '22/11/2026x',
    '5 foo',
  ])('is no date: “%s”', (text) => expect(parseDate(text, at('en'))).toBeNull());
  it('is unsure where the year was guessed', () => {
    expect(parseDate('16 Mar', at('en'))?.sure).toBe(false);
    expect(parseDate('2 Jan', at('en'))).toEqual({
      date: '2027-01-02',
      sure: false,
      either: [
        { order: null, date: '2027-01-02' },
        { order: null, date: '2026-01-02' },
      ],
    });
    // Pages leave out the year that is current.
    expect(parseDate('16 Dec', at('en'))?.sure).toBe(true);
    expect(parseDate('16 Dec 2026', at('en'))?.sure).toBe(true);
  });
  it('counts today in the zone it is given', () => {
    const late = { locale: 'en', now: Date.parse('2026-11-22T23:30:00Z') };
    expect(parseDate('today', { ...late, timeZone: 'Pacific/Auckland' })?.date).toBe('2026-11-23');
    expect(parseDate('today', { ...late, timeZone: 'America/Los_Angeles' })?.date).toBe(
      '2026-11-22',
    );
  });
  it('reads back what Intl writes', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('en-US', 'en-GB', 'de-DE', 'es-ES', 'fr-FR', 'it-IT', 'pl-PL'),
        fc.constantFrom('short', 'medium', 'long'),
        fc.integer({ min: 0, max: 20_000 }),
        (locale, dateStyle, day) => {
          const date = new Date(Date.UTC(2001, 0, 1) + day * 86_400_000);
          const text = new Intl.DateTimeFormat(locale, {
            dateStyle: dateStyle as 'short',
            timeZone: 'UTC',
          }).format(date);
          expect(parseDate(text, at(locale))?.date, `${locale} ${text}`).toBe(
            date.toISOString().slice(0, 10),
          );
        },
      ),
      { numRuns: 2000 },
    );
  });
  it('reads a weekday and a named month in the languages of Latin Europe', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(
          ...'en-US en-GB de es es-MX fr fr-CA it pt pt-BR ro nl sv da nb pl cs hu tr gl'.split(
            ' ',
          ),
        ),
        fc.constantFrom('short', 'long'),
        fc.constantFrom('short', 'long'),
        fc.integer({ min: 0, max: 3000 }),
        (locale, weekday, month, day) => {
          const date = new Date(Date.UTC(2020, 0, 1) + day * 86_400_000);
          const options = {
            weekday,
            month,
            day: 'numeric',
            year: 'numeric',
            timeZone: 'UTC',
          } as const;
          const text = new Intl.DateTimeFormat(
            locale,
            options as Intl.DateTimeFormatOptions,
          ).format(date);
          expect(parseDate(text, at(locale)), `${locale} ${text}`).toEqual({
            date: date.toISOString().slice(0, 10),
            sure: true,
          });
        },
      ),
      { numRuns: 3000, seed: 20261127 },
    );
  });
  it('reads the day after tomorrow with a letter of its own', () =>
    expect(parseDate('i övermorgon', at('sv'))?.date).toBe('2026-11-24'));
  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => void parseDate(text, at('en'))),
      { numRuns: 2000 },
    );
  });
});

describe('parseInstant', () => {
  const zoned = (timeZone: string, assumeUtc?: true) => ({
    ...at('en', timeZone),
    ...(assumeUtc ? { assumeUtc } : {}),
  });
  const iso = (ms: number | null) => ms !== null && new Date(ms).toISOString();
  it.each([
    // Times that people type and pages show are in the zone of `now`, in every format.
    ['2026-11-20 01:30', 'America/Los_Angeles', '2026-11-20T09:30:00.000Z'],
    ['2026-11-20T01:30:00', 'Asia/Kolkata', '2026-11-19T20:00:00.000Z'],
    ['2026/11/20 01:30', 'America/Los_Angeles', '2026-11-20T09:30:00.000Z'],
    ['20 Nov 2026, 01:30', 'Europe/Berlin', '2026-11-20T00:30:00.000Z'],
    ['20 Nov 2026 at 1:30 PM', 'Europe/Berlin', '2026-11-20T12:30:00.000Z'],
    ['Yesterday at 3:04 PM', 'Europe/Berlin', '2026-11-21T14:04:00.000Z'],
    ['22.11.2026 21.14', 'Europe/Berlin', '2026-11-22T20:14:00.000Z'],
    ['2026-11-20 01:30:00+0000', 'America/Los_Angeles', '2026-11-20T01:30:00.000Z'],
    ['2026-11-20 01:30:00-08', 'Europe/Berlin', '2026-11-20T09:30:00.000Z'],
    ['2026-11-20 01:30:00Z', 'America/Los_Angeles', '2026-11-20T01:30:00.000Z'],
    // An hour that does not exist: the clocks go forward.
    ['2026-03-29 02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    ['2026-11-20', 'Pacific/Auckland', '2026-11-19T23:00:00.000Z'],
    ['2026-02-30 10:00', 'UTC', false],
    ['2026-02-20 24:30', 'UTC', false],
  ])('%s in %s', (text, zone, expected) =>
    expect(iso(parseInstant(text, zoned(zone)))).toBe(expected),
  );
  it.each([
    ['2026-10-07 09:00:00', '2026-10-07T09:00:00.000Z'],
    ['2026-10-07T09:00', '2026-10-07T09:00:00.000Z'],
    ['2026/10/07 09:00', '2026-10-07T09:00:00.000Z'],
    ['2026-10-07T09:00:00+02:00', '2026-10-07T07:00:00.000Z'],
  ])('%s of an API is UTC without a zone', (text, expected) =>
    expect(iso(parseInstant(text, zoned('America/Los_Angeles', true)))).toBe(expected),
  );
  it('takes what a person typed for a time of theirs', () => {
    expect(
      iso(parseTyped('lastActivity', '2026-11-20 01:30', zoned('America/Los_Angeles')) as number),
    ).toBe('2026-11-20T09:30:00.000Z');
    expect(iso(parseInstant('20.11.2026 01:30', { ...zoned('Europe/Berlin'), locale: 'de' }))).toBe(
      '2026-11-20T00:30:00.000Z',
    );
  });
  it('keeps a given zone', () =>
    expect(parseInstant('2026-10-07T09:00:00+02:00', at(null))).toBe(
      Date.parse('2026-10-07T07:00:00Z'),
    ));
  it('puts a bare day at noon, where no zone moves it', () =>
    expect(parseInstant('2026-10-07', at(null))).toBe(Date.parse('2026-10-07T11:00:00Z')));
  it('takes no hour that is none', () => {
    expect(parseInstant('22/11/2026 25:00', at('en-GB'))).toBeNull();
    expect(parseInstant('22/11/2026 10:75', at('en-GB'))).toBeNull();
    expect(parseInstant('22/11/2026 9:14 p. m.', at('es'))).toBe(
      Date.parse('2026-11-22T21:14:00Z'),
    );
  });
  it('reads a page’s stamp', () =>
    expect(parseInstant('22/11/2026, 09:14', at('en-GB'))).toBe(
      Date.parse('2026-11-22T09:14:00Z'),
    ));
});
