// Tabs whose document, background or account changes: which record is shown then, and that nothing
// of the former one is.

import { describe, expect, it, vi } from 'vitest';
import type { HostView } from '../../lib/messages/index.ts';
import {
  A,
  answerAbout,
  at,
  B,
  countOf,
  dealAt,
  held,
  LIST,
  nav,
  newDb,
  readerOf,
  refOf,
  TAB,
  tabsOver,
  viewOf,
} from '../helpers/tabs.ts';

describe('two documents of one tab', () => {
  it('do not undo each other if the old one’s last report comes late', async () => {
    const db = newDb();
    const { tabs, badges } = tabsOver(db, { inject: readerOf(B, nav(1, 'two')) });
    await tabs.arrived(TAB, at(nav(1), dealAt(A)));
    await tabs.arrived(TAB, at(nav(1, 'two'), dealAt(B)));
    await tabs.left(TAB, nav(2));
    expect(await db.views.get(TAB)).toMatchObject({ navigation: nav(1, 'two'), ref: { id: B } });
    expect(badges.at(-1)).toBe(countOf(B));
  });
  it('change places on the way back', async () => {
    const db = newDb();
    const { tabs } = tabsOver(db);
    await tabs.arrived(TAB, at(nav(1), dealAt(A)));
    await tabs.left(TAB, nav(2));
    await tabs.arrived(TAB, at(nav(1, 'two'), dealAt(B)));
    await tabs.arrived(TAB, at(nav(3), dealAt(A))); // restored from the back/forward cache
    await tabs.left(TAB, nav(2, 'two'));
    expect(await db.views.get(TAB)).toMatchObject({ navigation: nav(3), ref: { id: A } });
  });
  it('that report at once leave the view to the one that reported last', async () => {
    const db = newDb();
    const slow = held<null>();
    const base = tabsOver(db);
    const { tabs } = tabsOver(db, {
      async locate(href) {
        if (href === dealAt(A)) await slow.promise;
        return base.deps.locate(href);
      },
    });
    const first = tabs.arrived(TAB, at(nav(1), dealAt(A)));
    await tabs.arrived(TAB, at(nav(1, 'two'), dealAt(B)));
    slow.keep(null);
    await first;
    expect(await db.views.get(TAB)).toMatchObject({ ref: { id: B } });
  });
  it('leave nothing behind when the last one goes', async () => {
    const db = newDb();
    const { tabs, badges } = tabsOver(db, { inject: readerOf(A, nav(1)) });
    await tabs.arrived(TAB, at(nav(1), dealAt(A)));
    await tabs.left(TAB, nav(2));
    expect(await db.views.get(TAB)).toMatchObject({ ref: null, refKey: null });
    expect(badges.at(-1)).toBe(0);
    await tabs.closed(TAB);
    expect(await db.views.count()).toBe(0);
  });
});

describe('the count on the button', () => {
  it('goes with its record, before anything is awaited', async () => {
    const db = newDb();
    const located = held<null>();
    const base = tabsOver(db);
    const { tabs, badges } = tabsOver(db, {
      inject: readerOf(A, nav(1)),
      async locate(href) {
        if (href === dealAt(B)) await located.promise;
        return base.deps.locate(href);
      },
    });
    await tabs.arrived(TAB, at(nav(1), dealAt(A)));
    expect(badges.at(-1)).toBe(countOf(A));
    const before = badges.length;
    const next = tabs.arrived(TAB, at(nav(2), dealAt(B)));
    expect(badges.at(-1)).toBe(0);
    await tabs.refresh(TAB); // of the record before, asked for meanwhile
    expect(badges.at(-1)).toBe(0);
    located.keep(null);
    await next;
    expect(badges.slice(before)).not.toContain(countOf(A));
  });
  it.each(['forbidden', 'missing'] as const)('is none on a %s record', async (failure) => {
    const db = newDb();
    const inject = async (_tab: number, file: string) =>
      file === '/panel-host.js'
        ? undefined
        : { navigation: nav(1), result: { ok: false, failure } };
    const { tabs, badges } = tabsOver(db, { inject });
    await tabs.arrived(TAB, at(nav(1), dealAt(A)));
    expect(badges.at(-1)).toBe(0);
  });
  it('is none in another tab either, once the record is withheld', async () => {
    const badges = new Map<number, number>();
    let refused = false;
    const { tabs } = tabsOver(newDb(), {
      setBadge: (tabId, count) => void badges.set(tabId, count),
      inject: async (_tab, file) => {
        if (file === '/panel-host.js') return undefined;
        const result = { ok: false, failure: 'forbidden' };
        return refused ? { navigation: nav(1), result } : answerAbout(nav(1), A);
      },
    });
    for (const tabId of [TAB, TAB + 1]) await tabs.arrived(tabId, at(nav(1), dealAt(A)));
    expect([...badges.values()]).toEqual([countOf(A), countOf(A)]);
    refused = true;
    await tabs.again(TAB, nav(1));
    expect([...badges.values()]).toEqual([0, 0]);
  });
});

