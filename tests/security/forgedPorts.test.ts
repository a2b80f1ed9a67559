// F39: a content script, or whatever took over the page's process, opened ports like a page of the
// extension: each held back updates of the extension, and woke the connection to the server.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createOpenPages, type PagePort } from '../../entrypoints/background/openPages.ts';

const [ownId, ownOrigin] = ['sideline', 'chrome-extension://sideline'];

const listeners = {
  ...{ ownId, ownOrigin },
  opened: vi.fn(),
  inSight: vi.fn(),
  at: vi.fn(),
  aside: vi.fn(),
  allClosed: vi.fn(),
};
beforeEach(() => {
  vi.clearAllMocks();
});

function portFrom(sender: PagePort['sender']) {
  const said: ((message: unknown) => void)[] = [];
  const closed: (() => void)[] = [];
  const port: PagePort = {
    sender,
    onMessage: { addListener: (listener) => said.push(listener) },
    onDisconnect: { addListener: (listener) => closed.push(listener) },
    disconnect: vi.fn(),
  };
  const say = (message: unknown) => {
    for (const listener of said) listener(message);
  };
  const close = () => {
    for (const listener of closed) listener();
  };
  return { port, say, close };
}
const page = { id: ownId, origin: ownOrigin, url: `${ownOrigin}/panel.html`, tab: { id: 1 } };

describe('a port', () => {
  it.each([
    ['a content script', { ...page, origin: 'https://crm.example', url: 'https://crm.example/' }],
    ['a frame of another site in a panel’s tab', { ...page, origin: 'null', frameId: 3 }],
    ['another extension', { ...page, id: 'other' }],
    ['nobody', undefined],
  ])('of %s is closed and counts for nothing', (_, sender) => {
    const pages = createOpenPages(listeners);
    const { port, say } = portFrom(sender);
    pages.connected(port);
    say({ at: 'odoo/t/deal/1', aside: 1 });
    expect(port.disconnect).toHaveBeenCalledOnce();
    expect(pages.isAnyOpen()).toBe(false);
    for (const name of ['opened', 'inSight', 'at', 'aside'] as const)
      expect(listeners[name]).not.toHaveBeenCalled();
  });
  it('of a page of the extension says what it shows until it closes', () => {
    const pages = createOpenPages(listeners);
    const [one, two] = [portFrom(page), portFrom(page)];
    pages.connected(one.port);
    pages.connected(two.port);
    expect(listeners.opened).toHaveBeenCalledTimes(2);
    one.say({ at: 'x'.repeat(2000) });
    expect(listeners.at).toHaveBeenLastCalledWith(one.port, 'x'.repeat(900));
    one.say({ at: { not: 'a text' }, aside: 7 });
    expect(listeners.at).toHaveBeenLastCalledWith(one.port, null);
    expect(listeners.aside).toHaveBeenLastCalledWith(one.port, 7);
    one.say(null);
    expect(listeners.inSight).toHaveBeenCalledTimes(3);
    one.close();
    expect([pages.isAnyOpen(), listeners.allClosed.mock.calls.length]).toEqual([true, 0]);
    two.close();
    expect([pages.isAnyOpen(), listeners.allClosed.mock.calls.length]).toEqual([false, 1]);
    expect(listeners.aside).toHaveBeenLastCalledWith(two.port, null);
  });
});
