// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import script from '../../entrypoints/panel-host/index.ts';
import { openPage, type PageState } from '../../lib/crm/page.ts';
import { defaultLayout, type ToHost } from '../../lib/messages/index.ts';
import type { Navigation } from '../../lib/model/index.ts';
import { shadowRoots } from '../helpers/shadowRoots.ts';

const texts = { frame: 'Panel', open: 'Open', blocked: 'Blocked', resize: 'Resize', move: 'Move' };
const shown = {
  layout: defaultLayout,
  count: 1,
  dot: false,
  layer: 1,
  isAside: false,
  top: { bar: 0, pager: null },
  texts,
};
const element = () => document.querySelector('sideline-panel');
const tellHost = async (message: ToHost) => {
  await Promise.all(await fakeBrowser.runtime.onMessage.trigger(message, {}, () => {}));
};
const view = (navigation: Navigation) => tellHost({ type: 'view', navigation, view: shown });

let page: PageState;
beforeEach(() => {
  document.elementsFromPoint ??= () => []; // jsdom has no layout
  vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockResolvedValue({ ok: true } as never);
  page = openPage(window, 'here');
  page.navigation = { document: 'here', number: 2 };
  page.href = location.href;
  script.main();
});
afterEach(() => page.host?.remove());

it('shows what is for the navigation on screen', async () => {
  await view({ document: 'here', number: 2 });
  expect(element()).not.toBeNull();
});
it.each([
  ['an earlier navigation', { document: 'here', number: 1 }],
  ['another document', { document: 'elsewhere', number: 2 }],
])('drops what is for %s', async (_, navigation) => {
  await view(navigation);
  expect(element()).toBeNull();
});
it('drops a view that arrives between a new address and its report', async () => {
  history.pushState({}, '', '#somewhere');
  await view({ document: 'here', number: 2 });
  expect(element()).toBeNull();
});
it('does not hide the panel for a view of an earlier navigation', async () => {
  await view({ document: 'here', number: 2 });
  await tellHost({ type: 'view', navigation: { document: 'here', number: 1 }, view: null });
  expect(element()).not.toBeNull();
});
it('exists once, and only on pages with the watcher', async () => {
  const first = page.host;
  script.main();
  expect(page.host).toBe(first);
  page.host?.remove();
  expect(page.host).toBeNull();
  await view({ document: 'here', number: 2 });
  expect(element()).toBeNull();
});
it('sends waiting changes of the layout in one message', async () => {
  page.host?.remove();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const roots = shadowRoots();
  const layouts: object[] = [];
  vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockImplementation((async (message: {
    name: string;
    input: { layout: object };
  }) => {
    if (message.name !== 'record.layout') return { ok: true };
    layouts.push(message.input.layout);
    return layouts.length < 3 ? { ok: false, code: 'slowDown' } : { ok: true };
  }) as never);
  script.main();
  await view({ document: 'here', number: 2 });
  for (const [handle, key] of [
    ['.grip', 'ArrowDown'],
    ['.edge', 'ArrowLeft'],
  ] as const) {
    const pressed = new KeyboardEvent('keydown', { key });
    roots.at(-1)?.root.querySelector(handle)?.dispatchEvent(pressed);
  }
  await vi.advanceTimersByTimeAsync(5000);
  vi.useRealTimers();
  expect(Object.keys(layouts.at(-1) ?? {}).sort()).toEqual(['width', 'x', 'y']);
});
