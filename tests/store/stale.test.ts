import 'fake-indexeddb/auto';
import { beforeEach, expect, it } from 'vitest';
import { summarise } from '../../lib/coaching/index.ts';
import { type CollectionName, refKey, type ServerRow } from '../../lib/model/index.ts';
import { getMeta, SidelineDb, summariesOf } from '../../lib/store/index.ts';
import {
  acknowledge,
  applyPull,
  invalidationsOf,
  keepSummary,
  storeDerived,
  write,
} from '../../lib/store/write.ts';
import { loadVisits, staleDeals } from '../../lib/view/rollups.ts';
import { counted } from '../helpers/counted.ts';
import { deal, facts, NOON } from '../helpers/deals.ts';
import { note } from '../helpers/note.ts';

// Summaries are computed from rows: those of other people too, which a pull brings.

const KEY = refKey(deal().ref);
const OTHER = 'espocrm/t/deal/other';
const summary = (key: string, name: string) => ({
  ...summarise(key, facts({ name }), [], null),
  at: NOON,
});
const { next, ids } = counted();
let db: SidelineDb;

beforeEach(async () => {
  db = new SidelineDb(`stale-${next()}`);
  for (const key of [KEY, OTHER]) await keepSummary(db, summary(key, key), 7);
});

const stale = async () => staleDeals(await loadVisits(db));
const pull = (collection: CollectionName, fields: Record<string, unknown>) => {
  const row: ServerRow = {
    id: `${collection}-1`,
    collection,
    scope: 'p:dana:tomas',
    version: 9,
    rev: 1,
    deleted: false,
    schema: 1,
    fields,
  };
  return applyPull(db, {
    rows: [row],
    gone: [],
    dropScopes: [],
    cursors: { 'p:dana:tomas': 'e:9' },
  });
};
const typed = { field: 'nextStep', value: 'Call Ruth', author: 'tomas', editedBy: null, at: NOON };

it.each([
  ['typedFact', typed],
  ['note', note('tomas', 'They asked for a reference.')],
] as const)('a colleague’s %s makes the summary of its deal stale', async (collection, fields) => {
  expect(await stale()).toEqual([]);
  await pull(collection, { ...fields, refKey: KEY });
  expect(await stale()).toEqual([KEY]);
  await keepSummary(db, summary(KEY, 'New'), 7);
  expect(await stale()).toEqual([]);
});

it('a row that moves to another deal makes both stale', async () => {
  await pull('typedFact', { ...typed, refKey: KEY });
  await keepSummary(db, summary(KEY, 'New'), 7);
  await pull('typedFact', { ...typed, refKey: OTHER });
  expect((await stale()).sort()).toEqual([KEY, OTHER].sort());
});

it('what is computed from rows before a change is not stored', async () => {
  const invalidations = await invalidationsOf(db);
  await pull('commitment', {
    ...{ refKey: KEY, text: 'Send the quote', owner: 'me', due: null, state: 'open' },
    ...{ author: 'tomas', editedBy: null, at: NOON },
  });
  await storeDerived(db, invalidations, () => keepSummary(db, summary(KEY, 'Older'), 7));
  expect((await summariesOf(db, null)).map(({ name }) => name)).not.toContain('Older');
  expect(await stale()).toEqual([KEY]);
});

it('a threshold, from here or from the server, is a change of every summary', async () => {
  const fields = { refKey: '', limits: { quiet: 5 }, off: [], competitors: [] };
  const stamps = { author: 'dana', editedBy: null, at: NOON };
  await pull('coachingSettings', { ...fields, ...stamps });
  expect(await getMeta(db, 'rules')).toBe(1);
  expect(await stale()).toEqual([]);
  const body = { ...note('tomas', 'x'), refKey: KEY };
  const change = { op: 'create', collection: 'note', rowId: ids.next() } as const;
  await write(db, [{ ...change, scope: 'u:tomas', patch: body }], { now: NOON, ids });
  expect(await getMeta(db, 'rules')).toBe(1);
});

it('a change that the server rejects makes the summary of its deal stale again', async () => {
  const body = { ...note('tomas', 'They asked for a reference.'), refKey: KEY };
  const change = { op: 'create', collection: 'note', rowId: ids.next(), patch: body } as const;
  await write(db, [{ ...change, scope: 'u:tomas' }], { now: NOON, ids });
  await keepSummary(db, summary(KEY, 'With the note'), 7);
  expect(await stale()).toEqual([]);
  const [mutation] = await db.outbox.toArray();
  if (!mutation) throw new Error('no change');
  const result = { kind: 'rejected', code: 'notAllowed' } as const;
  await acknowledge(db, [{ mutation, result }], NOON);
  expect(await stale()).toEqual([KEY]);
});
