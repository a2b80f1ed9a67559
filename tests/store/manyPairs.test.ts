// A manager of 200 people: every pair has its rows on the pages about a team, whatever the ids.

import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeAll, expect, it } from 'vitest';
import { keyedId, type Me, oneOnOneKey } from '../../lib/model/index.ts';
import {
  notesOfOthers,
  recognitionsOfEach,
  rowsOfPairs,
  SidelineDb,
  slotsUntil,
  talksOfPairs,
  teamTexts,
  united,
} from '../../lib/store/index.ts';
import { putMeta } from '../../lib/store/write.ts';
import { presentScopes } from '../../lib/view/today.ts';
import { numbered, row } from '../helpers/rows.ts';
import { sampleFields } from '../helpers/sampleFields.ts';
import { meOf } from '../helpers/view.ts';

const UNTIL = slotsUntil(Date.parse('2026-11-22T12:00:00Z'));
const REPS = Array.from({ length: 200 }, (_, at) => numbered('rep', at));
const me: Me = {
  ...meOf('dana'),
  reports: REPS.map((id) => ({
    ...{ id, name: id, email: '', role: 'rep' as const, team: 'north' },
  })),
};
const scopeOf = (rep: string) => `p:dana:${rep}`;
const made = (collection: string, id: string, rep: string, fields: object) =>
  row(collection, id, scopeOf(rep), { ...sampleFields[collection]?.(1), ...fields });
const keyed = (collection: string, rep: string, key: string, fields: object) =>
  made(collection, keyedId(me.org.id, scopeOf(rep), collection, [key]), rep, fields);

let db: SidelineDb;
beforeAll(async () => {
  db = new SidelineDb('many-pairs', { indexedDB: new IDBFactory(), IDBKeyRange });
  await putMeta(db, 'me', me);
  const all = REPS.flatMap((rep, at) => [
    keyed('rhythm', rep, rep, { member: rep, time: '08:15' }),
    keyed('profile', rep, rep, { member: rep, focus: 'value' }),
    keyed('away', rep, rep, { member: rep, ranges: { '2026-12-01': '2026-12-04' }, author: rep }),
    ...['2026-11-16', '2026-11-23', '2026-11-30'].map((slot) => {
      const refKey = oneOnOneKey(rep, slot);
      return keyed('oneOnOne', rep, refKey, { refKey, state: 'skipped' });
    }),
    made('recognition', `r${at}`, rep, { to: rep, author: 'dana', at: at + 1 }),
    made('note', `n${at}`, rep, { author: rep, createdAt: 5000 - at }),
    made('note', `own${at}`, rep, { author: 'dana', createdAt: 4000 - at }),
  ]);
  await db.rows.bulkPut(all);
});
const REST = 60_000;
const reps = (list: readonly { scope: string }[]) =>
  [...new Set(list.map(({ scope }) => scope.split(':')[2] ?? ''))].toSorted();

it('each has the rhythm, the focus and the absences that were written', async () => {
  const { rhythms, profiles, away } = await rowsOfPairs(db);
  for (const list of [rhythms, profiles, away]) expect(reps(list)).toEqual(REPS);
  expect(rhythms.every(({ fields }) => fields.time === '08:15')).toBe(true);
});
it('each has the talks of the latest slots', async () => {
  const talks = await talksOfPairs(db, UNTIL);
  expect(reps(talks)).toEqual(REPS);
  expect(talks).toHaveLength(3 * REPS.length);
});
it(
  'each has its recognitions, and the notes of both',
  async () => {
    expect(reps(await recognitionsOfEach(db, REPS))).toEqual(REPS);
    const scopes = presentScopes({ me, user: 'dana' });
    expect(reps(await notesOfOthers(db, 'dana', scopes))).toEqual(REPS);
    expect(reps(await teamTexts(db, 'dana', scopes, 0))).toEqual(REPS);
  },
  REST,
);
it('a row is there once where it was read twice, as the first read has it', () => {
  const [a, b] = [
    { id: 'a', by: 1 },
    { id: 'b', by: 2 },
  ];
  expect(united([a], [{ id: 'a', by: 2 }, b])).toEqual([a, b]);
});
