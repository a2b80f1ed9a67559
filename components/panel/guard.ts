import { create } from 'zustand';
import type { SightReport } from '../../lib/messages/index.ts';
import { InSight, type Sight } from '../../lib/platform/covered.ts';

/** True from the moment when a covered panel ignored input until it accepts input again. */
export const useRefused = create<{ refused: boolean }>(() => ({ refused: false }));

const PRESSES = [
  ...['pointerdown', 'pointerup', 'mousedown', 'mouseup', 'click', 'auxclick', 'dblclick'],
  ...['touchstart', 'touchend', 'contextmenu', 'drop'],
];
const KEYS = ['keydown', 'keyup', 'beforeinput', 'paste'];

/** Stops trusted input while the frame is not in sight. Events of our own scripts pass. */
export function guard(sight: InSight, now: () => number, target: EventTarget = window): void {
  const check = (what: 'press' | 'key') => (event: Event) => {
    if (!event.isTrusted) return;
    if (sight.accepts(now(), what)) return;
    if (sight.isCovered) useRefused.setState({ refused: true });
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const options = { capture: true, passive: false };
  for (const name of PRESSES) target.addEventListener(name, check('press'), options);
  for (const name of KEYS) target.addEventListener(name, check('key'), options);
}

/** Reports to `sight`, and hides the hint as soon as input is accepted again. */
export function reporter(sight: InSight, now: () => number): (seen: Sight) => void {
  const hideHint = () => {
    const wait = sight.acceptsIn(now());
    if (wait === 0) useRefused.setState({ refused: false });
    // A timer can end a moment early: nothing else would hide the hint.
    else if (wait !== null) setTimeout(hideHint, Math.ceil(wait));
  };
  return (seen) => {
    sight.report(seen, now());
    if (useRefused.getState().refused) hideHint();
  };
}

/** Of a smaller part a person cannot tell what they click: a page may have cropped the rest. */
const LEAST_SEEN = 0.5;

/** An entry of IntersectionObserver version 2, which Chromium has. */
type Entry = IntersectionObserverEntry & { isVisible?: boolean };

/**
 * Reports whether the page covers this frame or makes it faint. Chromium calculates it for an
 * element above everything in the frame, and counts a frame as covered where anything is over it.
 */
function observe(report: (seen: Sight) => void): void {
  const element = document.createElement('div');
  element.setAttribute('aria-hidden', 'true');
  element.style.cssText = 'position:fixed;inset:0;pointer-events:none;z-index:2147483647;';
  document.body.append(element);
  const changed = (entries: readonly Entry[]) => {
    const last = entries.at(-1);
    if (!last?.isIntersecting) report('hidden');
    else report(last.isVisible && last.intersectionRatio >= LEAST_SEEN ? 'inSight' : 'covered');
  };
  const options = { trackVisibility: true, delay: 100, threshold: [0, 0.5, 1] };
  new IntersectionObserver(changed, options).observe(element);
}

/** In Firefox the host looks, as only it sees the page around the frame. */
function listen(report: (seen: Sight) => void, nonce: string): void {
  window.addEventListener('message', (event: MessageEvent<Partial<SightReport> | null>) => {
    if (event.source === window.parent && event.data?.nonce === nonce)
      report(event.data.isCovered === false ? 'inSight' : 'covered');
  });
}

/** Guards the panel's frame in a page. The browser's side panel is out of a page's reach. */
export function guardFrame(nonce: string): void {
  const sight = new InSight();
  const now = () => performance.now();
  const report = reporter(sight, now);
  if ('isVisible' in IntersectionObserverEntry.prototype) observe(report);
  else listen(report, nonce);
  guard(sight, now);
}