describe('a page that was loaded', () => {
  const loaded = async (heard: boolean, id: string | null) => {
    const db = newDb();
    const hasWatcher = vi.fn(async () => heard);
    const { tabs, badges } = tabsOver(db, { hasWatcher, inject: readerOf(A, nav(1)) });
    await tabs.arrived(TAB, at(nav(1), id === null ? LIST : dealAt(id)));
    await tabs.loaded(TAB);
    return {
      view: await db.views.get(TAB),
      badge: badges.at(-1),
      asked: hasWatcher.mock.calls.length,
    };
  };
  it('without a watcher ends the former record, though its last message was lost', async () => {
    const { view, badge } = await loaded(false, A);
    expect(view).toMatchObject({ ref: null, navigation: nav(2) });
    expect(badge).toBe(0);
  });
  it('with one reports itself', async () => {
    const { view, badge } = await loaded(true, A);
    expect(view).toMatchObject({ ref: { id: A }, navigation: nav(1) });
    expect(badge).toBe(countOf(A));
  });
  it('is not asked where there was no record', async () =>
    expect((await loaded(false, null)).asked).toBe(0));
  it('changes nothing if another document has reported since', async () => {
    const db = newDb();
    const hasWatcher = held<boolean>();
    const asking = vi.fn(() => hasWatcher.promise);
    const { tabs } = tabsOver(db, { hasWatcher: asking, inject: readerOf(A, nav(1)) });
    await tabs.arrived(TAB, at(nav(1), dealAt(A)));
    const late = tabs.loaded(TAB);
    await vi.waitFor(() => expect(asking).toHaveBeenCalled());
    await tabs.arrived(TAB, at(nav(1, 'two'), dealAt(B)));
    hasWatcher.keep(false);
    await late;
    expect(await db.views.get(TAB)).toMatchObject({ ref: { id: B } });
  });
});

describe('a worker that starts again', () => {
  it('recognises an outdated report from the table', async () => {
    const db = newDb();
    await tabsOver(db).tabs.arrived(TAB, at(nav(3), dealAt(B)));
    const { tabs, badges, sent } = tabsOver(db);
    await tabs.arrived(TAB, at(nav(2), dealAt(A)));
    expect(await db.views.get(TAB)).toMatchObject({ navigation: nav(3), ref: { id: B } });
    await tabs.refresh(TAB);
    expect(sent).toMatchObject([{ navigation: nav(3), view: { texts: { frame: B } } }]);
    await tabs.left(TAB, nav(4));
    expect(await db.views.get(TAB)).toMatchObject({ ref: null });
    expect(badges.at(-1)).toBe(0);
  });
  it('withdraws what it was about to show when its document goes', async () => {
    const db = newDb();
    await tabsOver(db, { inject: readerOf(A, nav(1)) }).tabs.arrived(TAB, at(nav(1), dealAt(A)));
    const counting = held<HostView>();
    const hostView = vi.fn(() => counting.promise);
    const { tabs, badges } = tabsOver(db, { hostView });
    const late = tabs.refresh(TAB);
    await vi.waitFor(() => expect(hostView).toHaveBeenCalled());
    await tabs.left(TAB, nav(2));
    counting.keep(viewOf(refOf(A), true));
    await late;
    expect(badges).toEqual([0]);
  });
  it('forgets the tabs of the browser’s last session, and none of this one', async () => {
    const db = newDb();
    await tabsOver(db).tabs.arrived(99, at(nav(1, 'old'), dealAt(A)));
    const { tabs } = tabsOver(db);
    await tabs.arrived(TAB, at(nav(1), dealAt(B)));
    await tabs.started();
    expect(await db.views.toCollection().primaryKeys()).toEqual([TAB]);
  });
});

describe('an account that takes over while', () => {
  const takeOver = () => {
    const [before, after] = [newDb(), newDb()];
    const stores = [before];
    return { before, after, store: async () => stores.shift() ?? after };
  };
  it('a tab reports itself: it is known there', async () => {
    const { before, after, store } = takeOver();
    const { tabs } = tabsOver(before, { store });
    await tabs.arrived(TAB, at(nav(2), dealAt(A)));
    expect(await after.views.get(TAB)).toMatchObject({ navigation: nav(2), ref: { id: A } });
  });
  it.each(['left', 'closed'] as const)(
    'a tab is %s: its record is not shown there',
    async (how) => {
      const { before, after, store } = takeOver();
      await tabsOver(after).tabs.arrived(TAB, at(nav(1), dealAt(A)));
      await tabsOver(before).tabs.arrived(TAB, at(nav(1), dealAt(A)));
      await tabsOver(before, { store }).tabs[how](TAB, nav(1));
      expect((await after.views.get(TAB))?.ref ?? null).toBeNull();
    },
  );
});
