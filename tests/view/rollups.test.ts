import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type StageAnswer, summarise } from '../../lib/coaching/index.ts';
import { KEEP_SUMMARIES, SidelineDb } from '../../lib/store/index.ts';
import { keepSummary } from '../../lib/store/write.ts';
import type { LastVisit } from '../../lib/view/rollupMemory.ts';
import {
  answeredSince,
  loadRollup,
  loadVisits,
  rollupOf,
  staleDeals,
} from '../../lib/view/rollups.ts';
import { facts, ms, NOON, now, snapshot } from '../helpers/deals.ts';
import { numbered, row } from '../helpers/rows.ts';

const keyOf = (index: number) => numbered('espocrm/t/deal/', index);
const visit = (index: number, at: number, version = 1) => ({
  ...row('dealSnapshot', numbered('s', index), 'p:boss:rep', {
    ...snapshot(0, { status: 'open' }),
    refKey: keyOf(index),
    at,
  }),
  version,
});

/** Summarises a deal like the background: the oldest summary is deleted above the limit. */
function sumUp(
  summarised: Map<string, LastVisit>,
  key: string,
  last: LastVisit,
  keep: number,
): void {
  summarised.set(key, last);
  while (summarised.size > keep) {
    const [oldest] = [...summarised].reduce((least, entry) =>
      entry[1].at < least[1].at ? entry : least,
    );
    summarised.delete(oldest);
  }
}

describe('deals to sum up', () => {
  it('are those opened since the last rollup, the latest first', () => {
    const visited = new Map([
      ['a', { at: 5, version: 1 }],
      ['b', { at: 9, version: 3 }],
      ['c', { at: 7, version: 2 }],
      ['unsent', { at: 1, version: 0 }],
    ]);
    // The clock of this device is ahead of the server's, or behind: it has no effect.
    for (const at of [0, 100])
      expect(
        staleDeals({
          visited,
          summarised: new Map([
            ['a', { at, version: 1 }],
            ['b', { at, version: 1 }],
          ]),
        }).sort(),
      ).toEqual(['b', 'c', 'unsent']);
  });

  it('are complete after one pass, for any number of opened or summarised deals', () => {
    const times = fc.array(fc.nat(50), { maxLength: 40 });
    fc.assert(
      fc.property(times, times, fc.integer({ min: 1, max: 12 }), (visits, before, keep) => {
        const visited = new Map(
          visits.map((at, index) => [`v${index}`, { at, version: index + 1 }]),
        );
        const summarised = new Map<string, LastVisit>();
        // Some deals were only read here, some also visited by others.
        for (const [index, at] of before.entries())
          sumUp(summarised, index % 2 === 0 ? `v${index}` : `r${index}`, { at, version: 0 }, keep);
        let clock = 100;
        for (const key of staleDeals({ visited, summarised }, keep))
          sumUp(summarised, key, { at: clock++, version: visited.get(key)?.version ?? 0 }, keep);
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
    await db.summaries.bulkPut(
      others.map((key, index) => ({ ...known, key, at: NOON + index, visits: 1 })),
    );
    await keepSummary(db, { ...known, key: last, at: NOON + many }, 1);
    expect(await db.summaries.count()).toBe(KEEP_SUMMARIES);
    expect(staleDeals(await loadVisits(db))).toEqual([]);
    // One more deal, read here: the oldest summary is deleted, and not written again.
    await keepSummary(db, { ...known, key: 'espocrm/t/deal/read', at: NOON + many + 1 }, 0);
    expect(staleDeals(await loadVisits(db))).toEqual([]);
    db.close();
  });

  it('are those with a newer visit, whatever the time of their summary', async () => {
    const db = new SidelineDb('clocks', { indexedDB: new IDBFactory(), IDBKeyRange });
    const [behind, ahead] = [ms(-3650), ms(3650)];
    await db.rows.bulkAdd([visit(1, NOON, 5), visit(2, NOON, 6)]);
    const summary = summarise(keyOf(1), facts(), [], null);
    await keepSummary(db, { ...summary, at: behind }, 5);
    await keepSummary(db, { ...summary, key: keyOf(2), at: ahead }, 6);
    expect(staleDeals(await loadVisits(db))).toEqual([]);
    await db.rows.bulkPut([visit(3, NOON, 7), { ...visit(2, NOON, 8), id: 'later' }]);
    expect(staleDeals(await loadVisits(db)).sort()).toEqual([keyOf(2), keyOf(3)]);
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
    const rollup = await rollupOf(await loadRollup(db, 'me'), now);
    expect(rollup.history).toMatchObject({ won: 1, lost: 0 });
    expect(rollup.attention.retired).toEqual(['quiet']);
    expect(rollup.attention.shown.stuck).toEqual([ms(-1), ms(-2)]);
    expect(rollup.winProbability).toMatchObject({ state: 'short', won: 1 });
    db.close();
  });
});

describe('deals whose stage was answered since', () => {
  const answer = (status: StageAnswer['status']): StageAnswer => ({
    refKey: '',
    crm: 'espocrm',
    tenant: 't',
    pipeline: '',
    stage: 'order received',
    name: 'Order received',
    status,
    author: 'u',
    editedBy: null,
    at: ms(-1),
    isShared: true,
  });
  const summaryWith = (answers: StageAnswer[], values: object = {}) =>
    summarise(
      keyOf(1),
      facts(
        {
          stage: 'Order received',
          status: undefined,
          probability: undefined,
          stages: null,
          ...values,
        },
        { answers },
      ),
      [],
      null,
    );
  it('are those with another status than the answer', () => {
    const unanswered = summaryWith([]);
    expect(unanswered.status).toBeNull();
    expect(answeredSince([unanswered], [])).toEqual([]);
    expect(answeredSince([unanswered], [answer('won')])).toEqual([keyOf(1)]);
    const won = summaryWith([answer('won')]);
    expect(won.status).toBe('won');
    expect(answeredSince([won], [answer('won')])).toEqual([]);
    expect(answeredSince([won], [answer('lost')])).toEqual([keyOf(1)]);
    expect(answeredSince([won], [answer(null)])).toEqual([keyOf(1)]);
  });
  it('are none of those whose status the CRM has', () => {
    expect(answeredSince([summaryWith([], { status: 'open' })], [answer('won')])).toEqual([]);
  });
});
