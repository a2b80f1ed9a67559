// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPanelHost } from '../../entrypoints/panel-host/host.ts';
import { defaultLayout, type HostView, type Layout } from '../../lib/messages/index.ts';
import { shadowRoots } from '../helpers/shadowRoots.ts';

const words = { frame: 'Panel', open: 'Open', blocked: 'Blocked', resize: 'Resize', move: 'Move' };
const view = (layout: Partial<Layout> = {}, more: Partial<HostView> = {}): HostView => ({
  layout: { ...defaultLayout, ...layout },
  count: 3,
  dot: true,
  layer: 9,
  words,
  ...more,
});

let roots: ReturnType<typeof shadowRoots>;
let host: ReturnType<typeof createPanelHost>;
let moved: Partial<Layout>[];
let blocked: number;
let asked: number;
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
  [moved, blocked, asked, answers] = [[], 0, 0, true];
  host = createPanelHost({
    async address() {
      asked += 1;
      return answers ? { url: `about:blank#${asked}`, nonce: `nonce ${asked}` } : null;
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
  it('keeps its insides to itself', () => {
    host.show(view());
    expect(roots.map(({ mode }) => mode)).toEqual(['closed']);
    expect(element()?.shadowRoot).toBeNull();
    expect(element()?.parentElement).toBe(document.documentElement);
  });
  it('shows the count and that somebody wrote', () => {
    host.show(view());
    expect(find('.count')?.textContent).toBe('3');
    expect(find('.dot')?.hidden).toBe(false);
    expect(find('.tab')?.getAttribute('aria-label')).toBe('Open');
    host.show(view({}, { count: 0, dot: false }));
    expect(find('.count')?.textContent).toBe('');
    expect(find('.dot')?.hidden).toBe(true);
  });
  it('comes back when the page takes it away, with a frame that has a nonce of its own', async () => {
    host.show(view({ mode: 'dock' }));
    await turn();
    expect(frame()?.src).toBe('about:blank#1');
    element()?.remove();
    await turn();
    expect(element()).not.toBeNull();
    expect(frame()?.src).toBe('about:blank#2');
    expect(roots[0]?.root.querySelectorAll('iframe')).toHaveLength(1);
  });
  it('outlives the replacing of the body', async () => {
    host.show(view({ mode: 'dock' }));
    await turn();
    document.documentElement.replaceChild(document.createElement('body'), document.body);
    await turn();
    expect([element() !== null, asked]).toEqual([true, 1]);
  });
  it('stays away once nothing is shown', async () => {
    host.show(view());
    host.show(null);
    await turn();
    expect(element()).toBeNull();
  });
  it('takes no press that a page made up', () => {
    host.show(view());
    find('.tab')?.click();
    expect([moved, asked]).toEqual([[], 0]);
  });
});

describe('a navigation', () => {
  it('to no record takes everything back at once', async () => {
    host.show(view({ mode: 'dock' }));
    await turn();
    host.navigated(false);
    expect([element(), frame()]).toEqual([null, null]);
  });
  it('to another record hides what belongs to the one before until the background has spoken', async () => {
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
  it('away while the frame’s address is on its way mounts no frame', async () => {
    host.show(view({ mode: 'dock' }));
    host.navigated(false);
    await turn();
    expect(frame()).toBeNull();
  });
});

describe('the frame', () => {
  it('counts as forbidden when it does not report itself', async () => {
    host.show(view({ mode: 'dock' }));
    await vi.advanceTimersByTimeAsync(2500);
    expect(blocked).toBe(1);
    expect(find('.tab')?.hidden).toBe(false);
    expect(find('.note')?.textContent).toBe('Blocked');
    host.greeted('nonce 1'); // a slow machine
    expect(find('.tab')?.hidden).toBe(true);
  });
  it('that has reported itself is not forbidden', async () => {
    host.show(view({ mode: 'dock' }));
    await turn();
    host.greeted('nonce 1');
    await vi.advanceTimersByTimeAsync(2500);
    expect(blocked).toBe(0);
  });
  it('is not vouched for by one that has gone', async () => {
    host.show(view({ mode: 'dock' }));
    await turn();
    host.navigated(false);
    host.show(view({ mode: 'dock' }));
    await turn();
    host.greeted('nonce 1');
    await vi.advanceTimersByTimeAsync(2500);
    expect(blocked).toBe(1);
  });
  it('that was taken away with its record is not called forbidden', async () => {
    host.show(view({ mode: 'dock' }));
    await turn();
    host.navigated(false);
    await vi.advanceTimersByTimeAsync(2500);
    expect(blocked).toBe(0);
  });
  it('is asked for again after nobody answered', async () => {
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
  it('is kept within bounds and told', () => {
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
