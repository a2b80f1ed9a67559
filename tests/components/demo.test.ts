// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  type DemoDeal,
  demoDates,
  demoPeople,
  demoQuiet,
  demoRecord,
  demoRef,
  demoStages,
  demoStart,
  demoSteps,
} from '../../components/demo/deal.ts';
import { openDemo } from '../../entrypoints/demo/store.ts';
import { coach, dealFacts } from '../../lib/coaching/index.ts';
import { answerInPage, sendFor } from '../../lib/messages/index.ts';
import { CrmRecord, LOCAL_USER, refKey } from '../../lib/model/index.ts';
import { now } from '../helpers/deals.ts';

const send = sendFor(undefined);

const asked = (deal: DemoDeal) =>
  coach(dealFacts({ record: demoRecord(deal, now) }, now, (_, text) => text)).prompts.map(
    ({ item }) => item.signal,
  );

describe('the demo deal', () => {
  const deals: fc.Arbitrary<DemoDeal> = fc.record({
    stage: fc.constantFrom(...demoStages),
    amount: fc.nat(99_999_999),
    close: fc.constantFrom(...demoDates),
    quiet: fc.constantFrom(...demoQuiet),
    people: fc.constantFrom(...demoPeople),
    step: fc.constantFrom(...demoSteps),
  });
  it('is a reading like any other, whatever a person chooses', () => {
    fc.assert(
      fc.property(deals, (deal) => {
        const record = demoRecord(deal, now);
        expect(CrmRecord.safeParse(record).success).toBe(true);
        expect(asked(deal).length).toBeLessThanOrEqual(3);
      }),
      { seed: 15, numRuns: 200 },
    );
  });
  it('is asked about at the start, and about something else after a change', () => {
    expect(asked(demoStart).length).toBeGreaterThan(1);
    expect(asked({ ...demoStart, close: 'past' })).toContain('closePassed');
    expect(asked(demoStart)).not.toContain('closePassed');
    expect(asked({ ...demoStart, quiet: 40 })).toContain('quiet');
    expect(asked({ ...demoStart, quiet: 1 })).not.toContain('quiet');
    expect(
      asked({ ...demoStart, quiet: 1, close: 'kept', people: 'two', step: 'visit' }),
      'a healthy deal',
    ).toEqual([]);
  });
  it('belongs to nobody’s CRM', () => expect(demoRef.tenant).toBe('demo.invalid'));
});

describe('the requests of the demo', () => {
  const toBackground = vi.fn(async () => ({ ok: true, value: null }));
  beforeEach(() => {
    toBackground.mockClear();
    vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockImplementation(toBackground as never);
    const held = new Set<string>();
    vi.stubGlobal('navigator', {
      locks: {
        query: async () => ({ held: [...held].map((name) => ({ name })) }),
        request: (name: string) => void held.add(name),
      },
    });
    return () => answerInPage((message) => fakeBrowser.runtime.sendMessage(message));
  });

  it('end in the page: they write into its own database, and nothing else is sent', async () => {
    const { db, keep } = await openDemo();
    await keep(demoRecord(demoStart, now));
    await send('note.save', {
      id: 'n1',
      ref: demoRef,
      recordName: '',
      text: 'Nadia wants the pilot.',
      audience: 'private',
      kind: 'note',
      prompt: null,
      draft: null,
    });
    await expect(send('session.get')).rejects.toMatchObject({ code: 'notAllowed' });
    await expect(
      send('note.save', {
        id: 'n2',
        ref: demoRef,
        recordName: '',
        text: 'To nobody.',
        audience: 'team',
        kind: 'note',
        prompt: null,
        draft: null,
      }),
    ).rejects.toMatchObject({ code: 'notAllowed' });
    const rows = await db.rows.toArray();
    expect(rows.map(({ refKey: key, fields }) => [key, fields.author])).toEqual([
      [refKey(demoRef), LOCAL_USER],
    ]);
    expect(toBackground).not.toHaveBeenCalled();
    expect(db.name).toMatch(/^demo-of-sideline:/);
  });

  it('leave no database: it is deleted with the page, or by the next demo', async () => {
    const names = async () =>
      (await indexedDB.databases()).filter(({ name }) => name?.startsWith('demo-of-sideline:'));
    const { db } = await openDemo();
    await db.open();
    window.dispatchEvent(new Event('pagehide'));
    await vi.waitFor(async () => expect(await names()).toEqual([]));
    // Of a browser that was closed: its lock has gone with it.
    const left = await new Promise<IDBDatabase>((done) => {
      const opening = indexedDB.open('demo-of-sideline:left');
      opening.onsuccess = () => done(opening.result);
    });
    left.close();
    await openDemo();
    expect((await names()).map(({ name }) => name)).not.toContain('demo-of-sideline:left');
  });
});
