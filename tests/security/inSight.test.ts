// @vitest-environment happy-dom
// F21 and F47: the decision whether a click or a key counts. What browsers report is in
// tests/e2e/covered.test.ts.

import { beforeEach, describe, expect, it, vi } from 'vitest';
import { guard, guardFrame, reporter, useRefused } from '../../components/panel/guard.ts';
import { AFTER_COVER_MS, InSight } from '../../lib/platform/covered.ts';

describe('input', () => {
  it('is ignored before anything is known', () => {
    expect(new InSight().accepts(1e9)).toBe(false);
  });

  it('counts while the panel is in sight', () => {
    const sight = new InSight();
    sight.report('inSight', 100);
    expect(sight.accepts(100)).toBe(true);
  });

  it('is ignored while the panel is covered, and for half a second after', () => {
    const sight = new InSight();
    sight.report('inSight', 0);
    sight.report('covered', 1000);
    expect(sight.accepts(1000)).toBe(false);
    expect(sight.accepts(90_000)).toBe(false);
    sight.report('inSight', 90_000);
    expect(sight.accepts(90_000 + AFTER_COVER_MS - 1)).toBe(false);
    expect(sight.accepts(90_000 + AFTER_COVER_MS)).toBe(true);
    // Further reports do not start the wait again.
    sight.report('inSight', 90_000 + AFTER_COVER_MS);
    expect(sight.accepts(90_000 + AFTER_COVER_MS)).toBe(true);
  });
});

describe('a panel that comes back from its tab', () => {
  it('waits too, and says nothing of being covered', () => {
    const sight = new InSight();
    const target = new EventTarget();
    useRefused.setState({ refused: false });
    guard(sight, () => 0, target);
    sight.report('inSight', -2000);
    sight.report('hidden', -1000);
    const event = new Event('click', { cancelable: true });
    Object.defineProperty(event, 'isTrusted', { value: true });
    target.dispatchEvent(event);
    expect(event.defaultPrevented).toBe(true);
    expect(useRefused.getState().refused).toBe(false);
    sight.report('inSight', 0);
    expect(sight.accepts(AFTER_COVER_MS - 1)).toBe(false);
    expect(sight.accepts(AFTER_COVER_MS)).toBe(true);
  });
});

describe('the guard', () => {
  let sight: InSight;
  let target: EventTarget;
  let arrived: string[];
  beforeEach(() => {
    sight = new InSight();
    target = new EventTarget();
    arrived = [];
    useRefused.setState({ refused: false });
    guard(sight, () => 0, target);
    for (const name of ['click', 'keydown', 'beforeinput', 'paste', 'drop', 'pointerdown'])
      target.addEventListener(name, () => arrived.push(name));
  });
  const press = (name: string, isTrusted: boolean) => {
    const event = new Event(name, { cancelable: true });
    Object.defineProperty(event, 'isTrusted', { value: isTrusted });
    target.dispatchEvent(event);
    return event.defaultPrevented;
  };

  it.each(['click', 'keydown', 'beforeinput', 'paste', 'drop', 'pointerdown'])(
    'stops a %s while the panel is covered, and says so',
    (name) => {
      sight.report('covered', 0);
      expect(press(name, true)).toBe(true);
      expect(arrived).toEqual([]);
      expect(useRefused.getState().refused).toBe(true);
    },
  );

  it('lets everything pass that a person does in sight, and what our own scripts do', () => {
    sight.report('covered', 0);
    expect(press('click', false)).toBe(false);
    sight.report('inSight', -AFTER_COVER_MS);
    expect(press('click', true)).toBe(false);
    expect(arrived).toEqual(['click', 'click']);
  });

  it('takes the hint back once input is accepted again, without a further click', () => {
    vi.useFakeTimers();
    const started = Date.now();
    const now = () => Date.now() - started;
    const report = reporter(sight, now);
    report('covered');
    press('click', true);
    vi.advanceTimersByTime(1000);
    report('inSight');
    vi.advanceTimersByTime(AFTER_COVER_MS - 1);
    expect(useRefused.getState().refused).toBe(true);
    vi.advanceTimersByTime(1);
    expect(useRefused.getState().refused).toBe(false);
    vi.useRealTimers();
  });

  it('takes the hint back also where the timer ends a moment early', () => {
    vi.useFakeTimers();
    const started = Date.now();
    // Browsers round the time of a page, so that half a second can look shorter.
    const now = () => (Date.now() - started) * 0.9998;
    const report = reporter(sight, now);
    report('covered');
    press('click', true);
    report('inSight');
    vi.advanceTimersByTime(AFTER_COVER_MS + 10);
    expect(useRefused.getState().refused).toBe(false);
    vi.useRealTimers();
  });
});

// F47: the page cropped the panel to one button.
describe('a panel of which only a piece is in sight', () => {
  it('takes no input', () => {
    let changed: (entries: object[]) => void = () => {};
    class Observer {
      constructor(callback: typeof changed) {
        changed = callback;
      }
      observe() {}
    }
    vi.stubGlobal('IntersectionObserver', Observer);
    vi.stubGlobal('IntersectionObserverEntry', { prototype: { isVisible: false } });
    const now = vi.spyOn(performance, 'now').mockReturnValue(0);
    guardFrame('nonce');
    const passes = (intersectionRatio: number) => {
      changed([{ isIntersecting: true, isVisible: true, intersectionRatio }]);
      now.mockReturnValue(performance.now() + AFTER_COVER_MS);
      const event = new Event('click', { cancelable: true });
      Object.defineProperty(event, 'isTrusted', { value: true });
      window.dispatchEvent(event);
      return !event.defaultPrevented;
    };
    expect([1, 0.02, 1, 0.49, 0.5].map(passes)).toEqual([true, false, true, false, true]);
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });
});
