// What is decided about a page and what is stored of it are one transaction: nothing that another
// tab or a pull writes comes in between.

import Dexie from 'dexie';
import { expect, it, vi } from 'vitest';
import { keepReading } from '../../lib/commands/keepReading.ts';
import { arrive, failReading } from '../../lib/commands/records.ts';
import { cachedReading, type SidelineDb } from '../../lib/store/index.ts';
import { applyPull } from '../../lib/store/write.ts';
import { counted } from '../helpers/counted.ts';
import { deal, NOON } from '../helpers/deals.ts';
import { KEY, openDevice, ref } from './device.ts';
import { cases } from './inputs.ts';

/** More requests than any of the writes below needs. */
const LONG = 300;
const navigation = { document: 'one', number: 1 };
const request = { tabId: 7, navigation, ref };

/**
 * Starts a write when a query of `rows` has its result, and gives it time to end before the caller
 * goes on. Requests keep a transaction of the caller open meanwhile.
 * @returns whether the write ended within that time.
 */
function writeAfterQuery(db: SidelineDb, method: 'count' | 'toArray', write: () => Promise<void>) {
  const state = { hasStarted: false, cameBetween: false, ended: Promise.resolve() };
  const where = db.rows.where.bind(db.rows);
  const spy = vi.spyOn(db.rows, 'where').mockImplementation(((index: string) => {
    const clause = where(index);
    const anyOf = clause.anyOf.bind(clause);
    clause.anyOf = ((keys: never[]) => {
      const found = anyOf(keys);
      const query = found[method].bind(found) as () => Promise<unknown>;
      found[method] = (async () => {
        const result = await query();
        if (state.hasStarted) return result;
        state.hasStarted = true;
        spy.mockRestore();
        let hasEnded = false;
        state.ended = Dexie.ignoreTransaction(() =>
          write().then(() => {
            hasEnded = true;
          }),
        );
        for (let turn = 0; turn < LONG && !hasEnded; turn += 1) await db.rows.get('nothing');
        state.cameBetween = hasEnded;
        return result;
      }) as never;
      return found;
    }) as never;
    return clause;
  }) as never);
  return state;
}

it('no note is saved between the look for notes and the page of a missing record', async () => {
  const device = await openDevice('tomas');
  const { db } = device;
  const href = 'https://crm.acme.test/odoo/crm/7';
  const arrival = { ...request, href, located: { ref }, isLatest: () => true };
  await arrive(db, arrival, NOON);
  const note = { ...cases['note.save'].input, audience: 'private' as const, ref };
  const between = writeAfterQuery(db, 'count', async () => {
    await device.run('note.save', note);
  });
  expect(await failReading(db, request, 'missing', NOON)).toBe(true);
  await between.ended;
  expect(between).toMatchObject({ hasStarted: true, cameBetween: false });
  expect((await db.views.get(7))?.ref).toBeNull();
});

it('a record that the CRM withholds goes with its view: where one fails, neither has', async () => {
  const { db } = await openDevice('tomas');
  const href = 'https://crm.acme.test/odoo/crm/7';
  await arrive(db, { ...request, href, located: { ref }, isLatest: () => true }, NOON);
  db.views.hook('updating', () => {
    throw new DOMException('The disk is full.', 'QuotaExceededError');
  });
  await expect(failReading(db, request, 'missing', NOON)).rejects.toThrow();
  expect(await cachedReading(db, KEY)).not.toBeNull();
});

it('a reading whose snapshot failed is stored with the visits that were there then', async () => {
  const { db } = await openDevice('tomas');
  await db.records.clear();
  const visit = {
    ...{ id: 'v', collection: 'dealSnapshot', scope: 'p:dana:tomas', version: 9, rev: 1 },
    ...{ deleted: false, schema: 1, fields: { refKey: KEY, stage: 'Won', at: NOON } },
  };
  const news = { rows: [visit], gone: [], dropScopes: [], cursors: { 'p:dana:tomas': 'e:9' } };
  const errors: unknown[] = [];
  const report = (error: unknown) => errors.push(error);
  const nothing = { hasStarted: false, cameBetween: false, ended: Promise.resolve() };
  let between = nothing;
  // The first attempt asks for visits too: the pull waits for the second one.
  db.outbox.hook('creating', () => {
    between = writeAfterQuery(db, 'toArray', () => applyPull(db, news).then(() => undefined));
    throw new DOMException('The disk is full.', 'QuotaExceededError');
  });
  await keepReading(db, { ...deal(), ref }, { now: NOON, ids: counted().ids, href: null, report });
  await between.ended;
  expect(errors).toMatchObject([{ code: 'full' }]);
  expect(between).toMatchObject({ hasStarted: true, cameBetween: false });
});
