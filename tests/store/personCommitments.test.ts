// The commitments of a person’s page: all open ones, however many newer ones other pairs have.

import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, expect, it } from 'vitest';
import type { Me } from '../../lib/model/index.ts';
import { commitmentsOfPerson, SidelineDb } from '../../lib/store/index.ts';
import { commitmentsFor, loadPerson, personRows } from '../../lib/view/person.ts';
import { numbered, row } from '../helpers/rows.ts';
import { sampleFields } from '../helpers/sampleFields.ts';
import { meOf } from '../helpers/view.ts';

let db: SidelineDb;
beforeEach(() => {
  db = new SidelineDb('person', { indexedDB: new IDBFactory(), IDBKeyRange });
});
const commitment = (id: string, scope: string, fields: object) =>
  row('commitment', id, scope, { ...sampleFields.commitment?.(1), ...fields });
const reps = (count: number) => Array.from({ length: count }, (_, at) => numbered('rep', at));
/** Commitments of both of each pair; the last twenty are open. */
const ofPairs = (all: readonly string[], count: number) =>
  all.flatMap((rep) =>
    Array.from({ length: count }, (_, at) =>
      commitment(numbered(`${rep}-`, at), `p:dana:${rep}`, {
        ...{ owner: at % 3 === 0 ? 'dana' : rep, at: 10 + at },
        ...(at < count - 20 ? { state: 'kept', settledAt: 20 + at } : { state: 'open' }),
      }),
    ),
  );
const danaWith = (all: readonly string[]): Me => ({
  ...meOf('dana'),
  reports: all.map((id) => ({
    ...{ id, name: id, email: '', role: 'rep' as const, team: 'north' },
  })),
});
const shown = async (me: Me, member: string) => {
  const where = commitmentsFor({ me, user: me.user.id }, member);
  const commitments = await commitmentsOfPerson(db, where);
  return personRows({ ...(await loadPerson(db, member)), commitments, profiles: [] }).commitments;
};

it('of twelve pairs, the oldest open one of each of the two is shown to the manager', async () => {
  const all = reps(12);
  await db.rows.bulkPut([
    commitment('of the rep', 'p:dana:rep000006', { owner: 'rep000006', at: 1 }),
    commitment('of the manager', 'p:dana:rep000006', { owner: 'dana', at: 1 }),
    ...ofPairs(all, 60),
  ]);
  const found = await shown(danaWith(all), 'rep000006');
  expect(found).toHaveLength(62);
  expect(found.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['of the rep', 'of the manager']),
  );
});
it('with sixty pairs too, for a rep in the middle of the ids', async () => {
  const all = reps(60);
  await db.rows.bulkPut([
    commitment('old', 'p:dana:rep000030', { owner: 'rep000030', at: 1 }),
    ...ofPairs(all, 30),
  ]);
  expect(await shown(danaWith(all), 'rep000030')).toHaveLength(31);
});
it('the rep has those of the pair, the own private ones, and no one else’s', async () => {
  await db.rows.bulkPut([
    commitment('private', 'u:tomas', { owner: 'tomas' }),
    commitment('session', 't:north', { owner: 'tomas' }),
    commitment('of a colleague', 't:north', { owner: 'mika' }),
    // More than the page reads by the time of writing.
    ...ofPairs(['tomas'], 500),
    commitment('oldest', 'p:dana:tomas', { owner: 'tomas', at: 1 }),
    commitment('oldest debt', 'p:dana:tomas', { owner: 'dana', at: 1 }),
  ]);
  const found = (await shown(meOf('tomas'), 'tomas')).map(({ id }) => id);
  const all = ['private', 'session', 'oldest', 'oldest debt', numbered('tomas-', 499)];
  expect(found).toEqual(expect.arrayContaining(all));
  expect(found).not.toContain('of a colleague');
});
