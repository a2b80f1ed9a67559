// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { navigationOf, pageOf } from '../../lib/crm/page.ts';
import { type Seen, watch } from '../../lib/crm/watch.ts';
import type { Navigation } from '../../lib/model/index.ts';

const sites = [{ origin: 'http://localhost:3000', crm: 'espocrm' }];
const [FIRST, SECOND] = ['d0000000000000001', 'd0000000000000002'];
const DEAL = `#Opportunity/view/${FIRST}`;
const OTHER = `#Opportunity/view/${SECOND}`;
const LIST = '#Opportunity';

let seen: Seen[];
let dirty: Navigation[];
let left: Navigation[];
let stop: AbortController;

function hide(hidden: boolean): void {
  Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}
function start(hash: string): void {
  history.replaceState({}, '', hash);
  document.body.innerHTML = '<div id="main"><p>Stage</p></div><aside>List</aside>';
  const onSeen = (item: Seen) => void seen.push(item);
  const { signal } = stop;
  watch(window, {
    document: 'd',
    sites,
    onSeen,
    onDirty: (n) => dirty.push(n),
    onLeft: (n) => left.push(n),
    signal,
  });
}
/** Changes the address like a page, and lets the watcher run. */
async function go(hash: string): Promise<void> {
  history.replaceState({}, '', hash);
  window.dispatchEvent(new Event('hashchange'));
  await vi.advanceTimersByTimeAsync(0);
}
/** Changes the record's part of the page, as its own scripts do. */
const draw = async (ms: number) => {
  document.querySelector('#main')?.append(document.createElement('i'));
  await vi.advanceTimersByTimeAsync(ms);
};
/** A change that a person makes. */
const changePage = async (ms: number) => {
  window.dispatchEvent(new Event('pointerdown'));
  await draw(ms);
};
const numbers = () => seen.map(({ navigation }) => navigation.number);

beforeEach(() => {
  vi.useFakeTimers();
  [seen, dirty, left] = [[], [], []];
  stop = new AbortController();
  hide(false);
});
afterEach(() => {
  stop.abort();
  vi.useRealTimers();
});

describe('navigations', () => {
  it('are numbered from one record to the next', async () => {
    start(DEAL);
    await go(OTHER);
    await go(LIST);
    await go(DEAL);
    expect(numbers()).toEqual([1, 2, 3, 4]);
    expect(seen.map(({ found }) => found?.ref.id)).toEqual([FIRST, SECOND, undefined, FIRST]);
    expect(seen.every(({ navigation }) => navigation.document === 'd')).toBe(true);
  });
  it('go on while the address names the same record for sure', async () => {
    start(DEAL);
    await go(`${DEAL}/tab=2`);
    expect(numbers()).toEqual([1, 1]);
    expect(seen[1]?.href).toContain('/tab=2');
  });
  it('start again if the address is inconclusive', async () => {
    history.replaceState({}, '', '/odoo/action-5/7');
    watch(window, {
      document: 'd',
      sites: [{ origin: 'http://localhost:3000', crm: 'odoo' }],
      onSeen: (item) => void seen.push(item),
      onDirty() {},
      onLeft() {},
      signal: stop.signal,
    });
    await go('/odoo/action-9/7');
    expect(seen.map(({ found }) => [found?.ref.id, found?.isUnconfirmed])).toEqual([
      ['7', true],
      ['7', true],
    ]);
    expect(numbers()).toEqual([1, 2]);
    history.replaceState({}, '', '/');
  });
  it('are seen where the browser announces no pushState', async () => {
    start(DEAL);
    history.pushState({}, '', OTHER);
    await vi.advanceTimersByTimeAsync(1000);
    expect(numbers()).toEqual([1, 2]);
  });
  it('are seen through the Navigation API', async () => {
    const navigation = new EventTarget();
    Object.assign(window, { navigation });
    start(DEAL);
    history.pushState({}, '', OTHER);
    navigation.dispatchEvent(new Event('currententrychange'));
    await vi.advanceTimersByTimeAsync(0);
    Reflect.deleteProperty(window, 'navigation');
    expect(numbers()).toEqual([1, 2]);
  });
  it('are unknown between the address and its report', async () => {
    start(DEAL);
    expect(navigationOf(window)).toEqual({ document: 'd', number: 1 });
    history.pushState({}, '', OTHER);
    expect(navigationOf(window)).toBeNull();
    await go(OTHER);
    expect(navigationOf(window)).toEqual({ document: 'd', number: 2 });
  });
  it('reach the panel’s host in the same turn', async () => {
    start(DEAL);
    const page = pageOf(window);
    const calls: boolean[] = [];
    if (page) page.host = { navigated: (record) => calls.push(record), remove() {} };
    await go(`${DEAL}/tab=2`);
    await go(OTHER);
    await go(LIST);
    expect(calls).toEqual([true, false]);
  });
});

