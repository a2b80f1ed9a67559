// @vitest-environment happy-dom
// F21, F47 and F60: the decision whether a click or a key counts. What browsers report is in
// tests/e2e/covered.test.ts.

import { beforeEach, describe, expect, it, vi } from 'vitest';
import { guard, guardFrame, reporter, useRefused } from '../../components/panel/guard.ts';
import { AFTER_COVER_MS, InSight } from '../../lib/platform/covered.ts';

describe('input', () => {
  it('is ignored before anything is known', () => {
    for (const what of ['press', 'key'] as const)
      expect(new InSight().accepts(1e9, what)).toBe(false);
  });

  // F60: the page had a new frame made under the pointer, between two clicks.
  it('counts once a new panel has been in sight for half a second; keys count at once', () => {
    const sight = new InSight();
    sight.report('inSight', 100);
    expect(sight.accepts(100, 'key')).toBe(true);
    expect(sight.accepts(99 + AFTER_COVER_MS, 'press')).toBe(false);
    expect(sight.accepts(100 + AFTER_COVER_MS, 'press')).toBe(true);
  });
  it('that is a key counts at once only in a panel that was never covered', () => {
    const sight = new InSight();
    sight.report('covered', 0);
    sight.report('hidden', 10);
    sight.report('inSight', 20);
    expect(sight.accepts(20, 'key')).toBe(false);
  });

  it('is ignored while the panel is covered, and for half a second after', () => {
    const sight = new InSight();
    sight.report('inSight', 0);
    sight.report('covered', 1000);
    expect(sight.accepts(1000, 'press')).toBe(false);
    expect(sight.accepts(90_000, 'press')).toBe(false);
    sight.report('inSight', 90_000);
    expect(sight.accepts(90_000 + AFTER_COVER_MS - 1, 'press')).toBe(false);
    expect(sight.accepts(90_000 + AFTER_COVER_MS, 'press')).toBe(true);
    // Further reports do not start the wait again.
    sight.report('inSight', 90_000 + AFTER_COVER_MS);
    expect(sight.accepts(90_000 + AFTER_COVER_MS, 'press')).toBe(true);
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
    expect(sight.accepts(AFTER_COVER_MS - 1, 'press')).toBe(false);
    expect(sight.accepts(AFTER_COVER_MS, 'press')).toBe(true);
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
