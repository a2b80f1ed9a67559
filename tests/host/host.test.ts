// @vitest-environment jsdom
// The host of the panel in a CRM page: opening, places, the tab, and what a page does to it.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPanelHost } from '../../entrypoints/panel-host/host.ts';
import { defaultLayout, type HostView, type Layout } from '../../lib/messages/index.ts';
import { shadowRoots } from '../helpers/shadowRoots.ts';

const texts = { frame: 'Panel', open: 'Open', blocked: 'Blocked', resize: 'Resize', move: 'Move' };
const view = (layout: Partial<Layout> = {}, more: Partial<HostView> = {}): HostView => ({
  layout: { ...defaultLayout, ...layout },
  count: 3,
  dot: true,
  layer: 9,
  isAside: false,
  top: { bar: 0, pager: null },
  texts,
  ...more,
});

let roots: ReturnType<typeof shadowRoots>;
let host: ReturnType<typeof createPanelHost>;
let moved: Partial<Layout>[];
let blocked: number;
let requests: number;
let answers: boolean;
/** What the browser answers to a click that should open its side panel. */
let besides: boolean;
let asked: number;
/** When the background has stored what was moved. */
let stored: Promise<void>;
let clock: number;
let onTabClick: ((event: MouseEvent) => void) | undefined;

const find = <T extends HTMLElement>(selector: string) =>
  roots.at(-1)?.root.querySelector<T>(selector) ?? null;
const element = () => document.querySelector('sideline-panel');
const frame = () => find<HTMLIFrameElement>('iframe');
const turn = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = '';
  roots = shadowRoots();
  [moved, blocked, requests, answers] = [[], 0, 0, true];
  [besides, asked, clock] = [true, 0, 1e6];
  stored = Promise.resolve();
  const add = EventTarget.prototype.addEventListener;
  vi.spyOn(EventTarget.prototype, 'addEventListener').mockImplementation(function (
    this: EventTarget,
    ...[type, listener, options]
  ) {
    const isTabClick = type === 'click' && this instanceof Element && this.className === 'tab';
    if (isTabClick) onTabClick = listener as typeof onTabClick;
    add.call(this, type, listener, options);
  });
  host = createPanelHost({
    looks: false,
    async address() {
      requests += 1;
      return answers ? { url: `about:blank#${requests}`, nonce: `nonce ${requests}` } : null;
    },
    async moved(layout) {
      moved.push(layout);
      await stored;
    },
    blocked() {
      blocked += 1;
    },
    async aside() {
      asked += 1;
      return besides;
    },
    now: () => clock,
  });
});
afterEach(() => {
  host.remove();
  vi.useRealTimers();
});

