import type { HostView, Layout } from '../../lib/messages/index.ts';
import { watchDialogs } from './dialogs.ts';
import { drag } from './drag.ts';
import { createElements } from './elements.ts';
import { createFrame, type FrameDeps } from './frame.ts';
import {
  clamp,
  clampWidth,
  type Free,
  floatingBox,
  isFullWidth,
  isNarrow,
  measureFree,
  tabTop,
  widthOf,
} from './room.ts';
import { watchSight } from './sight.ts';

export interface HostDeps extends Omit<FrameDeps, 'watchSight'> {
  /** The frame cannot find out by itself whether the page covers it: Firefox. */
  looks: boolean;
  /** The user changed this part of the layout; another tab may have changed other parts. */
  moved(part: Partial<Layout>): Promise<void>;
  /** Opens the browser's side panel. @returns false where a click in a page cannot. */
  aside(): Promise<boolean>;
  now(): number;
}

/** A second removal within this time in ms is meant: the panel stays away. */
const REMOVED_AGAIN_MS = 10_000;
/** A press that moves less, in px, is a click. */
const CLICK_TRAVEL = 3;

/**
 * The only element that Sideline adds to the page: a closed shadow root with a tab and, once
 * opened, a frame. It is a child of the root element, so it survives when the CRM replaces the
 * body. It is added again once when the page removes it, or
 * moves it into an element of its own, which could crop it to one button.
 */
