// @vitest-environment jsdom
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
  texts,
  ...more,
});

let roots: ReturnType<typeof shadowRoots>;
let host: ReturnType<typeof createPanelHost>;
let moved: Partial<Layout>[];
let blocked: number;
let requests: number;
let answers: boolean;

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
  host = createPanelHost({
    looks: false,
    async address() {
      requests += 1;
      return answers ? { url: `about:blank#${requests}`, nonce: `nonce ${requests}` } : null;
    },
    moved: (layout) => moved.push(layout),
    blocked() {
      blocked += 1;
    },
    aside() {},
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
  it('stays when the body is replaced', async () => {
    host.show(view({ mode: 'dock' }));
    await turn();
    document.documentElement.replaceChild(document.createElement('body'), document.body);
    await turn();
    expect([element() !== null, requests]).toEqual([true, 1]);
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
  it('ends with the element', () => {
    host.show(view());
    host.remove();
    press('.edge', 'ArrowLeft');
    expect(moved).toEqual([]);
  });
});