describe('the element in the page', () => {
  it('has a closed shadow root', () => {
    host.show(view());
    expect(roots.map(({ mode }) => mode)).toEqual(['closed']);
    expect(element()?.shadowRoot).toBeNull();
    expect(element()?.parentElement).toBe(document.documentElement);
  });
  it('shows the count and the dot for new notes', () => {
    host.show(view());
    expect(find('.count')?.textContent).toBe('3');
    expect(find('.dot')?.hidden).toBe(false);
    expect(find('.tab')?.getAttribute('aria-label')).toBe('Open');
    host.show(view({}, { count: 0, dot: false }));
    expect(find('.count')?.textContent).toBe('');
    expect(find('.dot')?.hidden).toBe(true);
  });
  it('is put back when the page moves it into an element, with a new frame', async () => {
    host.show(view({ mode: 'dock' }));
    await turn();
    const before = frame();
    const crop = document.createElement('div');
    document.body.append(crop);
    crop.append(element() ?? '');
    await turn();
    expect(element()?.parentElement).toBe(document.documentElement);
    expect(frame()).not.toBe(before);
    expect(frame()).not.toBeNull();
    crop.append(element() ?? '');
    await turn();
    expect(element()).toBeNull();
  });
  it('is added again when the page removes it, with a new frame and nonce', async () => {
    host.show(view({ mode: 'dock' }));
    await turn();
    expect(frame()?.src).toBe('about:blank#1');
    element()?.remove();
    await turn();
    expect(element()).not.toBeNull();
    expect(frame()?.src).toBe('about:blank#2');
    expect(roots[0]?.root.querySelectorAll('iframe')).toHaveLength(1);
  });
  it('stays away when it is removed again soon, until the next record', async () => {
    const remove = async () => {
      element()?.remove();
      await turn();
      return element() !== null;
    };
    host.show(view());
    const back = [await remove()];
    clock += 5000;
    back.push(await remove());
    host.show(view({}, { count: 4 }));
    back.push(element() !== null);
    host.navigated(true);
    host.show(view());
    back.push(element() !== null);
    expect(back).toEqual([true, false, false, true]);
  });
  it('comes back each time when removals are far apart', async () => {
    host.show(view());
    for (let removal = 0; removal < 3; removal += 1) {
      clock += 60_000;
      element()?.remove();
      await turn();
      expect(element()).not.toBeNull();
    }
  });
  it('is brought back by the toolbar button', async () => {
    host.show(view({ open: 'dock' }));
    for (let removal = 0; removal < 2; removal += 1) {
      element()?.remove();
      await turn();
    }
    expect(element()).toBeNull();
    host.toggle();
    await turn();
    expect([element() !== null, frame() !== null]).toEqual([true, true]);
    expect(moved).toEqual([{ mode: 'dock' }]);
  });
  it('stays when the body is replaced', async () => {
    host.show(view({ mode: 'dock' }));
    await turn();
    document.documentElement.replaceChild(document.createElement('body'), document.body);
    await turn();
    expect([element() !== null, requests]).toEqual([true, 1]);
  });
  it('lies below a dialog that fixes the body, with its frame as it is', async () => {
    const layer = () => (element() as HTMLElement | null)?.style.getPropertyValue('--layer');
    const style = document.createElement('style');
    style.textContent = 'body.modal-open { position: fixed }';
    document.head.append(style);
    host.show(view({ mode: 'dock' }));
    await turn();
    const before = frame();
    const seen = [layer()];
    const step = async (change: () => void) => {
      change();
      await turn();
      seen.push(layer());
    };
    await step(() => document.body.classList.add('modal-open'));
    await step(() => host.show(view({ mode: 'dock' }, { count: 5 })));
    await step(() => document.body.style.setProperty('position', 'static'));
    await step(() => document.body.removeAttribute('style'));
    await step(() => document.body.classList.remove('modal-open'));
    const body = document.createElement('body');
    await step(() => document.documentElement.replaceChild(body, document.body));
    await step(() => body.classList.add('modal-open'));
    expect(seen).toEqual(['9', '-1', '-1', '9', '-1', '9', '9', '-1']);
    expect([frame(), element()?.parentElement]).toEqual([before, document.documentElement]);
    style.remove();
    await step(() => body.classList.remove('modal-open'));
    expect(layer()).toBe('9');
  });
  it('is not added again after the view was removed', async () => {
    host.show(view());
    host.show(null);
    await turn();
    expect(element()).toBeNull();
  });
  it('ignores a click that a script of the page makes', () => {
    host.show(view());
    find('.tab')?.click();
    expect([moved, requests]).toEqual([[], 0]);
  });
});

describe('a navigation', () => {
  it('to a page without a record removes everything at once', async () => {
    host.show(view({ mode: 'dock' }));
    await turn();
    host.navigated(false);
    expect([element(), frame()]).toEqual([null, null]);
  });
  it('to another record hides the previous view until the new one arrives', async () => {
    host.show(view({ mode: 'dock' }));
    await turn();
    const before = frame();
    host.navigated(true);
    expect(find('.count')?.textContent).toBe('');
    expect(find('.dot')?.hidden).toBe(true);
    expect(find('.box')?.classList.contains('waiting')).toBe(true);
    host.show(view({ mode: 'dock' }, { count: 5 }));
    expect(find('.box')?.classList.contains('waiting')).toBe(false);
    expect(find('.count')?.textContent).toBe('5');
    expect(frame()).toBe(before);
  });
  it('shows nothing by itself', () => {
    host.navigated(true);
    expect(element()).toBeNull();
  });
  it('away while the frame’s address is requested mounts no frame', async () => {
    host.show(view({ mode: 'dock' }));
    host.navigated(false);
    await turn();
    expect(frame()).toBeNull();
  });
});

