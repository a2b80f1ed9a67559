// The list of deals from stored excerpts is what coaching every record gives, whatever happened
// since they were stored.

import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storedReader } from '../../lib/coaching/index.ts';
import {
  type CollectionName,
  type CrmIdentity,
  type DealExcerpt,
  known,
  LOCAL_USER,
  refKey,
  type ServerRow,
  scopes,
} from '../../lib/model/index.ts';
import { getMeta, readingTimes, SidelineDb } from '../../lib/store/index.ts';
import {
  applyPull,
  forgetReading,
  keepExcerpts,
  keepRecord,
  keepSnapshot,
  write,
} from '../../lib/store/write.ts';
import { dealsOf } from '../../lib/view/deals.ts';
import { excerptContext, excerptOf } from '../../lib/view/excerpts.ts';
import { type ListedDeals, type ListInput, listDeals } from '../../lib/view/listed.ts';
import {
  loadDealRows,
  loadDealVisits,
  loadOrg,
  loadOtherRows,
  loadReadings,
  loadVisitRows,
} from '../../lib/view/load.ts';
import { orgView } from '../../lib/view/org.ts';
import { rightDeals } from '../../lib/view/rightDeals.ts';
import { textsOfReading } from '../../lib/view/says.ts';
import { typedParser } from '../../lib/view/typed.ts';
import { counted } from '../helpers/counted.ts';
import { deal, NOON } from '../helpers/deals.ts';
import { note } from '../helpers/note.ts';
import { linkOf, meOf } from '../helpers/view.ts';

const DAY = 86_400_000;
const ZONE = 'Europe/London';
const OWN = scopes.private(LOCAL_USER);
const PAIR = 'p:dana:tomas';
const { next, ids } = counted();
const pause = async () => {};

interface Device {
  db: SidelineDb;
  ms: number;
  links: CrmIdentity[];
  /** Exposure and learning rank questions, and change no excerpt. */
  rank: number;
  version: number;
}

const viewer = { me: meOf('dana'), user: 'dana', localRole: 'rep' as const };

async function sharedOf({ db, links, rank }: Device) {
  const read = await loadOrg(db);
  const exposure = {
    shown: { quiet: [NOON - rank] },
    week: [],
    retired: rank % 2 ? ['noNextStep'] : [],
  };
  const learned = rank % 3 ? { quiet: { with: rank, of: 9, base: 1, ofBase: 9 } as never } : {};
  return { viewer, links, org: orgView({ ...read, exposure, learned }, [], true) };
}

async function inputOf(device: Device): Promise<ListInput> {
  const { db, ms } = device;
  const now = { ms, timeZone: ZONE };
  const shared = await sharedOf(device);
  return {
    readAt: await readingTimes(db),
    visits: await loadVisitRows(db),
    others: await loadOtherRows(db),
    ...{ shared, now, parse: typedParser('en', now) },
    context: excerptContext(shared, now, { build: '1', language: 'en' }),
  };
}

/** Coaches every record, without any excerpt. */
async function direct(device: Device): Promise<DealExcerpt[]> {
  const { db, ms } = device;
  const [records, visits, rows] = await Promise.all([
    loadReadings(db),
    loadDealVisits(db),
    loadDealRows(db),
  ]);
  const now = { ms, timeZone: ZONE };
  const reader = storedReader([...records.texts, ...visits.texts, ...rows.texts]);
  const read = { records: records.records, visits: visits.visits, rows: rows.rows, reader };
  return dealsOf(read, await sharedOf(device), now, typedParser('en', now)).map(excerptOf);
}

/** Opens the page. @returns what it showed at last, and how many deals it coached. */
async function open(device: Device): Promise<{ shown: ListedDeals[]; made: number }> {
  const shown: ListedDeals[] = [];
  const fresh = await listDeals(device.db, await inputOf(device), pause, (listed) => {
    shown.push(listed);
  });
  if (fresh) await keepExcerpts(device.db, fresh.invalidations, fresh.excerpts);
  return { shown, made: fresh?.excerpts.length ?? 0 };
}

const byKey = (list: readonly DealExcerpt[]) =>
  list.toSorted((a, b) => (a.key < b.key ? -1 : 1)).map((item) => structuredClone(item));

const DEALS = 6;
const refOf = (n: number) => ({ ...deal().ref, id: `d${n}` });
const keyOf = (n: number) => refKey(refOf(n));
const recordOf = (n: number, values: Parameters<typeof deal>[0] = {}) => ({
  ...deal({ name: `Deal ${n}`, nextStep: null, nextStepDate: null, ...values }),
  ref: refOf(n),
});

async function newDevice(): Promise<Device> {
  const db = new SidelineDb(`listed-${next()}`);
  return { db, ms: NOON, links: [], rank: 0, version: 1 };
}

