// F62: pages that read over all records. Nobody takes the place of others there: by ids, by days
// that are far away, or by much writing in another scope.
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { collectionNames, oneOnOneKey, ruleOf, uuidv7 } from '../../lib/model/index.ts';
import {
  accessLogOf,
  coachingRows,
  crmActivity,
  dealRows,
  dealVisits,
  factRows,
  identitiesOf,
  identitiesOfAll,
  LIMIT,
  newestOfAll,
  oneOnOneRows,
  openItems,
  recognitionRows,
  SHARES,
  SidelineDb,
  slotsUntil,
  type TabView,
} from '../../lib/store/index.ts';
import { putMeta } from '../../lib/store/write.ts';
import { view } from '../helpers/panel.ts';
import { row } from '../helpers/rows.ts';
import { key, sampleFields } from '../helpers/sampleFields.ts';
import { meOf } from '../helpers/view.ts';

const PAIR = 'p:dana:tomas';
const OTHER = 'p:dana:jonas';
const TEAM = 't:north';
/** More than each share of deals. */
const MANY = 320;
let db: SidelineDb;
beforeEach(async () => {
  db = new SidelineDb('crowded-pages', { indexedDB: new IDBFactory(), IDBKeyRange });
  await putMeta(db, 'me', meOf('dana'));
});

/** A row that was written at a time. */
const made = (collection: string, id: string, scope: string, at: number, more = {}) =>
  row(collection, id, scope, { ...sampleFields[collection]?.(at), ...more });
const crowd = (
  collection: string,
  scope: string,
  more: (index: number) => object = () => ({}),
  count = MANY,
) =>
  Array.from({ length: count }, (_, index) =>
    made(collection, `zzzz-${collection}-${index}`, scope, 1000 + index, more(index)),
  );
const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

describe('of all deals, each scope has its share', () => {
  it.each(Object.keys(SHARES.deals) as (keyof typeof SHARES.deals)[])('%s', async (name) => {
    await db.rows.bulkPut([made(name, 'a', PAIR, 1), ...crowd(name, OTHER)]);
    const lists = Object.values(await dealRows(db)).flat() as { id: string }[];
    expect(idsOf(lists)).toContain('a');
    expect(lists).toHaveLength(SHARES.deals[name]);
  });
  it('visits', async () => {
    await db.rows.bulkPut([
      made('dealSnapshot', 'a', PAIR, 1),
      ...crowd('dealSnapshot', TEAM, () => ({}), LIMIT),
    ]);
    expect(idsOf(await dealVisits(db))).toContain('a');
  });
  it('recognitions, profiles, and the access log', async () => {
    await db.rows.bulkPut([
      ...['recognition', 'profile'].map((name) => made(name, `a-${name}`, PAIR, 1)),
      made('opening', 'a-opening', PAIR, 1, { rep: 'tomas' }),
      ...crowd('recognition', TEAM),
      ...crowd('profile', OTHER, (index) => ({ member: `m${index}` })),
      ...crowd('opening', OTHER, () => ({ rep: 'jonas' }), 760),
    ]);
    expect(idsOf(await recognitionRows(db))).toContain('a-recognition');
    expect(idsOf((await coachingRows(db)).profiles)).toContain('a-profile');
    expect(idsOf((await accessLogOf(db, 'tomas')).entries)).toEqual(['a-opening']);
  });
});

