import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DealExcerpt } from '../../lib/model/index.ts';
import { inListOrder } from '../../lib/view/deals.ts';

const known = (
  name: string,
  closeDate: string | null,
  label: 'atRisk' | 'lookCloser' | 'onTrack' | null = 'onTrack',
): DealExcerpt => ({
  ...{ key: name, name, owner: '', ownerKey: null, account: null, stage: null, amount: null },
  ...{ closeDate, health: label && { label, signals: [] }, gravest: null, events: [] },
  role: { roles: [], rep: null, known: false },
});
const names = (list: readonly DealExcerpt[]) => list.map(({ name }) => name);

describe('the list of deals', () => {
  it('has deals without a date last, and those with one date by name', () => {
    const list = [
      known('none', null),
      known('b', '2026-12-01'),
      known('early', '2026-01-01'),
      known('a', '2026-12-01'),
      known('far', '2031-01-01'),
    ];
    expect(names(inListOrder(list))).toEqual(['early', 'a', 'b', 'far', 'none']);
  });
  it('has deals that need a closer look first, whatever their date', () => {
    const list = [
      known('fine', '2026-01-01'),
      known('unread', '2026-02-01', null),
      known('risk', null, 'atRisk'),
      known('look', '2026-03-01', 'lookCloser'),
    ];
    expect(names(inListOrder(list))).toEqual(['risk', 'look', 'fine', 'unread']);
  });
  it('is one order, for any dates, in which no dated deal follows one without a date', () => {
    const date = fc.option(
      fc.integer({ min: 0, max: 9000 }).map((days) => {
        return new Date(Date.UTC(2020, 0, 1) + days * 86_400_000).toISOString().slice(0, 10);
      }),
    );
    fc.assert(
      fc.property(fc.array(date, { maxLength: 20 }), (dates) => {
        const list = dates.map((day, index) => known(`n${index}`, day));
        const sorted = inListOrder(list);
        expect(names(inListOrder(list.toReversed()))).toEqual(names(sorted));
        const order = names(sorted).map((name) => dates[Number(name.slice(1))] ?? null);
        const dated = order.filter((day) => day !== null);
        expect(order).toEqual([
          ...dated.toSorted(),
          ...Array(order.length - dated.length).fill(null),
        ]);
      }),
      { seed: 17, numRuns: 200 },
    );
  });
});
