// Limits of live queries: on a full database, no query reads more than 1,000 rows in all. Which
// rows these are is in newest.test.ts.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  accessLogOf,
  calendarRows,
  crmActivity,
  crmsRead,
  draftsOf,
  formatRows,
  LIMIT,
  MOMENT_SHARES,
  momentRows,
  ONE_ON_ONE_SHARES,
  oneOnOneRows,
  PAIR_SHARES,
  pairRows,
  readingTimes,
  recentRecords,
  recognitionRows,
  recordAddresses,
  SHARES,
  type SidelineDb,
  slotsUntil,
  waiting,
} from '../../lib/store/index.ts';
import {
  loadDealRows,
  loadDealVisits,
  loadFacts,
  loadLinks,
  loadLinksOf,
  loadMe,
  loadOrg,
  loadOtherRows,
  loadReadings,
  loadSummaries,
  loadSync,
  loadTexts,
  loadVisitRows,
} from '../../lib/view/load.ts';
import { loadOwnCalls } from '../../lib/view/ownCalls.ts';
import { loadReps } from '../../lib/view/people.ts';
import { loadObjectives, loadPerson } from '../../lib/view/person.ts';
import { loadRejected } from '../../lib/view/rejected.ts';
import { loadWonDays } from '../../lib/view/wonDays.ts';
import { NOON } from '../helpers/deals.ts';
import { fullDatabase, MANY, type Reads } from '../helpers/fullDatabase.ts';
import { key, owner } from '../helpers/sampleFields.ts';

let db: SidelineDb;
let reads: Reads;
beforeAll(async () => {
  ({ db, reads } = await fullDatabase());
});

const rejectedEvidence = {
  id: 'm',
  seq: 1,
  op: 'put' as const,
  collection: 'checkItem',
  rowId: 'r',
  base: 0,
  patch: { refKey: key, evidence: 'x' },
};

const pairOfMany = (isFormer: boolean) => ({
  ...{ scope: 'p:boss:rep', manager: 'boss', rep: 'rep', isFormer, team: null },
});

/** The live queries of components, by function name. */
const live: Record<string, () => Promise<unknown>> = {
  loadFacts: () => loadFacts(db, key),
  loadTexts: () => loadTexts(db, key),
  loadSummaries: () => loadSummaries(db, owner),
  loadReps: () =>
    loadReps(
      db,
      Array.from({ length: MANY }, (_, index) => `${owner}${index}`),
    ),
  loadOrg: () => loadOrg(db),
  calendarRows: () => calendarRows(db),
  formatRows: () => formatRows(db),
  loadLinks: () => loadLinks(db),
  loadLinksOf: () =>
    loadLinksOf(
      db,
      Array.from({ length: MANY }, (_, index) => `u${index}`),
    ),
  loadMe: () => loadMe(db),
  loadSync: () => loadSync(db),
  loadRejected: () => loadRejected(db, rejectedEvidence),
  waiting: () => waiting(db),
  recentRecords: () => recentRecords(db, 6),
  loadReadings: () => loadReadings(db),
  readingTimes: () => readingTimes(db),
  loadVisitRows: () => loadVisitRows(db),
  loadOtherRows: () => loadOtherRows(db),
  crmsRead: () => crmsRead(db),
  crmActivity: () => crmActivity(db),
  recordAddresses: () =>
    recordAddresses(
      db,
      Array.from({ length: MANY }, (_, index) => `espocrm/t/deal/x${index}`),
    ),
  loadDealVisits: () => loadDealVisits(db),
  loadDealRows: () => loadDealRows(db),
  loadOwnCalls: () => loadOwnCalls(db),
  loadPerson: () => loadPerson(db, 'rep'),
  loadObjectives: () => loadObjectives(db),
  loadWonDays: () => loadWonDays(db, 'u1'),
  momentRows: () => momentRows(db, key),
  oneOnOneRows: () => oneOnOneRows(db, pairOfMany(false), slotsUntil(NOON)),
  formerOneOnOneRows: () => oneOnOneRows(db, pairOfMany(true), slotsUntil(NOON)),
  pairRows: () => pairRows(db),
  recognitionRows: () => recognitionRows(db),
  draftsOf: () => draftsOf(db, 'd'),
  accessLogOf: () => accessLogOf(db, 'rep'),
};
/** These read one row by its key. */
const SINGLE = ['tabView', 'getMeta'];

/** These never fill half of the limit; of own calls, the other half is their deals. */
const SHORT = [
  ...['calendarRows', 'formatRows', 'loadMe', 'recentRecords'],
  ...['loadRejected', 'loadOwnCalls', 'recognitionRows'],
];

describe('no live query reads more than 1,000 rows in all', () => {
  it.each(Object.entries(live))('%s', async (name, run) => {
    reads.count = 0;
    await run();
    expect(reads.count).toBeLessThanOrEqual(LIMIT);
    // A full collection is read to some length, or nothing was counted.
    if (!SHORT.includes(name)) expect(reads.count).toBeGreaterThan(LIMIT / 2);
  });

  it('components run no other queries', () => {
    const files = readdirSync('components', { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.tsx?$/.test(name),
    );
    const calls = files.flatMap((name) => {
      const source = readFileSync(join('components', name), 'utf8');
      const queries = [...source.matchAll(/useLive(?:Query)?\(([\s\S]*?),\s*\[db/g)].map(
        ([, body = '']) => body,
      );
      expect(queries.length, `${name}: every live query is seen here`).toBe(
        source.split(/useLive(?:Query)?\(/).length - 1,
      );
      return queries.flatMap((body) =>
        [...body.matchAll(/(\w+)\(db\b/g)].map(([, called = '']) => called),
      );
    });
    expect(calls.length).toBeGreaterThan(12);
    expect(calls.filter((called) => !(called in live) && !SINGLE.includes(called))).toEqual([]);
  });

  it('the limits of all queries add up to no more', () => {
    for (const share of [
      ...Object.values(SHARES),
      ...[MOMENT_SHARES, ONE_ON_ONE_SHARES, PAIR_SHARES],
    ]) {
      const sum = Object.values<number>(share).reduce((total, most) => total + most, 0);
      expect(sum).toBeLessThanOrEqual(LIMIT);
    }
  });
});