describe('a document', () => {
  it('reports that it is left, and a return to it as another navigation', async () => {
    start(DEAL);
    window.dispatchEvent(new Event('pagehide'));
    expect(left).toEqual([{ document: 'd', number: 2 }]);
    await go(OTHER);
    expect(seen).toHaveLength(1);
    window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
    expect(seen[1]).toMatchObject({
      navigation: { number: 3 },
      found: { ref: { id: SECOND } },
      visible: true,
    });
  });
  it('reports nothing for its first pageshow', () => {
    start(DEAL);
    window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: false }));
    expect(seen).toHaveLength(1);
  });
  it('reports nothing before it is shown, when it was rendered ahead', () => {
    Object.defineProperty(document, 'prerendering', { value: true, configurable: true });
    start(DEAL);
    expect(seen).toEqual([]);
    expect(navigationOf(window)).toBeNull();
    window.dispatchEvent(new Event('pagehide'));
    expect(left).toEqual([]);
    Reflect.deleteProperty(document, 'prerendering');
    document.dispatchEvent(new Event('prerenderingchange'));
    expect(seen).toMatchObject([{ navigation: { number: 1 }, visible: true }]);
  });
  it('reports a navigation made while it was hidden, and is observed again in front', async () => {
    start(DEAL);
    hide(true);
    await go(LIST);
    await go(OTHER);
    hide(false);
    expect(seen.map(({ navigation, visible }) => [navigation.number, visible])).toEqual([
      [1, true],
      [2, false],
      [3, false],
      [3, true],
    ]);
  });
  it('stops observing once the extension is gone', async () => {
    start(DEAL);
    stop.abort();
    await go(OTHER);
    await changePage(10_000);
    window.dispatchEvent(new Event('pagehide'));
    expect([seen.length, dirty, left]).toEqual([1, [], []]);
  });
});

/** What EspoCRM puts in place of the whole page. */
const SIGN_IN = `<div class="container content"><div class="container-centering">
  <div id="login" class="panel"><form id="login-form"></form></div></div></div><footer></footer>`;
const NO_ACCESS = `<div class="container"><div class="panel panel-default">
  <div class="panel-body"><h1>403</h1></div></div></div>`;
const RECORD = '<header id="header"></header><div id="content"><div id="main"></div></div>';

describe('a page in place of EspoCRM’s record', () => {
  const replaceBy = async (html: string) => {
    document.body.innerHTML = html;
    await vi.advanceTimersByTimeAsync(4000);
  };
  it.each([
    ['the end of the session', [SIGN_IN]],
    ['a new session', [SIGN_IN, RECORD]],
    ['another person’s session, without access', [SIGN_IN, NO_ACCESS]],
    ['access that ended, and came back', [NO_ACCESS, RECORD]],
  ])('is a change: %s', async (_, pages) => {
    start(DEAL);
    await vi.advanceTimersByTimeAsync(60_000);
    for (const [index, html] of pages.entries()) {
      await replaceBy(html);
      expect(dirty).toHaveLength(index + 1);
    }
  });
  it('is no change where something beside the record is drawn', async () => {
    start(DEAL);
    await vi.advanceTimersByTimeAsync(60_000);
    document.querySelector('aside')?.append(document.createElement('b'));
    document.body.insertAdjacentHTML('beforeend', '<div class="modal"><i class="panel"></i></div>');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(dirty).toEqual([]);
  });
});

