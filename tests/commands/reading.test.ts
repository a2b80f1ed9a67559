import { describe, expect, it, vi } from 'vitest';
import type { Navigation } from '../../lib/model/index.ts';
import { A, answerAbout, B, dealAt, held, LIST, newDb, TAB, tabsOver } from '../helpers/tabs.ts';

const nav = (number: number): Navigation => ({ document: 'one', number });
const at = (number: number, href: string) => ({
  navigation: nav(number),
  href,
  hosted: true,
  visible: true,
});

describe('a reading', () => {
  it.each([
    ['of the navigation before', nav(1), B],
    ['of a page that moved meanwhile', null, B],
  ])('%s changes nothing', async (_, navigation, id) => {
    const db = newDb();
    const { tabs, kept } = tabsOver(db, { inject: async () => answerAbout(navigation, id) });
    await tabs.arrived(TAB, at(2, dealAt(B)));
    expect(await db.views.get(TAB)).toMatchObject({ state: 'reading', ref: { id: B } });
    expect(kept).toEqual([]);
  });

  it('that comes after the page has moved on is dropped', async () => {
    const db = newDb();
    const reader = held<unknown>();
    const inject = vi.fn(() => reader.promise);
    const { tabs, kept } = tabsOver(db, { inject });
    const first = tabs.arrived(TAB, at(1, dealAt(A)));
    await vi.waitFor(() => expect(inject).toHaveBeenCalled());
    await tabs.arrived(TAB, at(2, LIST));
    reader.keep(answerAbout(nav(1), A));
    await first;
    expect(kept).toEqual([]);
    expect(await db.views.get(TAB)).toMatchObject({ ref: null, navigation: nav(2) });
  });

  it('that hangs does not keep the next record waiting', async () => {
    const db = newDb();
    const inject = vi
      .fn(async () => answerAbout(nav(2), B))
      .mockReturnValueOnce(new Promise<never>(() => {}));
    const { tabs } = tabsOver(db, { inject });
    void tabs.arrived(TAB, at(1, dealAt(A)));
    await vi.waitFor(() => expect(inject).toHaveBeenCalled());
    await tabs.arrived(TAB, at(2, dealAt(B)));
    expect(await db.views.get(TAB)).toMatchObject({ state: 'ready', ref: { id: B } });
  });

  it('finds the record before still in the page, and looks again', async () => {
    const db = newDb();
    const inject = vi
      .fn(async () => answerAbout(nav(1), B))
      .mockResolvedValueOnce(answerAbout(nav(1), A));
    const { tabs, waits } = tabsOver(db, { inject });
    await tabs.arrived(TAB, at(1, dealAt(B)));
    expect(await db.views.get(TAB)).toMatchObject({ state: 'reading' });
    for (const then of [...waits]) then();
    await vi.waitFor(async () => expect((await db.views.get(TAB))?.state).toBe('ready'));
  });

  it('is asked for again from one navigation only', async () => {
    const inject = vi.fn(async () => answerAbout(nav(2), B));
    const { tabs } = tabsOver(newDb(), { inject });
    await tabs.arrived(TAB, at(2, dealAt(B)));
    await tabs.again(TAB, nav(1));
    expect(inject).toHaveBeenCalledTimes(1);
    await tabs.again(TAB, nav(2));
    await tabs.again(TAB, null);
    expect(inject).toHaveBeenCalledTimes(3);
  });
});

describe('a failed reading has a reason', () => {
  const failureOf = async (given: Parameters<typeof tabsOver>[1], late = false) => {
    const db = newDb();
    const { tabs, waits } = tabsOver(db, given);
    const arriving = tabs.arrived(TAB, at(1, dealAt(A)));
    if (late) {
      await vi.waitFor(() => expect(waits.size).toBe(1));
      for (const then of waits) then();
    }
    await arriving;
    return db.views.get(TAB);
  };
  const refuse = () => Promise.reject(new Error('Cannot access contents of the page.'));

  it('a site that we are no longer allowed on', async () =>
    expect(await failureOf({ inject: refuse, isPermitted: async () => false })).toMatchObject({
      state: 'failed',
      failure: 'notPermitted',
      ref: { id: A },
    }));
  it('a page that could not be asked', async () =>
    expect(await failureOf({ inject: refuse })).toMatchObject({ failure: 'unreachable' }));
  it('a page that does not answer', async () =>
    expect(await failureOf({ inject: () => new Promise(() => {}) }, true)).toMatchObject({
      failure: 'unreachable',
    }));
  it('an invalid answer', async () =>
    expect(await failureOf({ inject: async () => 'what?' })).toMatchObject({
      failure: 'unexpected',
    }));
  it('an error of the CRM', async () => {
    const result = { ok: false, failure: 'signedOut' };
    expect(await failureOf({ inject: async () => ({ navigation: nav(1), result }) })).toMatchObject(
      {
        failure: 'signedOut',
      },
    );
  });
  it('a CRM without a reader has nothing to fail', async () =>
    expect(await failureOf({ reads: () => false, inject: refuse })).toMatchObject({
      state: 'ready',
    }));
});