const row = (
  device: Device,
  collection: CollectionName,
  id: string,
  fields: Record<string, unknown>,
  deleted = false,
): ServerRow => {
  device.version += 1;
  const state = { scope: PAIR, deleted, fields, version: device.version, rev: device.version };
  return { id, collection, schema: 1, ...state };
};
const pull = (device: Device, rows: ServerRow[]) =>
  applyPull(device.db, {
    rows,
    gone: [],
    dropScopes: [],
    cursors: { [PAIR]: 'e:1', [OWN]: 'e:1' },
  });

const deps = (device: Device) => ({ now: device.ms, ids });

/** What can happen between two looks at the list. `n`: a deal; `x`: a number for its content. */
const happenings = {
  async read(device, n, x) {
    device.ms += 1;
    const amount = { amount: 1000 * x, currency: x % 2 ? 'GBP' : 'EUR' };
    const closeDate = new Date(NOON + (x - 20) * DAY).toISOString().slice(0, 10);
    await keepRecord(device.db, recordOf(n, { amount, closeDate }), device.ms);
  },
  async visit(device, n, x) {
    const record = recordOf(n, { stage: x % 2 ? 'Proposal' : 'Negotiation' });
    await keepSnapshot(device.db, record, OWN, deps(device));
  },
  async otherVisit(device, n, x) {
    const fields = {
      refKey: keyOf(n),
      name: `Deal ${n}`,
      at: device.ms - x * 1000,
      status: 'open',
    };
    const values = { stage: 'Proposal', amount: x, currency: 'GBP', closeDate: '2026-11-01' };
    const rest = { owner: 'Tomas Lindqvist', nextStep: null };
    await pull(device, [row(device, 'dealSnapshot', `v${n}`, { ...fields, ...values, ...rest })]);
  },
  async note(device, n, x) {
    const fields = note('tomas', `They want a lower price. ${x}`, {
      ...{ ref: refOf(n), refKey: keyOf(n), createdAt: device.ms - x * 60_000 },
    });
    await pull(device, [row(device, 'note', `n${n}`, fields)]);
  },
  async noNote(device, n) {
    const fields = note('tomas', '', { ref: refOf(n), refKey: keyOf(n), createdAt: NOON });
    await pull(device, [row(device, 'note', `n${n}`, fields, true)]);
  },
  async type(device, n, x) {
    const fields = { refKey: keyOf(n), field: 'nextStep', value: `Call ${x}`, author: 'dana' };
    const stamps = { editedBy: null, at: device.ms };
    await pull(device, [row(device, 'typedFact', `t${n}`, { ...fields, ...stamps })]);
  },
  async writeNote(device, n, x) {
    const patch = note(LOCAL_USER, `Their budget is open. ${x}`, {
      ...{ ref: refOf(n), refKey: keyOf(n), createdAt: device.ms },
    });
    const change = { op: 'create', collection: 'note', rowId: ids.next() } as const;
    await write(device.db, [{ ...change, scope: OWN, patch }], deps(device));
  },
  async gone(device, n) {
    const [id] = await device.db.rows
      .filter((item) => item.refKey === keyOf(n) && item.scope === PAIR)
      .primaryKeys();
    const cursors = { [PAIR]: 'e:1', [OWN]: 'e:1' };
    if (id !== undefined)
      await applyPull(device.db, {
        rows: [],
        gone: [{ id, scope: PAIR }],
        dropScopes: [],
        cursors,
      });
  },
  forget: (device, n) => forgetReading(device.db, keyOf(n)),
  async threshold(device, _, x) {
    const off = x % 2 ? ['closePassed', 'noNextStep', 'noStep'] : [];
    const fields = { refKey: '', limits: { quiet: 1 + x }, off, competitors: [] };
    const stamps = { author: 'dana', editedBy: null, at: NOON };
    await pull(device, [row(device, 'coachingSettings', 'settings', { ...fields, ...stamps })]);
  },
  async link(device, _, x) {
    const crmUserId = known(recordOf(0).fields.owner)?.id ?? '';
    device.links = x % 2 ? [{ ...linkOf('tomas'), crmUserId }] : [];
  },
  async rank(device, _, x) {
    device.rank = x;
  },
  async nextDay(device) {
    device.ms += DAY;
  },
  async hours(device, _, x) {
    device.ms += x * 3_600_000;
  },
  async lostPair(device) {
    await applyPull(device.db, {
      ...{ rows: [], gone: [], dropScopes: [PAIR], cursors: { [OWN]: 'e:1' } },
    });
  },
} satisfies Record<string, (device: Device, n: number, x: number) => Promise<unknown>>;
type Happening = keyof typeof happenings;

const step = fc.record({
  what: fc.constantFrom(...(Object.keys(happenings) as Happening[])),
  n: fc.integer({ min: 0, max: DEALS - 1 }),
  x: fc.integer({ min: 0, max: 30 }),
});

