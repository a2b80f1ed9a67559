// @vitest-environment jsdom
import { beforeEach, expect, it, vi } from 'vitest';
import { openPage, type PageState } from '../../lib/crm/page.ts';
import { ageOf } from '../../lib/crm/readers/dom.ts';
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
  expect(ageOf(window)).toBe(8000);
  window.dispatchEvent(new Event('pagehide'));
  window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
  expect(ageOf(window)).toBe(0);
  stop.abort();
});
