// Limits of live queries: on a full database, no query reads more than 1,000 rows in all. Which
// rows these are is in newest.test.ts.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  COMMITMENT_SHARES,
  LIMIT,
  MOMENT_SHARES,
  ONE_ON_ONE_SHARES,
  PAIR_SHARES,
  SHARES,
  type SidelineDb,
} from '../../lib/store/index.ts';
import { fullDatabase, type Reads } from '../helpers/fullDatabase.ts';
import { liveQueries } from '../helpers/liveQueries.ts';

let db: SidelineDb;
let reads: Reads;
beforeAll(async () => {
  ({ db, reads } = await fullDatabase());
});

/** These read one row by its key. */
const SINGLE = ['tabView', 'getMeta'];

/**
 * These never fill half of the limit: of own calls, the other half is their deals, and a note has
 * one own mark.
 */
const SHORT = [
  ...['calendarRows', 'formatRows', 'loadMe', 'recentRecords'],
  ...['loadRejected', 'loadOwnCalls', 'recognitionRows', 'marksOf'],
  ...['recognitionsOfEach', 'rowsOfPairs', 'talksOfPairs'],
];

describe('no live query reads more than 1,000 rows in all', () => {
  it.each(Object.entries(liveQueries))('%s', async (name, run) => {
    reads.count = 0;
    await run(db);
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
    expect(calls.filter((called) => !(called in liveQueries) && !SINGLE.includes(called))).toEqual(
      [],
    );
  });

  it('the limits of all queries add up to no more', () => {
    for (const share of [
      ...Object.values(SHARES),
      ...Object.values(COMMITMENT_SHARES),
      ...[MOMENT_SHARES, ONE_ON_ONE_SHARES, PAIR_SHARES],
    ]) {
      const sum = Object.values<number>(share).reduce((total, most) => total + most, 0);
      expect(sum).toBeLessThanOrEqual(LIMIT);
    }
  });
});