describe('the list of deals', () => {
  it('is the same from stored excerpts and from all records, after any changes', async () => {
    let used = 0;
    let listed = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { minLength: 1, maxLength: 5 }), { minLength: 2, maxLength: 5 }),
        async (visits) => {
          const device = await newDevice();
          for (let n = 0; n < DEALS; n++) await happenings.read(device, n, 3 * n + 1);
          for (const steps of visits) {
            for (const { what, n, x } of steps) await happenings[what](device, n, x);
            const { shown, made } = await open(device);
            const whole = shown.at(-1);
            const want = await direct(device);
            expect(whole?.isWhole).toBe(true);
            expect(byKey(whole?.deals ?? [])).toEqual(byKey(want));
            const ranked = { requests: [], previous: null, onePerRep: false };
            const now = { ms: device.ms, timeZone: ZONE };
            expect(rightDeals({ ...ranked, deals: whole?.deals ?? [], now })).toEqual(
              rightDeals({ ...ranked, deals: want, now }),
            );
            used += Math.max(0, want.length - made);
            listed += want.length;
          }
          device.db.close();
        },
      ),
      { seed: 17, numRuns: 25 },
    );
    // Some deals came from the store, or nothing was compared.
    expect(used).toBeGreaterThan(listed / 10);
  });

  it('coaches only deals on which something changed, and all of them on another day', async () => {
    const device = await newDevice();
    for (let n = 0; n < DEALS; n++) await happenings.read(device, n, n);
    expect((await open(device)).made).toBe(DEALS);
    expect((await open(device)).made).toBe(0);
    await happenings.rank(device, 0, 5);
    expect((await open(device)).made).toBe(0);
    await happenings.note(device, 2, 1);
    expect((await open(device)).made).toBe(1);
    await happenings.hours(device, 0, 1);
    expect((await open(device)).made).toBe(DEALS);
    await happenings.nextDay(device);
    const { shown, made } = await open(device);
    expect(made).toBe(DEALS);
    // Nothing of yesterday is shown in between.
    expect(shown.map(({ isWhole }) => isWhole)).toEqual([true]);
  });

  it.each(['threshold', 'link'] as const)('computes all again after a %s', async (what) => {
    const device = await newDevice();
    for (let n = 0; n < DEALS; n++) await happenings.read(device, n, n);
    const before = (await open(device)).shown.at(-1)?.deals ?? [];
    await happenings[what](device, 0, 1);
    const { shown, made } = await open(device);
    expect(made).toBe(DEALS);
    const after = byKey(shown.at(-1)?.deals ?? []);
    expect(after).toEqual(byKey(await direct(device)));
    expect(after).not.toEqual(byKey(before));
  });

  it('shows at once what is stored of today, while one deal is computed again', async () => {
    const device = await newDevice();
    for (let n = 0; n < DEALS; n++) await happenings.read(device, n, n);
    await open(device);
    await happenings.read(device, 0, 30);
    const { shown } = await open(device);
    expect(shown.map(({ isWhole }) => isWhole)).toEqual([false, true]);
    expect(shown[0]?.deals).toHaveLength(DEALS);
    const amounts = shown.map(({ deals }) => deals.find(({ key }) => key === keyOf(0))?.amount);
    expect(amounts.map((money) => money?.amount)).toEqual([0, 30_000]);
  });

  it('needs no word lists for a record without texts', () => {
    const empty = { ...recordOf(0, { activities: [] }) };
    expect(textsOfReading(empty, null)).toEqual([]);
    expect(textsOfReading(recordOf(0, { nextStep: 'Call Ruth' }), null)).toHaveLength(1);
  });

  it('stores nothing of rows that left while it was computed', async () => {
    const device = await newDevice();
    await happenings.otherVisit(device, 1, 5);
    const input = await inputOf(device);
    await happenings.lostPair(device);
    expect(await listDeals(device.db, input, pause, () => {})).toBeNull();
    // They leave after the last read, and before the message.
    await happenings.otherVisit(device, 1, 6);
    const fresh = await listDeals(device.db, await inputOf(device), pause, () => {});
    await happenings.lostPair(device);
    expect(fresh?.excerpts).toHaveLength(1);
    await keepExcerpts(device.db, fresh?.invalidations ?? -1, fresh?.excerpts ?? []);
    expect(await device.db.excerpts.count()).toBe(0);
    expect(await getMeta(device.db, 'losses')).toBeGreaterThan(0);
  });
});

it('pauses before each reading that it parses, and after each deal that it coaches', async () => {
  const device = await newDevice();
  for (let n = 0; n < 30; n++) await happenings.read(device, n, n);
  let pauses = 0;
  const counting = async () => {
    pauses += 1;
  };
  await listDeals(device.db, await inputOf(device), counting, () => {});
  expect(pauses).toBeGreaterThanOrEqual(60);
});