describe('changes of the record', () => {
  it('are reported once the page is quiet', async () => {
    start(DEAL);
    await changePage(100);
    await changePage(100);
    await vi.advanceTimersByTimeAsync(4000);
    expect(dirty).toEqual([{ document: 'd', number: 1 }]);
  });
  it('are reported even if the page is never quiet', async () => {
    start(DEAL);
    for (let turn = 0; turn < 40; turn += 1) await changePage(500);
    expect(dirty.length).toBeGreaterThan(1);
  });
  it('are not reported from a hidden tab', async () => {
    start(DEAL);
    hide(true);
    await changePage(10_000);
    expect(dirty).toEqual([]);
  });
  it('are reported on the next record, even if one began on the record before', async () => {
    start(DEAL);
    await changePage(10); // the pencil under the pointer, right before leaving
    await go(LIST);
    await vi.advanceTimersByTimeAsync(6000);
    await go(OTHER);
    await changePage(4000);
    expect(dirty).toEqual([{ document: 'd', number: 3 }]);
  });
  it('are not what the page draws while its record is read: one reading a load', async () => {
    start(DEAL);
    for (const ms of [300, 900, 999, 800]) await draw(ms);
    await vi.advanceTimersByTimeAsync(60_000);
    expect([seen.length, dirty.length]).toEqual([1, 0]);
    await draw(4000);
    expect(dirty, 'a change that another person made').toHaveLength(1);
  });
  it('are reported right after the page has drawn the record, whoever made them', async () => {
    start(DEAL);
    await draw(1100);
    await draw(4000);
    expect(dirty).toHaveLength(1);
  });
  it.each(['pointerdown', 'keydown', 'click', 'change'])(
    'are reported after the event %s, however early',
    async (event) => {
      start(DEAL);
      window.dispatchEvent(new Event(event));
      await draw(4000);
      expect(dirty).toHaveLength(1);
    },
  );
  it('are reported where a person changes something while the page is drawn', async () => {
    start(DEAL);
    await draw(300);
    await changePage(4000);
    expect(dirty).toHaveLength(1);
  });
  it('are reported on a page whose own fields are read, also while it is drawn', async () => {
    history.replaceState({}, '', '/lightning/r/Opportunity/006000000000001AAA/view');
    document.body.innerHTML = '<div class="windowViewMode-normal active" id="main"></div>';
    watch(window, {
      document: 'd',
      sites: [{ origin: 'http://localhost:3000', crm: 'salesforce' }],
      onSeen() {},
      onDirty: (n) => dirty.push(n),
      onLeft() {},
      signal: stop.signal,
    });
    await draw(4000);
    history.replaceState({}, '', '/');
    expect(dirty).toHaveLength(1);
  });
  it.each([
    ['the root', () => document.querySelector('#main')?.replaceWith(document.createElement('i'))],
    ['the body', () => document.body.replaceWith(document.createElement('body'))],
  ])('are reported after the page replaced %s', async (_, replace) => {
    start(DEAL);
    replace();
    document.body.innerHTML = '<div id="main"></div>';
    await changePage(4000);
    expect(dirty).toHaveLength(1);
  });
  it.each([-3_600_000, 3_600_000])('are reported though the clock is set by %i', async (by) => {
    start(DEAL);
    await changePage(0);
    vi.setSystemTime(Date.now() + by);
    await changePage(4000);
    expect(dirty).toHaveLength(1);
  });
  it('are reported though the page clears all timers', async () => {
    start(DEAL);
    await changePage(10);
    vi.clearAllTimers();
    await vi.advanceTimersByTimeAsync(6000);
    await changePage(10);
    expect(dirty).toHaveLength(1);
  });
  it('are no reading of the record before, if the address has changed meanwhile', async () => {
    start(DEAL);
    await changePage(2900);
    history.replaceState({}, '', OTHER); // no event: found by the next poll, or by the change
    await vi.advanceTimersByTimeAsync(100);
    expect([numbers(), dirty]).toEqual([[1, 2], []]);
  });
  it('are reported after the user returns from another tab', async () => {
    start(DEAL);
    await changePage(10);
    hide(true);
    await vi.advanceTimersByTimeAsync(6000);
    hide(false);
    await changePage(4000);
    expect(dirty).toHaveLength(1);
  });
});