describe('the frame', () => {
  it('counts as blocked when it does not greet', async () => {
    host.show(view({ mode: 'dock' }));
    await vi.advanceTimersByTimeAsync(2500);
    expect(blocked).toBe(1);
    expect(find('.tab')?.hidden).toBe(false);
    expect(find('.note')?.textContent).toBe('Blocked');
    host.greeted('nonce 1'); // a slow machine
    expect(find('.tab')?.hidden).toBe(true);
  });
  it('that has greeted is not blocked', async () => {
    host.show(view({ mode: 'dock' }));
    await turn();
    host.greeted('nonce 1');
    await vi.advanceTimersByTimeAsync(2500);
    expect(blocked).toBe(0);
  });
  it('is not confirmed by the greeting of an earlier frame', async () => {
    host.show(view({ mode: 'dock' }));
    await turn();
    host.navigated(false);
    host.show(view({ mode: 'dock' }));
    await turn();
    host.greeted('nonce 1');
    await vi.advanceTimersByTimeAsync(2500);
    expect(blocked).toBe(1);
  });
  it('that was removed with its record does not count as blocked', async () => {
    host.show(view({ mode: 'dock' }));
    await turn();
    host.navigated(false);
    await vi.advanceTimersByTimeAsync(2500);
    expect(blocked).toBe(0);
  });
  it('is requested again when there was no answer', async () => {
    answers = false;
    host.show(view({ mode: 'dock' }));
    await turn();
    expect(frame()).toBeNull();
    answers = true;
    host.show(view({ mode: 'dock' }));
    await turn();
    expect(frame()?.src).toBe('about:blank#2');
  });
});

/** A click as a person makes it: no event that a script makes is trusted. */
async function clickTab() {
  onTabClick?.({ isTrusted: true } as MouseEvent);
  await turn();
}
const boxes = () => find('.box')?.className.replace(/ +$/, '');

