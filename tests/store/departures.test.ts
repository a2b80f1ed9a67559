import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { summarise } from '../../lib/coaching/index.ts';
import { type Mutation, refKey, type ServerRow } from '../../lib/model/index.ts';
import { getMeta, SidelineDb } from '../../lib/store/index.ts';
import {
  applyPull,
  forgetOrphans,
  forgetReading,
  invalidationsOf,
  keepExcerpts,
  keepRecord,
  keepSummary,
  purge,
  putMeta,
  snapshotOf,
  storeDerived,
  write,
} from '../../lib/store/write.ts';
import { loadVisits, staleDeals } from '../../lib/view/rollups.ts';
import { excerpt } from '../commands/samples.ts';
import { counted } from '../helpers/counted.ts';
import { deal, facts, NOON } from '../helpers/deals.ts';
import { note } from '../helpers/note.ts';
import { linkOf, meOf } from '../helpers/view.ts';

// Everything that a device computed from rows or stored beside them leaves with the rows (L2).

const PAIR = 'p:dana:tomas';
const OWN = 'u:dana';
const SHARED = deal({ stage: 'Negotiation', name: 'Shared deal' });
const KEY = refKey(SHARED.ref);
const OTHER = 'espocrm/t/deal/other';
const history = {
  won: 1,
  lost: 0,
  stageDays: {},
  cycleDays: null,
  replyHours: null,
  amounts: { EUR: { mean: 48_000, sd: 0, n: 1 } },
  contacts: null,
};
let db: SidelineDb;
let made = 0;

const snapshot = (id: string, scope: string, key: string): ServerRow => ({
  id,
  collection: 'dealSnapshot',
  scope,
  version: 1,
  rev: 1,
  deleted: false,
  schema: 1,
  fields: { ...snapshotOf(SHARED, NOON), refKey: key },
});
/** A change that the server accepted. */
const change = (rowId: string, more: Partial<Mutation> = {}): Mutation => ({
  seq: 1,
  id: `m-${rowId}`,
  op: 'patch',
  collection: 'dealSnapshot',
  rowId,
  base: 1,
  patch: { name: `name of ${rowId}` },
  ...more,
});

type Answer = Parameters<typeof applyPull>[1];
const pull = (answer: Partial<Answer>) =>
  applyPull(db, { rows: [], gone: [], dropScopes: [], cursors: { [OWN]: 'e:2' }, ...answer });
const cursors = { [PAIR]: 'e:1', [OWN]: 'e:1' };
const summary = (key: string) => ({ ...summarise(key, facts(), [], null), name: `name of ${key}` });
const summarised = () => db.summaries.toCollection().primaryKeys();
const excerpted = () => db.excerpts.toCollection().primaryKeys();

beforeEach(async () => {
  made += 1;
  db = new SidelineDb(`departures${made}`);
  await putMeta(db, 'me', meOf('dana'));
  await pull({ rows: [snapshot('a', PAIR, KEY), snapshot('b', OWN, OTHER)], cursors });
  for (const key of [KEY, OTHER]) await keepSummary(db, summary(key), 1);
  await keepExcerpts(db, await invalidationsOf(db), [KEY, OTHER].map(excerpt));
  await putMeta(db, 'history', history);
  return () => db.close();
});

