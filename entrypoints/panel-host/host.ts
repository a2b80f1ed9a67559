import type { HostView, Layout } from '../../lib/messages/index.ts';
import { drag } from './drag.ts';
import { createElements } from './elements.ts';
import { createFrame, type FrameDeps } from './frame.ts';

export interface HostDeps extends FrameDeps {
  /** Part of the layout was changed by hand; another tab may have changed the rest. */
  moved(part: Partial<Layout>): void;
  /** Opens the browser's own panel, where the page forbids ours. */
  aside(): void;
}

/** Least distances from the window's edges, in px. */
const GAP = 8;
const LEAST_WIDTH = 320;
const MOST_WIDTH = 480;

const within = (value: number, least: number, most: number) =>
  Math.max(least, Math.min(most, value));

/** Where a floating box stands: what was kept may be outside of a window that is smaller now. */
function floating(layout: Layout): { left: string; top: string } {
  const wanted = layout.x < 0 ? window.innerWidth - layout.width - 24 : layout.x;
  return {
    left: `${Math.max(GAP, Math.min(window.innerWidth - layout.width - GAP, wanted))}px`,
    top: `${Math.max(GAP, Math.min(window.innerHeight - 120, layout.y))}px`,
  };
}

/**
 * The one element in the page: a closed shadow root with a tab, and from the first opening on a
 * frame. It hangs on the root element, outlives the CRM's replacing of the body, and is put back
 * when something takes it away.
 */
export function createPanelHost(deps: HostDeps) {
  const { host, box, grip, edge, tab, count, dot, note } = createElements();
  let view: HostView | null = null;
  /** True from a navigation until the background has said what its record is. */
  let waiting = false;
  let isBlocked = false;
  const frame = createFrame(box, {
    address: deps.address,
    blocked() {
      isBlocked = true;
      deps.blocked();
      draw();
    },
  });

  const keep = new MutationObserver(() => {
    if (!view || host.isConnected) return;
    frame.close();
    attach();
  });

  function attach() {
    if (!host.isConnected) document.documentElement.append(host);
    keep.observe(document, { childList: true });
    keep.observe(document.documentElement, { childList: true });
    if (view && view.layout.mode !== 'tab') openFrame(view);
  }

  function detach() {
    view = null;
    waiting = false;
    keep.disconnect();
    host.remove();
    frame.close();
  }

  function openFrame({ words }: HostView) {
    if (!isBlocked) void frame.open(words.frame);
  }

  function draw() {
    if (!view) return;
    const { layout, layer, words } = view;
    const shown = layout.mode !== 'tab' && !isBlocked;
    host.style.setProperty('--layer', String(layer));
    box.className = `box ${shown ? layout.mode : 'away'} ${waiting ? 'waiting' : ''}`;
    box.style.width = `${layout.width}px`;
    Object.assign(box.style, layout.mode === 'float' ? floating(layout) : { left: '', top: '' });
    tab.hidden = shown;
    tab.style.top = `${Math.round(layout.tabY * 100)}%`;
    tab.classList.toggle('blocked', isBlocked);
    count.textContent = view.count > 0 && !waiting ? String(view.count) : '';
    dot.hidden = !view.dot || waiting;
    note.textContent = isBlocked ? words.blocked : '';
    tab.setAttribute('aria-label', isBlocked ? words.blocked : waiting ? words.frame : words.open);
    grip.setAttribute('aria-label', words.move);
    edge.setAttribute('aria-label', words.resize);
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
    if (view) change({ width: within(view.layout.width - dx, LEAST_WIDTH, MOST_WIDTH) }, done);
  });
  let dragged = false;
  drag(tab, (_, dy, done, pointer) => {
    dragged ||= pointer && Math.abs(dy) > 2;
    if (view)
      change(
        { tabY: within(view.layout.tabY + dy / window.innerHeight, 0, 0.92) },
        done && dragged,
      );
  });
  tab.addEventListener('pointerdown', () => {
    dragged = false;
  });
  tab.addEventListener('click', (event) => {
    const wasDrag = dragged;
    dragged = false;
    // A page cannot press our button: only a person's click opens.
    if (!view || !event.isTrusted || wasDrag) return;
    if (isBlocked) return deps.aside();
    change({ mode: view.layout.open }, true);
    openFrame(view);
  });
  window.addEventListener('resize', draw);

  return {
    /**
     * Shows what the background says about the navigation on screen, or nothing where it is no
     * record.
     */
    show(next: HostView | null) {
      if (!next) return detach();
      view = next;
      waiting = false;
      draw();
      attach();
    },
    /**
     * Takes back at once what belongs to the navigation before: all of it where no record follows.
     */
    navigated(record: boolean) {
      if (!record) return detach();
      waiting = view !== null;
      draw();
    },
    /** A frame has reported itself: it lives. */
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
