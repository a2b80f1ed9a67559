import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dealFacts } from '../../lib/coaching/index.ts';
import { closePassed } from '../../lib/coaching/signals/closePassed.ts';
import { overdueTask } from '../../lib/coaching/signals/overdueTask.ts';
import { civilDay, dueDay, shownDay } from '../../lib/crm/days.ts';
import { normalise } from '../../lib/crm/normalise.ts';
import {
  CrmRecord,
  type DealRecord,
  known,
  type RawField,
  type RawRecord,
} from '../../lib/model/index.ts';
import { withAnswers } from '../../lib/view/formats.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const REF = { crm: 'salesforce', tenant: 't', object: 'deal', id: '1' } as const;
const onPage = (text: string, extra: Partial<RawField> = {}): RawField => ({
  text,
  source: 'dom',
  ...extra,
});

function deal(
  fields: Record<string, RawField>,
  extra: Partial<RawRecord> = {},
  zone = 'UTC',
): DealRecord {
  const raw: RawRecord = {
    crm: 'salesforce',
    object: 'deal',
    id: '1',
    fields,
    lists: {},
    viewer: { id: null, name: null, email: null },
    language: 'en-US',
    timeZone: null,
    requiredFields: ['closeDate'],
    stillLoading: false,
    complete: false,
    ...extra,
  };
  const record = normalise(raw, REF, NOW, zone);
  expect(CrmRecord.safeParse(record).success).toBe(true);
  if (record.kind !== 'deal') throw new Error('no deal');
  return record;
}
const closeOf = (record: DealRecord) => known(record.fields.closeDate);
const factsOf = (record: DealRecord) =>
  dealFacts({ record }, { ms: NOW, timeZone: 'UTC' }, () => null);

describe('a close date of the page', () => {
  const stamp = onPage('22/11/2026, 09:14');
  it('is in the order that another date of the page shows, whatever its language', () => {
    const record = deal({ closeDate: onPage('03/04/2027'), createdAt: stamp });
    expect(closeOf(record)).toBe('2027-04-03');
    expect(known(record.fields.createdAt)).toBe(Date.parse('2026-11-22T09:14:00Z'));
    expect(closeOf(deal({ closeDate: onPage('03/12/2026'), createdAt: stamp }))).toBe('2026-12-03');
  });
  it('alone is both dates and no value, and no question is asked about it', () => {
    const record = deal({ closeDate: onPage('03/12/2026') });
    expect(record.fields.closeDate).toEqual({
      state: 'unseen',
      why: 'unsure',
      raw: '03/12/2026',
      unsure: {
        source: 'dom',
        at: NOW,
        readings: [
          { order: 'dmy', value: '2026-12-03' },
          { order: 'mdy', value: '2026-03-12' },
        ],
      },
    });
    expect(closePassed.check(factsOf(record), 0, [])).toBe('unknown');
    // The page was read: an unsure field is no sign of a changed page.
    expect(record.reading.degraded).toEqual([]);
  });
  it('is the one of the order that a person names, and then counts', () => {
    const record = deal({ closeDate: onPage('03/12/2026') });
    const answered = (dateOrder: 'dmy' | 'mdy') =>
      withAnswers(record, { dateOrder, currency: null });
    expect(closeOf(answered('dmy'))).toBe('2026-12-03');
    expect(closePassed.check(factsOf(answered('dmy')), 0, [])).toBeNull();
    expect(closeOf(answered('mdy'))).toBe('2026-03-12');
    expect(closePassed.check(factsOf(answered('mdy')), 0, [])).toMatchObject({ source: 'dom' });
  });
  it.each([
    ['a text with figures', { samples: [{ text: '25/12/2025', iso: null }] }, '2027-04-03'],
    [
      'a stamp beside a text',
      { samples: [{ text: '02/05/2026', iso: '2026-05-02' }] },
      '2027-04-03',
    ],
    ['another sign', { samples: [{ text: '25.12.2025', iso: null }] }, undefined],
    [
      'two orders',
      {
        samples: [
          { text: '25/12/2025', iso: null },
          { text: '12/25/2025', iso: null },
        ],
      },
      undefined,
    ],
  ] as [string, Partial<RawRecord>, string | undefined][])('with %s', (_name, extra, expected) => {
    expect(closeOf(deal({ closeDate: onPage('03/04/2027') }, extra))).toBe(expected);
  });
  it('is the ISO date of its own element', () => {
    expect(closeOf(deal({ closeDate: onPage('03/04/2027', { iso: '2027-03-04' }) }))).toBe(
      '2027-03-04',
    );
  });
  it('is in the order in which the time of creation is in the past', () => {
    const fields = { closeDate: onPage('03/04/2027'), createdAt: onPage('11/12/2026, 10:00') };
    const record = deal(fields);
    expect(known(record.fields.createdAt)).toBe(Date.parse('2026-11-12T10:00:00Z'));
    expect(closeOf(record)).toBe('2027-03-04');
  });
});

