// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { navigationOf, openPage, type PageState } from '../../lib/crm/page.ts';
import { msSinceNavigation } from '../../lib/crm/readers/dom.ts';
import { read as readEspo } from '../../lib/crm/readers/espocrm.ts';
import { readWithNavigation } from '../../lib/crm/readers/readWithNavigation.ts';
import { watch } from '../../lib/crm/watch.ts';
import type { ReadResult } from '../../lib/model/index.ts';
import { held } from '../helpers/tabs.ts';

const gone: ReadResult = { ok: false, failure: 'missing' };
const first = { document: 'd', number: 1 };
let page: PageState;
beforeEach(() => {
  history.replaceState({}, '', '#one');
  page = openPage(window, 'd');
  page.navigation = first;
  page.href = location.href;
});

it('a reading names the navigation that it is of', async () => {
  expect(await readWithNavigation(window, async () => gone)).toEqual({
    navigation: first,
    result: gone,
  });
});
it.each([
  [
    'a navigation has begun',
    () => Object.assign(page, { navigation: { document: 'd', number: 2 } }),
  ],
  ['the address has changed', () => history.replaceState({}, '', '#two')],
  ['another watcher has started', () => void openPage(window, 'e')],
])('a reading names no navigation if, during it, %s', async (_, change) => {
  const reading = held<ReadResult>();
  const answering = readWithNavigation(window, () => reading.promise);
  change();
  reading.keep(gone);
  expect((await answering).navigation).toBeNull();
});
describe('the next navigation', () => {
  const sites = [{ origin: location.origin, crm: 'espocrm' }];
  const [one, two] = ['#Opportunity/view/d0000000000000001', '#Opportunity/view/d0000000000000002'];
  let stop: AbortController;
  beforeEach(() => {
    stop = new AbortController();
    history.replaceState({}, '', one);
    const none = () => {};
    const { signal } = stop;
    watch(window, { document: 'd', sites, onSeen: none, onDirty: none, onLeft: none, signal });
  });
  afterEach(() => stop.abort());
  const go = (hash: string) => {
    history.replaceState({}, '', hash);
    window.dispatchEvent(new Event('hashchange'));
    return vi.waitFor(() => expect(navigationOf(window)).not.toBeNull());
  };
  /** A fetch that only its signal ends. */
  const endless = (signals: AbortSignal[]) =>
    vi.spyOn(window, 'fetch').mockImplementation((async (_path: string, init: RequestInit) => {
      const signal = init.signal as AbortSignal;
      signals.push(signal);
      await new Promise((_, refuse) =>
        signal.addEventListener('abort', () => refuse(signal.reason)),
      );
    }) as never);

  it('ends a slow reading at once, and its requests', async () => {
    const signals: AbortSignal[] = [];
    endless(signals);
    const first = readWithNavigation(window, readEspo);
    await vi.waitFor(() => expect(signals.length).toBeGreaterThan(5));
    await go(two);
    expect(await first).toMatchObject({ navigation: null });
    expect(signals.every((signal) => signal.aborted)).toBe(true);
    const before = signals.length;
    const second = readWithNavigation(window, readEspo);
    await vi.waitFor(() => expect(signals.length).toBeGreaterThan(before));
    expect(signals.slice(before).some((signal) => signal.aborted)).toBe(false);
    await go(one);
    await second;
  });
  it('does not end a reading of the same record under another address', async () => {
    const signals: AbortSignal[] = [];
    endless(signals);
    const reading = readWithNavigation(window, readEspo);
    await vi.waitFor(() => expect(signals.length).toBeGreaterThan(5));
    await go(`${one}/tab=2`);
    expect(signals.some((signal) => signal.aborted)).toBe(false);
    await go(two);
    await reading;
  });
});
it('a page’s age begins with each record', () => {
  const now = vi.spyOn(performance, 'now').mockReturnValue(1000);
  const stop = new AbortController();
  const sites = [{ origin: location.origin, crm: 'espocrm' }];
  const options = {
    document: 'd',
    sites,
    onSeen() {},
    onDirty() {},
    onLeft() {},
    signal: stop.signal,
  };
  watch(window, options);
  now.mockReturnValue(9000);
  expect(msSinceNavigation(window)).toBe(8000);
  window.dispatchEvent(new Event('pagehide'));
  window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
  expect(msSinceNavigation(window)).toBe(0);
  stop.abort();
});
