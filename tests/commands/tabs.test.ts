// Tabs in one document: which record a tab shows, with which count of questions, while readings and
// counts arrive late. Several documents and restarts are in tabChanges.test.ts.

import { describe, expect, it, vi } from 'vitest';
import { chooseSide } from '../../lib/commands/records.ts';
import { locate } from '../../lib/crm/index.ts';
import type { HostView } from '../../lib/messages/index.ts';
import { refKey } from '../../lib/model/index.ts';
import type { TabView } from '../../lib/store/index.ts';
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
  sites,
  TAB,
  tabsOver,
  viewOf,
} from '../helpers/tabs.ts';

describe('a tab', () => {
  it('shows the record without a count at once, and counts once it is read', async () => {
    const db = newDb();
    const { tabs, sent, badges, kept, pages } = tabsOver(db, { inject: readerOf(A, nav(1)) });
    await tabs.arrived(TAB, at(nav(1), dealAt(A)));
    const counts = sent.map((message) => message.type === 'view' && message.view?.count);
    expect([counts[0], counts.at(-1)]).toEqual([0, countOf(A)]);
    expect(badges.at(-1)).toBe(countOf(A));
    expect(await db.views.get(TAB)).toMatchObject({
      navigation: nav(1),
      state: 'ready',
      ref: { id: A },
    });
    expect([kept, pages]).toEqual([[A], [dealAt(A)]]);
  });

  it('gets its nonce with the first view of a document, once, before it is counted', async () => {
    let issued = 0;
    const { tabs, sent } = tabsOver(newDb(), {
      inject: async () => answerAbout(nav(1), A),
      issueNonce: async () => `nonce ${++issued}`,
    });
    const arrive = (number: number, document: string) =>
      tabs.arrived(TAB, at(nav(number, document), dealAt(A), { hosted: false }));
    await arrive(1, 'one');
    const views = sent.filter((message) => message.type === 'view');
    expect(views[0]).toMatchObject({ nonce: 'nonce 1', view: { count: 0 } });
    // A frame may be loading with it: the same document gets no second one.
    await arrive(2, 'one');
    await arrive(1, 'two');
    const nonces = sent.flatMap((message) => (message.type === 'view' ? [message.nonce] : []));
    expect(nonces.filter((nonce) => nonce !== undefined)).toEqual(['nonce 1', 'nonce 2']);
  });

  it('of a CRM that is paused shows no record, and a reading under way is not stored', async () => {
    const db = newDb();
    const reading = held<unknown>();
    const { tabs, sent, badges, kept } = tabsOver(db, {
      inject: async (_tab, file) => (file === '/panel-host.js' ? undefined : reading.promise),
    });
    const arrived = tabs.arrived(TAB, at(nav(1), dealAt(A)));
    await vi.waitFor(async () => expect(await db.views.get(TAB)).toMatchObject({ ref: { id: A } }));
    await tabs.leaveAll('odoo');
    expect(await db.views.get(TAB)).toMatchObject({ ref: { id: A } });
    await tabs.leaveAll('espocrm');
    reading.keep(answerAbout(nav(1), A));
    await arrived;
    expect(await db.views.get(TAB)).toMatchObject({ ref: null, crm: null });
    expect(sent.at(-1)).toMatchObject({ type: 'view', view: null });
    expect([kept, badges.at(-1)]).toEqual([[], 0]);
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

  it('counts for the side chosen on this record, and not for the one chosen before', async () => {
    const db = newDb();
    const sides: [string, TabView['side']][] = [];
    const { tabs } = tabsOver(db, {
      hostView: async (ref, counted, { side }) => {
        sides.push([ref.id, side]);
        return viewOf(ref, counted);
      },
    });
    const keyOf = (id: string) => {
      const found = locate(dealAt(id), sites);
      return found ? refKey(found.ref) : '';
    };
    const choose = async (id: string) => {
      await chooseSide(db, { tabId: TAB, refKey: keyOf(id), side: 'manager' });
      await tabs.refresh(TAB);
      return sides.at(-1);
    };
    await tabs.arrived(TAB, at(nav(1), dealAt(A)));
    expect(await choose(B)).toEqual([A, undefined]);
    expect(await choose(A)).toEqual([A, 'manager']);
    await tabs.arrived(TAB, at(nav(2), `${dealAt(A)}?tab=notes`));
    expect(sides.at(-1)).toEqual([A, 'manager']);
    await tabs.arrived(TAB, at(nav(3), dealAt(B)));
    expect(sides.at(-1)).toEqual([B, undefined]);
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