describe('an amount of the page', () => {
  const amountOf = (text: string, extra: Partial<RawRecord> = {}) =>
    known(deal({ amount: onPage(text) }, extra).fields.amount);
  it('has no currency with a bare dollar, until a person names it', () => {
    const record = deal({ amount: onPage('$84,000.00') });
    expect(known(record.fields.amount)).toEqual({ amount: 84_000, currency: null, sign: '$' });
    const answer = (currency: string) =>
      known(withAnswers(record, { dateOrder: null, currency }).fields.amount);
    expect(answer('AUD')).toEqual({ amount: 84_000, currency: 'AUD' });
    expect(answer('EUR'), 'not written with this sign').toEqual(known(record.fields.amount));
  });
  it('has the currency that its sign names alone', () => {
    expect(amountOf('US$84,000.00')?.currency).toBe('USD');
  });
  it('has the decimal sign of the other amounts', () => {
    const samples = [{ text: '2.345,67', iso: null }];
    expect(amountOf('1,234 Mio. €', { samples, language: 'de' })?.amount).toBe(1_234_000);
    expect(amountOf('1,234 Mio. €', { language: 'de' })).toBeUndefined();
  });
  it('is a percentage of at most a hundred', () => {
    const probability = known(deal({ probability: onPage('50.000 %') }).fields.probability);
    expect(probability).toBe(50);
  });
});

describe('a due moment', () => {
  const withTask = (due: string, zone: string, dueShown: string | null = null) => {
    const items = [{ id: 't', kind: 'task', subject: 'Send it', state: 'open', due, dueShown }];
    return deal({}, { lists: { activities: { source: 'api', items } } }, zone);
  };
  const dueOf = (record: DealRecord) => known(record.fields.activities)?.[0]?.due;
  it.each([
    ['2026-11-27T23:00:00Z', 'Europe/Berlin', '2026-11-28'],
    ['2026-11-28T01:00:00Z', 'America/Los_Angeles', '2026-11-27'],
    ['2026-11-28', 'America/Los_Angeles', '2026-11-28'],
    ['2026-11-27 23:00:00', 'Europe/Berlin', '2026-11-28'],
  ])('%s in %s is due on %s', (due, zone, day) => expect(dueOf(withTask(due, zone))).toBe(day));
  it('is not overdue on its own day', () => {
    const record = withTask('2026-11-21T23:00:00Z', 'Europe/Berlin');
    expect(overdueTask.check(factsOf(record), 0, [])).toBeNull();
  });
  it('has the day that the CRM shows, in a zone that only the CRM knows', () => {
    const moment = '2026-11-27T23:00:00Z';
    for (const shown of ['11/28/2026 12:00 AM', '28.11.2026 00:00', '2026-11-28', '28/11/26'])
      expect(dueOf(withTask(moment, 'America/New_York', shown)), shown).toBe('2026-11-28');
    expect(dueOf(withTask(moment, 'Europe/Berlin', 'soon'))).toBe('2026-11-28');
  });
});

describe('days in every zone', () => {
  const zones = Intl.supportedValuesOf('timeZone');
  const zone = fc.constantFrom(...zones);
  const minute = fc.integer({ min: 0, max: 3 * 365 * 1440 });
  const at = (value: number) => Date.UTC(2025, 0, 1) + value * 60_000;
  const localDay = (ms: number, timeZone: string) =>
    new Intl.DateTimeFormat('en-CA', {
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      timeZone,
    }).format(ms);
  it('a civil date stays on its day', () => {
    fc.assert(
      fc.property(zone, minute, (timeZone, value) => {
        const date = new Date(at(value)).toISOString().slice(0, 10);
        const format = { locale: null, timeZone, now: NOW, assumeUtc: true };
        for (const text of [date, `${date}T00:00:00Z`, `${date} 00:00:00`])
          expect(civilDay(text, format), text).toBe(date);
        expect(dueDay(date, format)).toBe(date);
      }),
      { numRuns: 1500, seed: 20261127 },
    );
  });
  it('the next step of an API is due on the day of its moment, or on its date', () => {
    fc.assert(
      fc.property(zone, minute, fc.boolean(), (timeZone, value, isMidnight) => {
        const ms = isMidnight ? at(value) - (at(value) % 86_400_000) : at(value);
        const iso = new Date(ms).toISOString();
        const due = (text: string) =>
          known(deal({ nextStepDate: { text, source: 'api' } }, { timeZone }).fields.nextStepDate);
        const expected = localDay(ms, timeZone);
        for (const text of [iso, iso.slice(0, 19).replace('T', ' ')])
          expect(due(text), text).toBe(expected);
        expect(due(iso.slice(0, 10))).toBe(iso.slice(0, 10));
      }),
      { numRuns: 300, seed: 20261128 },
    );
  });
  it('a moment is due on its day there, as the CRM shows it in any format', () => {
    const style = fc.constantFrom('en-US', 'en-GB', 'de-DE', 'ja-JP', 'sv-SE', 'nl-NL', 'ar-EG');
    fc.assert(
      fc.property(zone, minute, style, (timeZone, value, locale) => {
        const iso = new Date(at(value)).toISOString();
        const expected = localDay(at(value), timeZone);
        expect(dueDay(iso, { locale: null, timeZone, now: NOW })).toBe(expected);
        const shown = new Intl.DateTimeFormat(locale, {
          dateStyle: 'short',
          timeStyle: 'short',
          numberingSystem: 'latn',
          timeZone,
        }).format(at(value));
        expect(shownDay(shown, iso, { locale: null, timeZone: 'UTC', now: NOW }), shown).toBe(
          expected,
        );
      }),
      { numRuns: 1500, seed: 20261127 },
    );
  });
});
