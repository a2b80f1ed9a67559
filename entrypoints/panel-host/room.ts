import type { HostView, Layout } from '../../lib/messages/index.ts';

/** A bar of the CRM ends at most this far below the top, in px: lower ones are content. */
const MAX_BAR = 120;
/** The same for what is known of the CRM, like a pager: it can be two rows below the bar. */
const MAX_PAGER = 200;
/** Distance from a pager, in px. */
const BELOW_PAGER = 4;
/** Windows narrower than this start with the tab, and the panel covers less than half of them. */
const NARROW = 1100;
/** In windows narrower than this the panel takes the whole width. */
const FULL = 700;
const MIN_WIDTH = 320;
const MAX_WIDTH = 480;
const NARROW_WIDTH = 360;
/** Distance of the floating panel from the bar and from the window's edges, in px. */
const BELOW_BAR = 12;
const GAP = 20;
/** The largest height of the floating panel, and the least that stays visible, in px. */
const MAX_FLOATING = 720;
const MIN_FLOATING = 120;
/** Distance of the tab from the bar, in px, until a person drags it. */
const TAB_BELOW_BAR = 88;
const TAB_HEIGHT = 72;

export const isNarrow = (): boolean => window.innerWidth < NARROW;
export const isFullWidth = (): boolean => window.innerWidth < FULL;

export const clamp = (value: number, min: number, max: number): number =>
  Math.max(min, Math.min(max, value));

export const clampWidth = (width: number): number => clamp(width, MIN_WIDTH, MAX_WIDTH);

/** The panel's width in this window. */
export function widthOf({ width }: Layout): number {
  const { innerWidth } = window;
  if (isFullWidth()) return innerWidth;
  if (!isNarrow()) return width;
  return Math.max(MIN_WIDTH, Math.min(width, NARROW_WIDTH, innerWidth * 0.45));
}

/** The floating panel, inside the window even if that is smaller than before. */
export function floatingBox(layout: Layout, bar: number) {
  const width = widthOf(layout);
  const left = layout.x < 0 ? window.innerWidth - width - GAP : layout.x;
  const top = clamp(layout.y, bar + BELOW_BAR, window.innerHeight - MIN_FLOATING - GAP);
  return {
    left: clamp(left, 0, Math.max(0, window.innerWidth - width)),
    top,
    height: Math.min(MAX_FLOATING, window.innerHeight - top - GAP),
  };
}

/** The top of the tab, in px. */
export function tabTop({ tabY }: Layout, bar: number): number {
  const top = tabY < 0 ? bar + TAB_BELOW_BAR : tabY * window.innerHeight;
  return Math.max(bar, Math.min(top, window.innerHeight - TAB_HEIGHT));
}

/** The innermost element at a point, also inside open shadow roots; never our own. */
function elementAt(host: Element, x: number, y: number): Element | null {
  let found = document.elementsFromPoint(x, y).find((element) => element !== host) ?? null;
  for (let inner = found; inner; ) {
    inner = found?.shadowRoot?.elementFromPoint(x, y) ?? null;
    if (inner === found) break;
    found = inner ?? found;
  }
  return found;
}

/** A bar spans most of the window, so that a message at the top right does not count. */
function isBar(element: Element, { top, bottom, width }: DOMRect, below: number): boolean {
  if (top > below + 4 || bottom > MAX_BAR || width < window.innerWidth / 2) return false;
  if (element.matches('header, nav, [role=banner], [role=navigation]')) return true;
  return /^(?:fixed|sticky)$/.test(getComputedStyle(element).position);
}

/** The lower edge of the bars at a point below `from`; `from` where there is none. */
function barAt(host: Element, x: number, from: number): number {
  let edge = from;
  for (let node: Node | null = elementAt(host, x, from + 2); node; ) {
    if (node instanceof Element) {
      const box = node.getBoundingClientRect();
      if (box.bottom > edge && isBar(node, box, from)) edge = box.bottom;
    }
    node = node instanceof ShadowRoot ? node.host : node.parentNode;
  }
  return edge;
}

/** How much of the window's top stays free for the CRM, in px. */
export interface Free {
  bar: number;
  /** The same for the panel, which also leaves pagers free that it would cover. */
  panel: number;
}

/** Only looks at the page, with a few points and boxes. */
export function measureFree(
  host: Element,
  { bar, pager }: HostView['top'],
  panelWidth: number,
): Free {
  const left = window.innerWidth - panelWidth;
  let edge = bar;
  // A second bar may lie below the first.
  for (let row = 0; row < 3; row += 1) {
    const columns = [0.2, 0.5, 0.8].map((share) => barAt(host, left + panelWidth * share, edge));
    const lowest = Math.max(edge, ...columns);
    if (lowest === edge) break;
    edge = lowest;
  }
  let panel = edge;
  const named = pager === null ? [] : document.querySelectorAll(pager);
  for (const element of named) {
    const box = element.getBoundingClientRect();
    const isUnderPanel = box.width > 0 && box.right > left && box.bottom <= MAX_PAGER;
    if (isUnderPanel) panel = Math.max(panel, box.bottom + BELOW_PAGER);
  }
  return { bar: Math.ceil(edge), panel: Math.ceil(panel) };
}
