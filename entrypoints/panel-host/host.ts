import type { HostView, Layout } from '../../lib/messages/index.ts';
import { drag } from './drag.ts';
import { createElements } from './elements.ts';
import { createFrame, type FrameDeps } from './frame.ts';
import { watchSight } from './sight.ts';

export interface HostDeps extends Omit<FrameDeps, 'watchSight'> {
  /** The frame cannot find out by itself whether the page covers it: Firefox. */
  looks: boolean;
  /** The user changed this part of the layout; another tab may have changed other parts. */
  moved(part: Partial<Layout>): void;
  /** Opens the browser's side panel, where the page blocks ours. */
  aside(): void;
}

/** Minimum distance from the window's edges, in px. */
const GAP = 8;
const MIN_WIDTH = 320;
const MAX_WIDTH = 480;

const clamp = (value: number, min: number, max: number) => Math.max(min, Math.min(max, value));

/** The position of a floating box, inside the window even if that is smaller than before. */
function floatingPosition(layout: Layout): { left: string; top: string } {
  const left = layout.x < 0 ? window.innerWidth - layout.width - 24 : layout.x;
  return {
    left: `${Math.max(GAP, Math.min(window.innerWidth - layout.width - GAP, left))}px`,
    top: `${Math.max(GAP, Math.min(window.innerHeight - 120, layout.y))}px`,
  };
}

/**
 * The only element that Sideline adds to the page: a closed shadow root with a tab and, once
 * opened, a frame. It is a child of the root element, so it survives when the CRM replaces the
 * body. It is added again when the page removes it.
 */
export function createPanelHost(deps: HostDeps) {
  const { host, box, grip, edge, tab, count, dot, note } = createElements();
  let view: HostView | null = null;
  /** True from a navigation until the view of the new record arrives. */
  let waiting = false;
  let isBlocked = false;
  const frame = createFrame(box, {
    address: deps.address,
    ...(deps.looks ? { watchSight: (report) => watchSight(host, box, report) } : {}),
    blocked() {
      isBlocked = true;
      deps.blocked();
      draw();
    },
  });

  const removalObserver = new MutationObserver(() => {
    if (!view || host.isConnected) return;
    frame.close();
    attach();
  });

  function attach() {
    if (!host.isConnected) document.documentElement.append(host);
    removalObserver.observe(document, { childList: true });
    removalObserver.observe(document.documentElement, { childList: true });
    if (view && view.layout.mode !== 'tab') openFrame(view);
  }

  function detach() {
    view = null;
    waiting = false;
    removalObserver.disconnect();
    host.remove();
    frame.close();
  }

  function openFrame({ texts }: HostView) {
    if (!isBlocked) void frame.open(texts.frame);
  }

  function tabLabel({ texts }: HostView): string {
    if (isBlocked) return texts.blocked;
    return waiting ? texts.frame : texts.open;
  }

  function draw() {
    if (!view) return;
    const { layout, layer, texts } = view;
    const shown = layout.mode !== 'tab' && !isBlocked;
    host.style.setProperty('--layer', String(layer));
    box.className = `box ${shown ? layout.mode : 'away'} ${waiting ? 'waiting' : ''}`;
    box.style.width = `${layout.width}px`;
    Object.assign(
      box.style,
      layout.mode === 'float' ? floatingPosition(layout) : { left: '', top: '' },
    );
    tab.hidden = shown;
    tab.style.top = `${Math.round(layout.tabY * 100)}%`;
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
    if (done) deps.moved(part);
  }

  drag(grip, (dx, dy, done) => {
    const at = box.getBoundingClientRect();
    change({ x: Math.max(GAP, at.left + dx), y: Math.max(GAP, at.top + dy) }, done);
  });
  drag(edge, (dx, _, done) => {
    if (view) change({ width: clamp(view.layout.width - dx, MIN_WIDTH, MAX_WIDTH) }, done);
  });
  let dragged = false;
  drag(tab, (_, dy, done, pointer) => {
    dragged ||= pointer && Math.abs(dy) > 2;
    if (view)
      change({ tabY: clamp(view.layout.tabY + dy / window.innerHeight, 0, 0.92) }, done && dragged);
  });
  tab.addEventListener('pointerdown', () => {
    dragged = false;
  });
  tab.addEventListener('click', (event) => {
    const wasDrag = dragged;
    dragged = false;
    // Only a click by a person opens the panel, not one that a script of the page makes.
    if (!view || !event.isTrusted || wasDrag) return;
    if (isBlocked) return deps.aside();
    change({ mode: view.layout.open }, true);
    openFrame(view);
  });
  window.addEventListener('resize', draw);

  return {
    /** Shows the view of the current page; null removes everything: the page has no record. */
    show(next: HostView | null) {
      if (!next) return detach();
      view = next;
      waiting = false;
      draw();
      attach();
    },
    /**
     * Hides at once what belongs to the previous page. If the new page has no record, removes
     * everything.
     */
    navigated(record: boolean) {
      if (!record) return detach();
      waiting = view !== null;
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
      window.removeEventListener('resize', draw);
    },
  };
}