describe('ids give no rank', () => {
  const far = (index: number) => uuidv7(2 ** 47 + index, new Uint8Array(10));
  it('of notes whose ids lie in the future, the time that the server knows counts', async () => {
    const notes = Array.from({ length: MANY }, (_, index) =>
      made('note', far(index), TEAM, 1000 + index),
    );
    await db.rows.bulkPut([...notes, made('note', uuidv7(0, new Uint8Array(10)), TEAM, 9000)]);
    const read = await newestOfAll(db, 'note', 100);
    expect(read[0]?.fields.createdAt).toBe(9000);
    expect(read).toHaveLength(100);
  });
  it('the first visit is the one that the server had first', async () => {
    await db.rows.bulkPut([
      { ...made('dealSnapshot', '1', TEAM, 50), version: 5 },
      { ...made('dealSnapshot', '0', TEAM, 900), version: 9 },
      ...crowd('dealSnapshot', TEAM).map((visit, index) => ({ ...visit, version: 10 + index })),
    ]);
    const { snapshots } = await factRows(db, key);
    expect(snapshots[0]?.id).toBe('1');
  });
  it('every collection has a time that the server limits', () => {
    const without = collectionNames.filter((name) => {
      const { instants } = ruleOf(name);
      return !instants.includes('at') && !instants.includes('createdAt');
    });
    expect(without).toEqual([]);
  });
});

describe('one-on-ones', () => {
  const pair = { scope: PAIR, manager: 'dana', rep: 'tomas', isFormer: false, team: null };
  const here = oneOnOneKey('tomas', '2026-11-30');
  const until = slotsUntil(Date.parse('2026-11-30'));
  const two = (number: number) => String(number).padStart(2, '0');
  const far = (index: number) =>
    oneOnOneKey('tomas', `2030-${two(1 + (index % 12))}-${two(1 + (index % 28))}`);
  const line = (id: string, scope: string, at: number, more = {}) =>
    made('oneOnOneLine', id, scope, at, { refKey: here, ...more });
  it('lines and meetings for far days hide none of this week', async () => {
    await db.rows.bulkPut([
      ...crowd('oneOnOneLine', PAIR, (index) => ({ refKey: far(index) }), 700),
      ...crowd('oneOnOne', PAIR, (index) => ({ refKey: far(index) })),
      line('own', 'u:dana', 1, { part: 'private' }),
      line('shared', PAIR, 9000, { part: 'item' }),
      made('oneOnOne', 'meeting', PAIR, 9000, { refKey: here }),
    ]);
    const { lines, meetings } = await oneOnOneRows(db, pair, until);
    expect(idsOf(lines)).toEqual(expect.arrayContaining(['own', 'shared']));
    expect(idsOf(meetings)).toContain('meeting');
    expect(await openItems(db, pair, until)).toBe(1);
  });
  it('commitments for far days hide none that was made later', async () => {
    await db.rows.bulkPut([
      ...crowd('commitment', PAIR, () => ({ due: '9999-12-31' })),
      made('commitment', 'agreed', PAIR, 9000, { due: '2026-12-01' }),
    ]);
    expect(idsOf((await oneOnOneRows(db, pair, until)).commitments)).toContain('agreed');
  });
});

it('the last failure of a CRM is known, however many other tabs there are', async () => {
  const tab = (tabId: number, at: number, failure: TabView['failure']) =>
    db.views.put({ ...view, tabId, at, crm: 'odoo', failure });
  for (let tabId = 1; tabId <= 200; tabId++) await tab(tabId, tabId, null);
  await tab(900, 900, 'signedOut');
  expect((await crmActivity(db)).get('odoo')?.failure).toBe('signedOut');
});

it('of more links of a member than are read, the newest are', async () => {
  const link = (at: number) =>
    made('crmIdentity', `l${String(at).padStart(4, '0')}`, 'o:acme', at, {
      ...{ userId: 'tomas', at },
    });
  await db.rows.bulkPut(Array.from({ length: 1200 }, (_, at) => link(at)));
  await db.rows.put(made('crmIdentity', 'z', 'o:acme', 1, { userId: 'zoe', at: 1 }));
  const links = await identitiesOfAll(db, ['tomas', 'zoe']);
  expect(Math.max(...links.map(({ fields }) => fields.at))).toBe(1199);
  expect(links.filter(({ fields }) => fields.userId === 'zoe')).toHaveLength(1);
  expect(links.length).toBeLessThanOrEqual(LIMIT);
  expect((await identitiesOf(db, 'tomas', 3)).map(({ fields }) => fields.at)).toEqual([
    1199, 1198, 1197,
  ]);
});
