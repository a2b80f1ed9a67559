import { create } from 'zustand';
import type { SightReport } from '../../lib/messages/index.ts';
import { InSight } from '../../lib/platform/covered.ts';

/** True from the moment when input was ignored until input is accepted again. */
export const useRefused = create<{ refused: boolean }>(() => ({ refused: false }));

const EVENTS = [
  ...['pointerdown', 'pointerup', 'mousedown', 'mouseup', 'click', 'auxclick', 'dblclick'],
  ...['touchstart', 'touchend', 'contextmenu', 'keydown', 'keyup', 'beforeinput', 'paste', 'drop'],
];

/** Stops trusted input while the frame is not in sight. Events of our own scripts pass. */
export function guard(sight: InSight, now: () => number, target: EventTarget = window): void {
  const check = (event: Event) => {
    if (!event.isTrusted) return;
    const accepts = sight.accepts(now());
    if (useRefused.getState().refused === accepts) useRefused.setState({ refused: !accepts });
    if (accepts) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  for (const name of EVENTS)
    target.addEventListener(name, check, { capture: true, passive: false });
}

/** An entry of IntersectionObserver version 2, which Chromium has. */
type Entry = IntersectionObserverEntry & { isVisible?: boolean };

/**
 * Reports whether the page covers this frame or makes it faint. Chromium calculates it for an
 * element above everything in the frame, and counts a frame as covered where anything is over it.
 */
function observe(sight: InSight, now: () => number): void {
  const element = document.createElement('div');
  element.setAttribute('aria-hidden', 'true');
  element.style.cssText = 'position:fixed;inset:0;pointer-events:none;z-index:2147483647;';
  document.body.append(element);
  const report = (entries: readonly Entry[]) =>
    sight.report(entries.at(-1)?.isVisible !== true, now());
  const options = { trackVisibility: true, delay: 100, threshold: [0, 0.5, 1] };
  new IntersectionObserver(report, options).observe(element);
}

/** In Firefox the host looks, as only it sees the page around the frame. */
function listen(sight: InSight, nonce: string, now: () => number): void {
  window.addEventListener('message', (event: MessageEvent<Partial<SightReport> | null>) => {
    if (event.source === window.parent && event.data?.nonce === nonce)
      sight.report(event.data.isCovered !== false, now());
  });
}

/** Guards the panel's frame in a page. The browser's side panel is out of a page's reach. */
export function guardFrame(nonce: string): void {
  const sight = new InSight();
  const now = () => performance.now();
  if ('isVisible' in IntersectionObserverEntry.prototype) observe(sight, now);
  else listen(sight, nonce, now);
  guard(sight, now);
}
