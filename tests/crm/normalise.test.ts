import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalise } from '../../lib/crm/normalise.ts';
import {
  CrmRecord,
  type DealRecord,
  known,
  type RawList,
  type RawRecord,
  type Source,
} from '../../lib/model/index.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const STAMP = '2026-11-20 01:30:00';

function read(source: Source, timeZone: string, amounts: RawList['items'] = []): DealRecord {
  const raw: RawRecord = {
    crm: 'odoo',
    object: 'deal',
    id: '1',
    fields: { name: { text: 'Marlow', source }, createdAt: { text: STAMP, source } },
    lists: {
      activities: {
        source,
        items: [{ id: 'a', kind: 'call', subject: 'Call', state: 'done', at: STAMP }],
      },
      amountHistory: { source, items: amounts },
      stageHistory: { source, items: [{ at: STAMP, from: 'New', to: 'Won' }] },
    },
    viewer: { id: null, name: null, email: null },
    language: 'en-GB',
    timeZone,
    requiredFields: [],
    stillLoading: false,
    complete: true,
  };
  const record = normalise(raw, { crm: 'odoo', tenant: 't', object: 'deal', id: '1' }, NOW, 'UTC');
  if (record.kind !== 'deal') throw new Error('no deal');
  return record;
}

describe('normalise', () => {
  it.each([
    ['api', '2026-11-20T01:30:00.000Z'],
    ['dom', '2026-11-20T09:30:00.000Z'],
    ['label', '2026-11-20T09:30:00.000Z'],
  ] as const)('a time without a zone from %s', (source, expected) => {
    const { fields } = read(source, 'America/Los_Angeles');
    const times = [
      known(fields.createdAt),
      known(fields.activities)?.[0]?.at,
      known(fields.stageHistory)?.[0]?.at,
    ];
    expect(times.map((ms) => new Date(ms ?? Number.NaN).toISOString())).toEqual([
      expected,
      expected,
      expected,
    ]);
  });
  it('has the language of the words, without its region', () => {
    expect(read('api', 'UTC').reading.language).toBe('en');
  });
  it('amounts of lists have the decimals that the API writes', () => {
    const amounts = fc.oneof(
      fc.integer({ min: -1e12, max: 1e12 }).map((value) => value / 1000),
      fc.constantFrom(850.125, 1234.5, 0.001, 1000),
    );
    fc.assert(
      fc.property(amounts, amounts, (from, to) => {
        const item = { at: STAMP, from: String(from), to: String(to) };
        expect(known(read('api', 'UTC', [item]).fields.amountHistory)).toMatchObject([
          { from, to },
        ]);
      }),
      { seed: 20261128, numRuns: 200 },
    );
  });
  it('makes a record that its schema takes', () => {
    expect(CrmRecord.safeParse(read('api', 'UTC')).success).toBe(true);
  });
});
