import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalise } from '../../lib/crm/normalise.ts';
import type { DealFields, RawRecord, Source } from '../../lib/model/index.ts';
import { parseInstant, parseTyped } from '../../lib/values/index.ts';

const NOW = Date.UTC(2026, 10, 27, 12);
const at = (timeZone: string, locale = 'en-US') => ({ locale, timeZone, now: NOW });
const iso = (value: unknown) => (typeof value === 'number' ? new Date(value).toISOString() : value);
const typed = (text: string, timeZone: string, locale?: string) =>
  iso(parseTyped('lastActivity', text, at(timeZone, locale)));

describe('a time that a person typed', () => {
  it.each([
    ['2026-11-20 01:30', 'America/Los_Angeles', '2026-11-20T09:30:00.000Z'],
    ['2026-11-20T01:30', 'America/Los_Angeles', '2026-11-20T09:30:00.000Z'],
    ['2026-11-20 01:30:15', 'Europe/Berlin', '2026-11-20T00:30:15.000Z'],
    ['2026-07-20 01:30', 'Europe/Berlin', '2026-07-19T23:30:00.000Z'],
    ['2026-11-20 01:30Z', 'America/Los_Angeles', '2026-11-20T01:30:00.000Z'],
    ['2026-11-20 01:30 +02:00', 'America/Los_Angeles', '2026-11-19T23:30:00.000Z'],
    ['2026-11-20 01:30 +0200', 'America/Los_Angeles', '2026-11-19T23:30:00.000Z'],
  ])('%s in %s', (text, timeZone, moment) => expect(typed(text, timeZone)).toBe(moment));
  it.each(['2026-11-20 25:30', '2026-11-20 24:00', '2026-02-30 10:00'])('is none: %s', (text) => {
    expect(typed(text, 'Europe/Berlin')).toBeNull();
  });
  it('is the same moment, in figures of any order', () => {
    const minutes = fc.integer({ min: 0, max: 365 * 24 * 60 });
    fc.assert(
      fc.property(
        minutes,
        fc.constantFrom('America/Los_Angeles', 'Asia/Kolkata', 'Pacific/Auckland', 'UTC'),
        (minute, timeZone) => {
          const [day = '', time = ''] = new Date(Date.UTC(2026, 0, 1) + minute * 60_000)
            .toISOString()
            .slice(0, 16)
            .split('T');
          const german = `${day.split('-').toReversed().join('.')} ${time}`;
          expect(typed(`${day} ${time}`, timeZone)).toBe(typed(german, timeZone, 'de'));
        },
      ),
      { numRuns: 500, seed: 20261127 },
    );
  });
});

describe('a time without a zone', () => {
  const los = at('America/Los_Angeles');
  it('is UTC if the reader declares it', () => {
    expect(iso(parseInstant('2026-11-20 01:30:00', { ...los, assumeUtc: true }))).toBe(
      '2026-11-20T01:30:00.000Z',
    );
    expect(iso(parseInstant('2026-11-20 01:30:00', los))).toBe('2026-11-20T09:30:00.000Z');
  });
  it.each([
    ['api', '2026-11-20T01:30:00.000Z'],
    ['label', '2026-11-20T09:30:00.000Z'],
    ['dom', '2026-11-20T09:30:00.000Z'],
  ] as [Source, string][])('of a record is as its source writes it: %s', (source, moment) => {
    const raw: RawRecord = {
      crm: 'odoo',
      object: 'deal',
      id: '1',
      complete: true,
      viewer: { id: null, name: null, email: null },
      language: 'en-US',
      timeZone: 'America/Los_Angeles',
      stillLoading: false,
      requiredFields: [],
      fields: { createdAt: { text: '2026-11-20 01:30:00', source } },
      lists: {
        activities: {
          source,
          items: [{ id: 'a', kind: 'call', state: 'done', at: '2026-11-20 01:30:00' }],
        },
      },
    };
    const record = normalise(
      raw,
      { crm: 'odoo', tenant: 't', object: 'deal', id: '1' },
      NOW,
      'UTC',
    );
    const { createdAt, activities } = record.fields as DealFields;
    expect(createdAt.state === 'seen' && iso(createdAt.value)).toBe(moment);
    expect(activities.state === 'seen' && iso(activities.value[0]?.at)).toBe(moment);
  });
});