export function createPanelHost(deps: HostDeps) {
  const { host, box, grip, edge, tab, count, dot, note } = createElements();
  let view: HostView | null = null;
  /** True from a navigation until the view of the new record arrives. */
  let waiting = false;
  let isBlocked = false;
  /** A person opened the panel here. Narrow windows start with the tab. */
  let openedHere = false;
  /** The mode of the last view, also of one that is gone while the next record is not known yet. */
  let lastMode: Layout['mode'] | null = null;
  /** The page, or another extension, does not want the element: until the next navigation. */
  let isKeptAway = false;
  let removedAt = Number.NEGATIVE_INFINITY;
  /** Changes that the background may not know yet: a view that it sends has the layout before. */
  let unsent: Partial<Layout> = {};
  /** Height at the top that belongs to the CRM. */
  let free: Free = { bar: 0, panel: 0 };
  const frame = createFrame(box, {
    address: deps.address,
    ...(deps.looks ? { watchSight: (report) => watchSight(host, box, report) } : {}),
    blocked() {
      isBlocked = true;
      deps.blocked();
      draw();
    },
  });

  const dialogs = watchDialogs(draw);

  const removalObserver = new MutationObserver(() => {
    if (!view || isKeptAway || host.parentNode === document.documentElement) return;
    frame.close();
    isKeptAway = deps.now() - removedAt < REMOVED_AGAIN_MS;
    removedAt = deps.now();
    if (isKeptAway) host.remove();
    else attach();
  });

  function isOpen(): boolean {
    if (!view || isBlocked || view.isAside || view.layout.mode === 'tab') return false;
    return openedHere || !isNarrow();
  }

  function attach() {
    if (isKeptAway) return;
    if (host.parentNode !== document.documentElement) document.documentElement.append(host);
    removalObserver.observe(document, { childList: true });
    removalObserver.observe(document.documentElement, { childList: true });
    dialogs.watch();
    if (view && isOpen()) void frame.open(view.texts.frame);
    else if (view?.isAside) frame.close();
  }

  function detach() {
    view = null;
    waiting = false;
    isKeptAway = false;
    removalObserver.disconnect();
    dialogs.stop();
    host.remove();
    frame.close();
  }

  function tabLabel({ texts }: HostView): string {
    if (isBlocked) return texts.blocked;
    return waiting ? texts.frame : texts.open;
  }

  function measure() {
    if (view) free = measureFree(host, view.top, widthOf(view.layout));
  }

  function draw() {
    if (!view) return;
    const { layout, layer, texts } = view;
    lastMode = layout.mode;
    const isFloating = layout.mode === 'float' && !isFullWidth();
    const mode = isFloating ? 'float' : 'dock';
    // Below the whole body, since nothing in a fixed body can lie over an element beside it.
    host.style.setProperty('--layer', String(dialogs.isOpen() ? -1 : layer));
    host.style.setProperty('--bar', `${free.panel}px`);
    box.className = `box ${isOpen() ? mode : 'away'} ${waiting ? 'waiting' : ''}`;
    const { left, top, height } = floatingBox(layout, free.panel);
    Object.assign(
      box.style,
      { width: `${widthOf(layout)}px` },
      isFloating
        ? { left: `${left}px`, top: `${top}px`, height: `${height}px` }
        : { left: '', top: '', height: '' },
    );
    tab.hidden = isOpen() || view.isAside;
    tab.style.top = `${tabTop(layout, free.bar)}px`;
    tab.classList.toggle('blocked', isBlocked);
    count.textContent = view.count > 0 && !waiting ? String(view.count) : '';
    dot.hidden = !view.dot || waiting;
    note.textContent = isBlocked ? texts.blocked : '';
    tab.setAttribute('aria-label', tabLabel(view));
    grip.setAttribute('aria-label', texts.move);
    edge.setAttribute('aria-label', texts.resize);
  }

  function change(part: Partial<Layout>, done: boolean) {
    if (!view) return;
    view = { ...view, layout: { ...view.layout, ...part } };
    draw();
    if (!done) return;
    unsent = { ...unsent, ...part };
    const change = unsent;
    void deps.moved(part).then(() => {
      if (unsent === change) unsent = {};
    });
  }

  /** Opens the panel over the page. */
  function open({ layout }: HostView) {
    openedHere = true;
    measure();
    change({ mode: layout.open === 'float' ? 'float' : 'dock' }, true);
    attach();
  }

  /** The click on the tab: beside the page where the browser can, else over it. */
  async function openWhereChosen(clicked: HostView): Promise<void> {
    const { mode, open: chosen } = clicked.layout;
    const isBeside = mode === 'tab' && chosen === 'aside' && (await deps.aside());
    // The record on screen may be another one by now.
    if (!isBeside && view && !isOpen()) open(view);
  }

  drag(grip, (dx, dy, done) => {
    const at = box.getBoundingClientRect();
    change({ x: Math.max(0, at.left + dx), y: Math.max(free.panel, at.top + dy) }, done);
  });
  drag(edge, (dx, _, done) => {
    if (view) change({ width: clampWidth(view.layout.width - dx) }, done);
  });
  /** How far the pointer has moved since it was pressed, in px. */
  let travelled = 0;
  drag(tab, (_, dy, done, pointer) => {
    if (pointer) travelled += Math.abs(dy);
    if (!view || (pointer && travelled <= CLICK_TRAVEL)) return;
    const top = tabTop(view.layout, free.bar) + dy;
    change({ tabY: clamp(top / window.innerHeight, 0, 1) }, done);
  });
  tab.addEventListener('pointerdown', () => {
    travelled = 0;
  });
  tab.addEventListener('click', (event) => {
    const wasDrag = travelled > CLICK_TRAVEL;
    travelled = 0;
    // Only a click by a person opens the panel, not one that a script of the page makes.
    if (!view || !event.isTrusted || wasDrag) return;
    if (isBlocked) return void deps.aside();
    void openWhereChosen(view);
  });
  const onResize = () => {
    measure();
    draw();
  };
  let measuredAgain: ReturnType<typeof setTimeout> | undefined;
  window.addEventListener('resize', onResize);

  return {
    /** Shows the view of the current page; null removes everything: the page has no record. */
    show(next: HostView | null) {
      if (!next) return detach();
      // Chosen in the panel or with a key: also in a narrow window.
      if (lastMode === 'tab' && next.layout.mode !== 'tab') openedHere = true;
      view = { ...next, layout: { ...next.layout, ...unsent } };
      waiting = false;
      measure();
      draw();
      attach();
      // A slow page draws its pager after the record was read.
      clearTimeout(measuredAgain);
      measuredAgain = setTimeout(() => host.isConnected && onResize(), 500);
    },
    /** The toolbar button or the shortcut. Also brings back a panel that the page removed. */
    toggle() {
      if (!view) return;
      if (isOpen() && !isKeptAway) return change({ mode: 'tab' }, true);
      isKeptAway = false;
      open(view);
    },
    /**
     * Hides at once what belongs to the previous page. If the new page has no record, removes
     * everything.
     */
    navigated(record: boolean) {
      if (!record) return detach();
      waiting = view !== null;
      isKeptAway = false;
      draw();
    },
    /** A frame has greeted, so the page does not block it. */
    greeted(nonce: string) {
      if (!frame.greeted(nonce) || !isBlocked) return;
      isBlocked = false;
      draw();
    },
    remove() {
      detach();
      clearTimeout(measuredAgain);
      window.removeEventListener('resize', onResize);
    },
  };
}
