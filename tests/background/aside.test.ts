import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { asideAt, togglePanel } from '../../entrypoints/background/aside.ts';
import { recordHandlers } from '../../entrypoints/background/records.ts';
import { layoutOf } from '../../lib/commands/layouts.ts';
import type { ToHost } from '../../lib/messages/index.ts';

// The panel beside the page, and the toolbar button, with a fake browser.
const [TAB, WINDOW] = [7, 3];
const DEAL = 'https://app.attio.com/acme/deals/record/11111111-2222-4333-8444-555555555555/';
const LIST = 'https://app.attio.com/acme/deals';
const content = { kind: 'content' as const, tabId: TAB, windowId: WINDOW, url: DEAL };
const tab = { id: TAB, windowId: WINDOW };
const port = {};

let calls: string[];
let sent: ToHost[];
let opens: boolean;
let documents = 0;

const at = (href: string, number = 1) =>
  recordHandlers['record.at'](
    {
      navigation: { document: `aside ${documents}`, number },
      href,
      hosted: true,
      visible: true,
    },
    content,
  );
const last = () => sent.findLast((message) => message.type === 'view')?.view;

beforeEach(async () => {
  documents += 1;
  [calls, sent, opens] = [[], [], true];
  asideAt(port, null);
  await fakeBrowser.storage.local.clear();
  // The fake's own method takes no callback, which keeps the user gesture in Chromium.
  const get = fakeBrowser.storage.session.get.bind(fakeBrowser.storage.session);
  vi.spyOn(fakeBrowser.storage.session, 'get').mockImplementation(((
    keys: string,
    done?: (stored: unknown) => void,
  ) => (done ? get(keys).then(done) : get(keys))) as never);
  Object.assign(fakeBrowser, {
    sidebarAction: undefined,
    scripting: { executeScript: async () => [{}] },
    action: {
      setBadgeBackgroundColor: async () => {},
      setBadgeText: async () => {},
      setPopup: async ({ popup }: { popup: string }) => void calls.push(`popup “${popup}”`),
    },
    sidePanel: {
      open: async () => {
        calls.push('open');
        if (!opens) throw new Error('no user gesture');
      },
      close: async () => void calls.push('close'),
    },
  });
  vi.spyOn(fakeBrowser.tabs, 'get').mockImplementation((async () => tab) as never);
  vi.spyOn(fakeBrowser.tabs, 'sendMessage').mockImplementation((async (
    _tab: number,
    message: ToHost,
  ) => {
    sent.push(message);
  }) as never);
  await at(DEAL);
  calls = [];
});

describe('the toolbar button', () => {
  it('opens the panel beside the page, and closes it there', async () => {
    togglePanel(tab, true);
    await vi.waitFor(() => expect(calls).toEqual(['open']));
    asideAt(port, WINDOW);
    togglePanel(tab, true);
    expect(calls.slice(0, 2)).toEqual(['open', 'close']);
  });
  it('leaves a panel over the page to its host', async () => {
    await recordHandlers['frame.layout']({ tabId: TAB, mode: 'dock' });
    calls = [];
    togglePanel(tab, true);
    await vi.waitFor(() => expect(sent.at(-1)).toEqual({ type: 'toggle' }));
    expect(calls).toEqual([]);
  });
  it('opens Firefox’s sidebar, and then the page keeps only the tab', async () => {
    await recordHandlers['frame.layout']({ tabId: TAB, mode: 'dock' });
    const open = async () => void calls.push('sidebar');
    Object.assign(fakeBrowser, { sidePanel: undefined, sidebarAction: { open } });
    calls = [];
    togglePanel(tab, true);
    expect(calls).toEqual(['sidebar']);
    await vi.waitFor(() => expect(last()?.layout).toMatchObject({ mode: 'tab', open: 'dock' }));
    togglePanel(tab, false); // the shortcut
    await vi.waitFor(() => expect(sent.at(-1)).toEqual({ type: 'toggle' }));
  });
  it('shows its popup where the tab has no record', async () => {
    await at(LIST, 2);
    await at(DEAL, 3);
    expect(calls).toContain('popup “/popup.html”');
    expect(calls.at(-1)).toBe('popup “”');
  });
});

describe('a panel beside the page', () => {
  it('empties the pages of its window only, until it is closed', async () => {
    for (const [windowId, isAside] of [
      [WINDOW, true],
      [WINDOW + 1, false],
      [WINDOW, true],
      [null, false],
    ] as const) {
      asideAt(port, windowId);
      await vi.waitFor(() => expect(last()?.isAside).toBe(isAside));
    }
  });
  it.each([
    [true, { mode: 'tab', open: 'aside' }],
    [false, { mode: 'dock', open: 'aside' }],
  ])('chosen in the menu, opened: %s', async (isOpened, layout) => {
    await recordHandlers['frame.layout']({ tabId: TAB, mode: 'dock' });
    opens = isOpened;
    await recordHandlers['frame.layout']({ tabId: TAB, mode: 'aside' });
    expect(await layoutOf('attio')).toMatchObject(layout);
  });
  it('that the browser does not open is reported to the page', async () => {
    opens = false;
    expect(await recordHandlers['record.aside'](undefined, content)).toEqual({ opened: false });
    opens = true;
    expect(await recordHandlers['record.aside'](undefined, content)).toEqual({ opened: true });
  });
});
