import type { Layout, Placed } from '../../lib/messages/index.ts';
import { drag } from './drag.ts';
import { css, MARK } from './look.ts';

export interface PlaceDeps {
  /** The frame's address with a fresh nonce; null when nobody answers. */
  frameUrl(): Promise<string | null>;
  moved(layout: Layout): void;
  blocked(): void;
  aside(): void;
}

/** How long the frame has to say hello before the page counts as one that forbids it, in ms. Its `load` event proves nothing. */
const HELLO_MS = 2000;

/**
 * The one element in the page: a closed shadow root with a tab, and from the first opening on a frame. It hangs on the root
 * element, outlives the CRM's replacing of the body, and is put back when something takes it away.
 */
export function createPlace(deps: PlaceDeps) {
  const host = document.createElement('sideline-panel');
  const root = host.attachShadow({ mode: 'closed' });
  root.innerHTML = `<style>${css}</style><div class="box"><button class="grip" type="button"></button><button class="edge" type="button"></button></div><button class="tab" type="button">${MARK}<b></b><i></i><span class="note"></span></button>`;
  const box = root.querySelector('.box') as HTMLElement;
  const tab = root.querySelector('.tab') as HTMLButtonElement;
  const grip = root.querySelector('.grip') as HTMLButtonElement;
  const edge = root.querySelector('.edge') as HTMLButtonElement;
  let frame: HTMLIFrameElement | null = null;
  let now: Placed | null = null;
  let hello = 0;
  let isBlocked = false;

  const keep = new MutationObserver(() => {
    if (!now || host.isConnected) return;
    frame?.remove(); // it would load again with a used address
    frame = null;
    attach();
  });

  function attach() {
    if (!host.isConnected) document.documentElement.append(host);
    keep.observe(document, { childList: true });
    keep.observe(document.documentElement, { childList: true });
    if (now && now.layout.mode !== 'tab') void open();
  }

  async function open() {
    if (frame || isBlocked) return;
    frame = document.createElement('iframe');
    frame.title = now?.words.frame ?? '';
    const mine = frame;
    const url = await deps.frameUrl();
    if (frame !== mine) return;
    if (url === null) {
      frame = null;
      return;
    }
    mine.src = url;
    box.append(mine);
    clearTimeout(hello);
    hello = window.setTimeout(() => {
      isBlocked = true;
      deps.blocked();
      draw();
    }, HELLO_MS);
  }

  function draw() {
    if (!now) return;
    const { layout, count, dot, layer, words } = now;
    const shown = layout.mode !== 'tab' && !isBlocked;
    host.style.setProperty('--layer', String(layer));
    box.className = `box ${shown ? layout.mode : 'away'}`;
    const left = Math.max(8, Math.min(window.innerWidth - layout.width - 8, layout.x < 0 ? window.innerWidth - layout.width - 24 : layout.x));
    box.style.cssText =
      layout.mode === 'float' ? `width:${layout.width}px;left:${left}px;top:${Math.max(8, Math.min(window.innerHeight - 120, layout.y))}px` : `width:${layout.width}px`;
    tab.hidden = shown;
    tab.style.top = `${Math.round(layout.tabY * 100)}%`;
    tab.classList.toggle('blocked', isBlocked);
    (tab.querySelector('b') as HTMLElement).textContent = count > 0 ? String(count) : '';
    (tab.querySelector('i') as HTMLElement).hidden = !dot;
    (tab.querySelector('.note') as HTMLElement).textContent = isBlocked ? words.blocked : '';
    tab.setAttribute('aria-label', isBlocked ? words.blocked : words.open);
    grip.setAttribute('aria-label', words.move);
    edge.setAttribute('aria-label', words.resize);
  }

  function change(part: Partial<Layout>, done: boolean) {
    if (!now) return;
    now = { ...now, layout: { ...now.layout, ...part } };
    draw();
    if (done) deps.moved(now.layout);
  }

  drag(grip, (dx, dy, done) => {
    const at = box.getBoundingClientRect();
    change({ x: Math.max(8, at.left + dx), y: Math.max(8, at.top + dy) }, done);
  });
  drag(edge, (dx, _, done) => change({ width: Math.max(320, Math.min(480, (now?.layout.width ?? 360) - dx)) }, done));
  let dragged = false;
  drag(tab, (_, dy, done, pointer) => {
    dragged ||= pointer && Math.abs(dy) > 2;
    change({ tabY: Math.max(0, Math.min(0.92, (now?.layout.tabY ?? 0) + dy / window.innerHeight)) }, done && dragged);
  });
  tab.addEventListener('pointerdown', () => (dragged = false));
  tab.addEventListener('click', (event) => {
    const wasDrag = dragged;
    dragged = false;
    // A page cannot press our button: only a person's click opens.
    if (!event.isTrusted || wasDrag) return;
    if (isBlocked) return deps.aside();
    change({ mode: now?.layout.open ?? 'dock' }, true);
    void open();
  });
  window.addEventListener('resize', draw);

  return {
    /** Shows what the background says, or nothing where the page is no record. */
    show(placed: Placed | null) {
      now = placed;
      if (!placed) {
        keep.disconnect();
        host.remove();
        frame?.remove();
        frame = null;
        return;
      }
      draw();
      attach();
    },
    /** The frame has reported itself: it lives. */
    greeted() {
      clearTimeout(hello);
      if (isBlocked) {
        isBlocked = false;
        draw();
      }
    },
    remove() {
      keep.disconnect();
      clearTimeout(hello);
      host.remove();
      window.removeEventListener('resize', draw);
    },
  };
}
