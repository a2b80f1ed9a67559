import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { summarise } from '../../lib/coaching/index.ts';
import { KEEP_SUMMARIES, SidelineDb } from '../../lib/store/index.ts';
import { keepSummary } from '../../lib/store/write.ts';
import { loadRollup, loadVisits, rollupOf, staleDeals } from '../../lib/view/rollups.ts';
import { facts, ms, NOON, now, snapshot } from '../helpers/deals.ts';
import { numbered, row } from '../helpers/rows.ts';

const keyOf = (index: number) => numbered('espocrm/t/deal/', index);
const visit = (index: number, at: number) =>
  row('dealSnapshot', numbered('s', index), 'p:boss:rep', {
    ...snapshot(0, { status: 'open' }),
    refKey: keyOf(index),
    at,
  });

/** Summarises a deal like the background: the oldest summary is deleted above the limit. */
function sumUp(summarised: Map<string, number>, key: string, at: number, keep: number): void {
  summarised.set(key, at);
  while (summarised.size > keep) {
    const [oldest] = [...summarised].reduce((least, entry) =>
      entry[1] < least[1] ? entry : least,
    );
    summarised.delete(oldest);
  }
}

describe('deals to sum up', () => {
  it('are those opened since the last rollup, the latest first', () => {
    const visited = new Map([
      ['a', 5],
      ['b', 9],
      ['c', 7],
    ]);
    expect(
      staleDeals({
        visited,
        summarised: new Map([
          ['a', 5],
          ['b', 8],
        ]),
      }),
    ).toEqual(['b', 'c']);
  });

  it('are complete after one pass, for any number of opened or summarised deals', () => {
    const times = fc.array(fc.nat(50), { maxLength: 40 });
    fc.assert(
      fc.property(times, times, fc.integer({ min: 1, max: 12 }), (visits, before, keep) => {
        const visited = new Map(visits.map((at, index) => [`v${index}`, at]));
        const summarised = new Map<string, number>();
        // Some deals were only read here, some also visited by others.
        for (const [index, at] of before.entries())
          sumUp(summarised, index % 2 === 0 ? `v${index}` : `r${index}`, at, keep);
        let clock = 100;
        for (const key of staleDeals({ visited, summarised }, keep))
          sumUp(summarised, key, clock++, keep);
        expect(staleDeals({ visited, summarised }, keep)).toEqual([]);
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  it('end, also in a database with more opened deals than stored summaries', async () => {
    const db = new SidelineDb('rollups', { indexedDB: new IDBFactory(), IDBKeyRange });
    const many = KEEP_SUMMARIES + 1500;
    await db.rows.bulkAdd(
      Array.from({ length: many }, (_, index) => visit(index, ms(-10) + index)),
    );
    await db.rows.bulkAdd([
      row('dealSnapshot', 'contact', 'p:boss:rep', {
        ...snapshot(0, {}),
        refKey: 'espocrm/t/contact/1',
      }),
      { ...visit(many, NOON), id: 'gone', deleted: true },
    ]);
    const stale = staleDeals(await loadVisits(db));
    expect(stale.length).toBe(KEEP_SUMMARIES);
    expect(stale[0]).toBe(keyOf(many - 1));
    const known = summarise(keyOf(0), facts(), [], null);
    const [last = '', ...others] = stale;
    await db.summaries.bulkPut(others.map((key, index) => ({ ...known, key, at: NOON + index })));
    await keepSummary(db, { ...known, key: last, at: NOON + many });
    expect(await db.summaries.count()).toBe(KEEP_SUMMARIES);
    expect(staleDeals(await loadVisits(db))).toEqual([]);
    // One more deal, read here: the oldest summary is deleted, and not written again.
    await keepSummary(db, { ...known, key: 'espocrm/t/deal/read', at: NOON + many + 1 });
    expect(staleDeals(await loadVisits(db))).toEqual([]);
    db.close();
  });
});

describe('the rollup', () => {
  it('uses all closed deals and only this person’s outcomes', async () => {
    const db = new SidelineDb('rollup', { indexedDB: new IDBFactory(), IDBKeyRange });
    const won = summarise(
      keyOf(1),
      facts({ status: 'won', stage: 'Won', stageSince: ms(-2) }),
      [],
      null,
    );
    await db.summaries.bulkAdd([won, summarise(keyOf(2), facts(), [], null)]);
    const outcome = (id: string, author: string, signal: string) =>
      row('promptOutcome', id, `u:${author}`, {
        refKey: keyOf(1),
        signal,
        fingerprint: '',
        outcome: 'retired',
        reason: 'never',
        author,
        at: 1,
      });
    const shown = {
      refKey: keyOf(1),
      signal: 'stuck',
      fingerprint: 'f',
      kind: 'process',
      days: 2,
      last: ms(-1),
      before: ms(-2),
      author: 'me',
      at: 1,
    };
    await db.rows.bulkAdd([
      outcome('a', 'me', 'quiet'),
      outcome('b', 'other', 'noPower'),
      row('promptShown', 'c', 'u:me', shown),
    ]);
    const rollup = rollupOf(await loadRollup(db, 'me'), now);
    expect(rollup.history).toMatchObject({ won: 1, lost: 0 });
    expect(rollup.attention.retired).toEqual(['quiet']);
    expect(rollup.attention.shown.stuck).toEqual([ms(-1), ms(-2)]);
    expect(rollup.winProbability).toMatchObject({ state: 'short', won: 1 });
    db.close();
  });
});
