// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import script from '../../entrypoints/record.content/index.ts';
import { pageOf } from '../../lib/crm/page.ts';

const DEAL = '#Opportunity/view/d0000000000000001';
const LIST = '#Opportunity';

let sent: { name: string; href: string; number: number }[];
let busy: boolean;
let stop: AbortController;
let invalidated: () => void;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  [sent, busy, stop] = [[], false, new AbortController()];
  Object.defineProperty(document, 'hidden', { value: false, configurable: true });
  vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockImplementation((async ({
    name,
    input,
  }: never) => {
    const { href = '', navigation } = input as { href?: string; navigation: { number: number } };
    sent.push({ name, href: new URL(href || location.href).hash, number: navigation.number });
    return busy ? { ok: false, code: 'slowDown' } : { ok: true, value: null };
  }) as never);
  await fakeBrowser.storage.local.set({ sites: [{ origin: location.origin, crm: 'espocrm' }] });
});
afterEach(() => {
  stop.abort();
  vi.useRealTimers();
});

async function start(hash: string): Promise<void> {
  history.replaceState({}, '', hash);
  const ctx = {
    signal: stop.signal,
    onInvalidated(then: () => void) {
      invalidated = then;
    },
  };
  await script.main(ctx as never);
  await vi.advanceTimersByTimeAsync(0);
}
async function go(hash: string): Promise<void> {
  history.replaceState({}, '', hash);
  window.dispatchEvent(new Event('hashchange'));
  await vi.advanceTimersByTimeAsync(0);
}
const messages = () => sent.map(({ name, href }) => `${name} ${href}`);

it('leaving a record before its panel host is injected is reported', async () => {
  await start(DEAL);
  await go(LIST);
  expect(messages()).toEqual([`record.at ${DEAL}`, `record.at ${LIST}`]);
});
it('going from list to list is not reported', async () => {
  await start(LIST);
  await go('#Opportunity/list/page=2');
  expect(messages()).toEqual([`record.at ${LIST}`]);
});
it('signing out in a list is reported: another person may sign in', async () => {
  await start(LIST);
  await go('#logout');
  await go('#Opportunity/list/page=2');
  expect(messages()).toEqual([`record.at ${LIST}`, 'record.at #logout']);
});
it('leaving is reported again after a busy background, with the last address only', async () => {
  busy = true;
  await start(DEAL);
  await go(LIST);
  await go('#Contact');
  busy = false;
  await vi.advanceTimersByTimeAsync(5000);
  expect(messages().slice(2)).toEqual([`record.at ${LIST}`]);
  expect(sent.at(-1)?.number).toBe(2);
});
it('a document reports that it is left, and in any case when it is shown again', async () => {
  await start(DEAL);
  await go(LIST);
  window.dispatchEvent(new Event('pagehide'));
  window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
  expect(sent.slice(2)).toEqual([
    { name: 'record.left', href: LIST, number: 3 },
    { name: 'record.at', href: LIST, number: 4 },
  ]);
});
it('of four records in a row the last one is reported', async () => {
  await start(DEAL);
  busy = true;
  for (const last of [2, 3, 4, 5]) await go(`#Opportunity/view/d000000000000000${last}`);
  busy = false;
  await vi.advanceTimersByTimeAsync(5000);
  expect(messages().at(-1)).toBe('record.at #Opportunity/view/d0000000000000005');
  expect(messages().filter((line) => line.endsWith('5'))).toHaveLength(2);
});
it('after an update the old script removes the panel and its listener', async () => {
  await start(DEAL);
  expect(fakeBrowser.runtime.onMessage.hasListeners()).toBe(true);
  const remove = vi.fn();
  const page = pageOf(window);
  if (page) page.host = { navigated() {}, remove };
  invalidated();
  expect(remove).toHaveBeenCalled();
  expect(fakeBrowser.runtime.onMessage.hasListeners()).toBe(false);
});

it('a CRM that is paused is left alone: nothing more is reported, and the panel goes', async () => {
  await start(DEAL);
  const remove = vi.fn();
  const page = pageOf(window);
  if (page) page.host = { navigated: () => {}, remove };
  await fakeBrowser.storage.local.set({ paused: ['odoo'] });
  await go('#Opportunity/view/d0000000000000002');
  expect(messages()).toHaveLength(2);
  expect(remove).not.toHaveBeenCalled();
  await fakeBrowser.storage.local.set({ paused: ['odoo', 'espocrm'] });
  await vi.waitFor(() => expect(remove).toHaveBeenCalledOnce());
  await go('#Opportunity/view/d0000000000000003');
  window.dispatchEvent(new Event('pagehide'));
  expect(messages()).toHaveLength(2);
});

it('a CRM that was paused before the page was loaded is not watched', async () => {
  await fakeBrowser.storage.local.set({ paused: ['espocrm'] });
  await start(DEAL);
  await go(LIST);
  expect(messages()).toEqual([]);
});
