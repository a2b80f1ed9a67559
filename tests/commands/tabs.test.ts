import { describe, expect, it, vi } from 'vitest';
import type { HostView } from '../../lib/messages/index.ts';
import type { Navigation, RecordRef } from '../../lib/model/index.ts';
import {
  A,
  answerAbout,
  B,
  countOf,
  dealAt,
  held,
  LIST,
  newDb,
  TAB,
  tabsOver,
  viewOf,
} from '../helpers/tabs.ts';

const nav = (number: number, document = 'one'): Navigation => ({ document, number });
const at = (navigation: Navigation, href: string, more = {}) => ({
  navigation,
  href,
  hosted: true,
  visible: true,
  ...more,
});
const refOf = (id: string): RecordRef => ({ crm: 'espocrm', tenant: 't', object: 'deal', id });
/** A reader that answers for a given navigation of the tab. */
const readerOf = (id: string, navigation: Navigation) => async (_tab: number, file: string) =>
  file === '/panel-host.js' ? undefined : answerAbout(navigation, id);

describe('a tab', () => {
  it('shows the record without a count at once, and counts once it is read', async () => {
    const db = newDb();
    const { tabs, sent, badges, kept } = tabsOver(db, { inject: readerOf(A, nav(1)) });
    await tabs.arrived(TAB, at(nav(1), dealAt(A)));
    const counts = sent.map((message) => message.type === 'view' && message.view?.count);
    expect([counts[0], counts.at(-1)]).toEqual([0, countOf(A)]);
    expect(badges.at(-1)).toBe(countOf(A));
    expect(await db.views.get(TAB)).toMatchObject({
      navigation: nav(1),
      state: 'ready',
      ref: { id: A },
    });
    expect(kept).toEqual([A]);
  });

  it('that navigated to a list while its host was loading is cleared last', async () => {
    const host = held<undefined>();
    const { tabs, sent, badges } = tabsOver(newDb(), {
      inject: async (_tab, file) =>
        file === '/panel-host.js' ? host.promise : answerAbout(nav(1), A),
    });
    const first = tabs.arrived(TAB, at(nav(1), dealAt(A), { hosted: false }));
    await tabs.arrived(TAB, at(nav(2), LIST, { hosted: false }));
    host.keep(undefined);
    await first;
    expect(sent.at(-1)).toEqual({ type: 'view', navigation: nav(2), view: null });
    expect(badges.at(-1)).toBe(0);
  });

  it('never gets a count that was computed for the previous record', async () => {
    const counting = held<HostView>();
    const db = newDb();
    const { tabs, sent, badges } = tabsOver(db, {
      inject: async () => answerAbout(nav(1), A),
      hostView: async (ref, counted) =>
        ref.id === A && counted ? counting.promise : viewOf(ref, counted),
    });
    const first = tabs.arrived(TAB, at(nav(1), dealAt(A)));
    await vi.waitFor(async () => expect((await db.views.get(TAB))?.state).toBe('ready'));
    await tabs.arrived(TAB, at(nav(2), dealAt(B)));
    counting.keep(viewOf(refOf(A), true));
    await first;
    expect(
      sent.every((message) => message.type !== 'view' || message.view?.count !== countOf(A)),
    ).toBe(true);
    expect(badges).not.toContain(countOf(A));
  });

  it('drops an older count that comes after a newer one', async () => {
    const older = held<HostView>();
    const { tabs, badges, deps } = tabsOver(newDb(), { inject: readerOf(A, nav(1)) });
    await tabs.arrived(TAB, at(nav(1), dealAt(A)));
    const hostView = vi.spyOn(deps, 'hostView').mockReturnValueOnce(older.promise);
    const late = tabs.refresh(TAB);
    await vi.waitFor(() => expect(hostView).toHaveBeenCalled());
    hostView.mockResolvedValueOnce({ ...viewOf(refOf(A), true), count: 3 });
    await tabs.refresh(TAB);
    older.keep({ ...viewOf(refOf(A), true), count: 2 });
    await late;
    expect(badges.at(-1)).toBe(3);
  });

  it('gets nothing of the former record while the next one is being located', async () => {
    const db = newDb();
    const [counting, lookingUp] = [held<HostView>(), held<null>()];
    const { tabs, sent, badges, deps } = tabsOver(db, { inject: readerOf(A, nav(1)) });
    await tabs.arrived(TAB, at(nav(1), dealAt(A)));
    const hostView = vi.spyOn(deps, 'hostView').mockReturnValueOnce(counting.promise);
    const late = tabs.refresh(TAB);
    await vi.waitFor(() => expect(hostView).toHaveBeenCalled());
    vi.spyOn(deps, 'locate').mockReturnValueOnce(lookingUp.promise);
    const leaving = tabs.arrived(TAB, at(nav(2), LIST));
    const before = sent.length;
    counting.keep(viewOf(refOf(A), true));
    await late;
    expect([sent.length, badges.at(-1)]).toEqual([before, 0]);
    lookingUp.keep(null);
    await leaving;
  });

  it('clears its button before anything is awaited', () => {
    const { tabs, badges } = tabsOver(newDb());
    void tabs.arrived(TAB, at(nav(1), dealAt(A)));
    expect(badges).toEqual([0]);
    void tabs.left(TAB, nav(2));
    expect(badges).toEqual([0, 0]);
  });

  it('does not clear its button for a report that is out of date', async () => {
    const { tabs, badges } = tabsOver(newDb(), { inject: readerOf(A, nav(2)) });
    await tabs.arrived(TAB, at(nav(2), dealAt(A)));
    await tabs.arrived(TAB, at(nav(1), dealAt(B)));
    expect(badges.at(-1)).toBe(countOf(A));
  });

  it('does not clear its button when it only comes to the front again', async () => {
    const { tabs, badges } = tabsOver(newDb(), { inject: readerOf(A, nav(1)) });
    await tabs.arrived(TAB, at(nav(1), dealAt(A)));
    const before = badges.length;
    await tabs.arrived(TAB, at(nav(1), dealAt(A)));
    expect(badges.slice(before).every((count) => count === countOf(A))).toBe(true);
  });

  it('is not read while it is hidden', async () => {
    const inject = vi.fn(readerOf(A, nav(1)));
    const db = newDb();
    const { tabs } = tabsOver(db, { inject });
    await tabs.arrived(TAB, at(nav(1), dealAt(A), { visible: false, hosted: false }));
    expect(inject).not.toHaveBeenCalled();
    expect(await db.views.get(TAB)).toMatchObject({ state: 'reading', ref: { id: A } });
    await tabs.arrived(TAB, at(nav(1), dealAt(A), { hosted: false }));
    expect(inject.mock.calls.map(([, file]) => file).sort()).toEqual([
      '/panel-host.js',
      '/reader-espocrm.js',
    ]);
  });

  it('shows nothing where the address is not sure, before the reading was', async () => {
    const db = newDb();
    const odoo = 'http://localhost:3000/odoo/action-5/7';
    const reader = held<unknown>();
    const { tabs, sent } = tabsOver(db, {
      locate: async (href) => ({
        ref: { crm: 'odoo', tenant: 't', object: 'deal', id: href.slice(-1) },
        isUnconfirmed: true,
      }),
      inject: () => reader.promise,
    });
    const arriving = tabs.arrived(TAB, at(nav(1), odoo));
    await vi.waitFor(() =>
      expect(sent).toEqual([{ type: 'view', navigation: nav(1), view: null }]),
    );
    reader.keep({ navigation: nav(1), result: { ok: false, failure: 'notARecord' } });
    await arriving;
    expect(sent.at(-1)).toMatchObject({ view: null });
    expect(await db.views.get(TAB)).toMatchObject({ ref: null, state: 'failed' });
  });
});

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
  it('takes back what it was about to show when its document goes', async () => {
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