describe('rows that leave the device', () => {
  it.each<[string, Partial<Answer>]>([
    ['with a lost pair', { dropScopes: [PAIR] }],
    ['alone', { gone: [{ id: 'a', scope: PAIR }], cursors }],
    ['deleted', { rows: [{ ...snapshot('a', PAIR, KEY), version: 2, deleted: true }], cursors }],
  ])('%s take the summary of their deal and the statistics', async (_, answer) => {
    await pull(answer);
    expect(await summarised()).toEqual([OTHER]);
    expect(await excerpted()).toEqual([OTHER]);
    expect(await getMeta(db, 'history')).toBeUndefined();
  });

  it('leave no summary that was computed before and is stored afterwards', async () => {
    const invalidations = await invalidationsOf(db);
    await pull({ dropScopes: [PAIR] });
    await storeDerived(db, invalidations, () => keepSummary(db, summary(KEY), 0));
    expect(await summarised()).toEqual([OTHER]);
    await storeDerived(db, await invalidationsOf(db), () => keepSummary(db, summary(KEY), 0));
    expect(await summarised()).toHaveLength(2);
  });

  it('leave no excerpt that was computed before and is stored afterwards', async () => {
    const invalidations = await invalidationsOf(db);
    await db.summaries.clear();
    await pull({ dropScopes: [PAIR] });
    await keepExcerpts(db, invalidations, [excerpt(KEY)]);
    expect(await excerpted()).toEqual([OTHER]);
  });

  it('leave no excerpt of a record that the CRM does not give any more', async () => {
    await forgetReading(db, KEY);
    expect(await excerpted()).toEqual([OTHER]);
  });

  it('leave no excerpt where a link left, which says whose deals they are', async () => {
    const link = { ...snapshot('l', OWN, ''), collection: 'crmIdentity', fields: linkOf('tomas') };
    await pull({ rows: [link], cursors });
    expect(await excerpted()).toHaveLength(2);
    await pull({ rows: [{ ...link, version: 2, deleted: true }], cursors });
    expect(await excerpted()).toEqual([]);
  });

  it('leave an own reading, of which the next roll-up makes a summary again', async () => {
    await keepRecord(db, SHARED, NOON - 1);
    expect(staleDeals(await loadVisits(db))).toEqual([]);
    await pull({ dropScopes: [PAIR] });
    expect(staleDeals(await loadVisits(db))).toEqual([KEY]);
  });

  it('take own acknowledged changes of them and the sum of their scope', async () => {
    await db.acknowledged.bulkAdd([
      { id: 'm-a', mutations: [change('a')], at: NOON },
      { id: 'm-b', mutations: [change('b'), change('a')], at: NOON },
    ]);
    await pull({ dropScopes: [PAIR] });
    expect(await db.acknowledged.toArray()).toMatchObject([{ mutations: [{ rowId: 'b' }] }]);
    expect(Object.keys((await getMeta(db, 'sums')) ?? {})).toEqual([OWN]);
  });
  it('take own changes of keyed rows that were deleted before their scope was lost', async () => {
    const put = change('fact', { op: 'put', scope: PAIR });
    const remove = change('fact', { op: 'delete', patch: {} });
    await db.acknowledged.put({ id: 'm1', mutations: [put, remove], at: NOON });
    await pull({ dropScopes: [PAIR] });
    expect(await db.acknowledged.toArray()).toEqual([]);
  });
});

describe('a scope that is sent from its start', () => {
  it('keeps the summaries of deals that it contains, and only those', async () => {
    await pull({ rows: [], reset: [PAIR], cursors });
    expect(await summarised()).toHaveLength(2);
    await pull({ rows: [{ ...snapshot('a', PAIR, KEY), version: 3 }], cursors });
    await forgetOrphans(db);
    expect(await summarised()).toHaveLength(2);
    await pull({ reset: [PAIR], cursors });
    await forgetOrphans(db);
    expect(await summarised()).toEqual([OTHER]);
    expect(await excerpted()).toEqual([OTHER]);
  });
});

it('a removed person’s device has nothing from the server, or computed from it', async () => {
  await putMeta(db, 'members', [{ id: 'tomas', name: 'Tomas Tarrant' }]);
  await putMeta(db, 'here', [{ refKey: KEY, users: ['tomas'] }]);
  await putMeta(db, 'attention', { shown: { quiet: [NOON] }, week: [], retired: [] });
  await putMeta(db, 'learned', {});
  await putMeta(db, 'winProbability', { state: 'short', won: 1, lost: 0 });
  await write(
    db,
    [{ op: 'create', collection: 'note', rowId: 'n', scope: OWN, patch: note('dana', 'unsent') }],
    { now: NOON, ids: counted().ids },
  );
  await keepSummary(db, summary('espocrm/t/deal/read'), 0);
  await purge(db);
  expect(await db.summaries.count()).toBe(0);
  expect(await excerpted()).toEqual([]);
  expect(await db.meta.toCollection().primaryKeys()).toEqual(['losses', 'me', 'seq']);
  const own = { team: null, manager: null, reports: [], teams: [] };
  expect(await getMeta(db, 'me')).toEqual({ ...meOf('dana'), ...own });
  expect((await db.rows.toArray()).map((row) => row.fields.text)).toEqual(['unsent']);
});