describe('the places', () => {
  it('open beside the page first, and the page keeps only its tab', async () => {
    host.show(view());
    await clickTab();
    expect([asked, moved, boxes()]).toEqual([1, [], 'box away']);
    host.show(view({}, { isAside: true }));
    expect(find('.tab')?.hidden).toBe(true);
    host.show(view());
    expect(find('.tab')?.hidden).toBe(false);
  });
  it('fall back to the right edge where the browser has no side panel for a click', async () => {
    besides = false;
    host.show(view());
    await clickTab();
    expect([asked, moved, boxes()]).toEqual([1, [{ mode: 'dock' }], 'box dock']);
    expect(requests).toBe(1);
  });
  it('give way to the side panel, and are the same after it', async () => {
    host.show(view({ mode: 'float', open: 'float' }));
    await turn();
    host.show(view({ mode: 'float', open: 'float' }, { isAside: true }));
    expect([boxes(), frame()]).toEqual(['box away', null]);
    host.show(view({ mode: 'float', open: 'float' }));
    await turn();
    expect([boxes(), frame() !== null]).toEqual(['box float', true]);
  });
  it.each([
    ['dock', 'dock'],
    ['float', 'float'],
  ] as const)('open as chosen: %s', async (open, shown) => {
    host.show(view({ open }));
    await clickTab();
    expect([asked, moved, boxes()]).toEqual([0, [{ mode: open }], `box ${shown}`]);
  });
  it('stay open when an earlier view arrives before the choice is stored', async () => {
    let keep = () => {};
    stored = new Promise((done) => {
      keep = done;
    });
    host.show(view({ open: 'dock' }));
    await clickTab();
    host.show(view({ open: 'dock' }, { count: 4 }));
    expect([boxes(), find('.count')?.textContent]).toEqual(['box dock', '4']);
    keep();
    await turn();
    host.show(view({ open: 'dock' })); // another tab of this CRM has closed it
    expect(boxes()).toBe('box away');
  });
  it('start with the tab in a narrow window, until a person opens them there', async () => {
    window.innerWidth = 1024;
    host.show(view({ mode: 'dock', open: 'dock' }));
    expect([boxes(), find('.tab')?.hidden, requests]).toEqual(['box away', false, 0]);
    await clickTab();
    expect([boxes(), find('.box')?.style.width]).toEqual(['box dock', '360px']);
    host.navigated(true);
    host.show(view({ mode: 'dock', open: 'dock', width: 480 }));
    expect([boxes(), find('.box')?.style.width]).toEqual(['box dock', '360px']);
  });
  it('open in a narrow window where that was chosen while the record was not known yet', () => {
    window.innerWidth = 1024;
    host.show(view());
    host.navigated(true);
    host.show(null);
    host.show(view({ mode: 'dock', open: 'dock' }));
    expect([boxes(), find('.tab')?.hidden]).toEqual(['box dock', true]);
  });
  it('take the whole width of a very narrow window', async () => {
    window.innerWidth = 640;
    host.show(view({ open: 'float' }));
    await clickTab();
    expect([boxes(), find('.box')?.style.width]).toEqual(['box dock', '640px']);
  });
  it('start below the bar of the CRM', () => {
    window.innerHeight = 800;
    const top = { bar: 90, pager: null };
    host.show(view({ mode: 'float', x: 100, y: 10 }, { top }));
    expect(find('.box')?.style.top).toBe('102px');
    expect(find('.tab')?.style.top).toBe('178px');
    expect(element()?.getAttribute('style')).toContain('--bar: 90px');
    host.show(view({ tabY: 0.01 }, { top }));
    expect(find('.tab')?.style.top).toBe('90px');
    host.show(view({ tabY: 0.5 }, { top }));
    expect(find('.tab')?.style.top).toBe('400px');
  });
  it('open and close with the toolbar button', async () => {
    host.show(view({ open: 'float' }));
    host.toggle();
    host.toggle();
    expect(moved).toEqual([{ mode: 'float' }, { mode: 'tab' }]);
  });
});

describe('moving', () => {
  const press = (selector: string, key: string) =>
    find(selector)?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  it('stays within bounds and is reported', () => {
    host.show(view({ mode: 'dock', width: 470 }));
    press('.edge', 'ArrowLeft');
    expect(moved.at(-1)?.width).toBe(480);
    for (let step = 0; step < 20; step += 1) press('.edge', 'ArrowRight');
    expect(moved.at(-1)?.width).toBe(320);
  });
  it('of the tab with the keyboard is kept, and a press opens it afterwards', async () => {
    window.innerHeight = 800;
    host.show(view({ open: 'dock' }));
    press('.tab', 'ArrowDown');
    expect(moved).toEqual([{ tabY: (88 + 16) / 800 }]);
    await clickTab();
    expect(moved.at(-1)).toEqual({ mode: 'dock' });
  });
  it('of the tab with the pointer, however slow, does not open it', async () => {
    window.innerHeight = 800;
    host.show(view({ open: 'dock' }));
    const tab = find('.tab');
    if (tab) tab.setPointerCapture = () => {};
    const point = (type: string, clientY: number) =>
      tab?.dispatchEvent(new MouseEvent(type, { clientY, button: 0, bubbles: true }));
    point('pointerdown', 100);
    for (let y = 101; y <= 140; y += 1) point('pointermove', y);
    point('pointerup', 140);
    await clickTab();
    expect(moved).toEqual([{ tabY: expect.closeTo((88 + 37) / 800, 2) }]);
    await clickTab();
    expect(moved.at(-1)).toEqual({ mode: 'dock' });
  });
  it('ends with the element', () => {
    host.show(view());
    host.remove();
    press('.edge', 'ArrowLeft');
    expect(moved).toEqual([]);
  });
});
