// @vitest-environment jsdom
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { pageOf } from '../../lib/crm/page.ts';
import {
  DRAWING_MS,
  DRAWN_MS,
  MAX_DELAY_MS,
  MIN_INTERVAL_MS,
  POLL_MS,
  type Seen,
  watch,
} from '../../lib/crm/watch.ts';
import { type Navigation, sameNavigation } from '../../lib/model/navigation.ts';

// The watcher against a model: random sequences of what a page and a person can do. Every change of
// the record on screen is followed by a reading in time, and every reading has its reason.

const ORIGIN = 'http://localhost:3000';
const crms = {
  // Its reader asks an API: what the page draws at first is no change.
  espocrm: { isApi: true, address: (id: number) => `/#Opportunity/view/d00000000000000${id}` },
  // Its reader reads the page.
  salesforce: {
    isApi: false,
    address: (id: number) => `/lightning/r/Opportunity/00600000000000${id}AAA/view`,
  },
};
type Crm = keyof typeof crms;
const LIST = '/list';
/** Parts of the page, the first two inside the roots of their CRM. */
const PAGE = `
  <div id="main"><p>Stage</p></div>
  <div class="windowViewMode-normal active"><p>Stage</p></div>
  <aside>Menu</aside>`;

type Step =
  | { do: 'go'; to: number; withoutEvent: boolean }
  | { do: 'change'; by: 'person' | 'page'; where: 'inside' | 'outside' | 'body' | 'root' }
  | { do: 'touch' | 'hide' | 'show' | 'focus' | 'leave' | 'return' }
  | { do: 'clock'; by: number }
  | { do: 'wait'; ms: number };

const change = fc.record({
  do: fc.constant('change' as const),
  by: fc.constantFrom('person' as const, 'page' as const),
  where: fc.constantFrom('inside', 'inside', 'inside', 'outside', 'body', 'root'),
});
const wait = fc.record({
  do: fc.constant('wait' as const),
  ms: fc.oneof(
    fc.integer({ min: 0, max: 900 }),
    fc.integer({ min: 0, max: 7000 }),
    fc.constantFrom(0, 1, 499, 500, 699, 700, 701, 2999, 3000, 3999, 4000, 5000, 5001, 90_000),
  ),
});
const step = fc.oneof(
  { weight: 4, arbitrary: change },
  { weight: 4, arbitrary: wait },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('go' as const),
      to: fc.integer({ min: 0, max: 3 }), // 0: a list
      withoutEvent: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('touch', 'hide', 'show', 'focus', 'leave', 'return'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('clock' as const),
      by: fc.constantFrom(-86_400_000, -60_000, 60_000, 86_400_000),
    }),
  },
) as fc.Arbitrary<Step>;

const time = () => performance.now();

/** One run: the page, the watcher on it, and what the model expects of the watcher. */
class Run {
  readonly readings: { at: number; isDirty: boolean; navigation: Navigation }[] = [];
  readonly stop = new AbortController();
  /** The first change that no reading followed yet. */
  private pending: number | null = null;
  /** An address that was not read yet, since when. */
  private unread: number | null = null;
  /** What happened since the last reading: it is the reason of the next one. */
  private reasons = new Set<'navigation' | 'change'>();
  private navigation: Navigation | null = null;
  private href = '';
  private began = 0;
  private isTouched = false;
  /** When the page last drew a part of the record, before it counts as drawn. */
  private drawnAt: number | null = null;
  private isShown = true;
  private isHidden = false;
  private readonly crm: Crm;
  private readonly api: EventTarget | null;

  constructor(crm: Crm, hasApi: boolean) {
    this.crm = crm;
    this.api = hasApi ? new EventTarget() : null;
    if (this.api) Object.assign(window, { navigation: this.api });
    this.setHidden(false);
    document.body.innerHTML = PAGE;
    history.replaceState({}, '', crms[crm].address(1));
    this.reasons.add('navigation');
    this.unread = time();
    watch(window, {
      document: 'd',
      sites: [{ origin: ORIGIN, crm }],
      onSeen: (seen) => this.seen(seen),
      onDirty: (navigation) => this.read(navigation, true),
      onLeft: (navigation) => this.begin(navigation),
      signal: this.stop.signal,
    });
  }

  private setHidden(hidden: boolean): void {
    this.isHidden = hidden;
    Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }
  private begin(navigation: Navigation): void {
    if (sameNavigation(this.navigation, navigation)) return;
    this.navigation = navigation;
    this.began = time();
    this.isTouched = false;
    this.drawnAt = null;
  }
  private seen({ navigation, found, visible, href }: Seen): void {
    expect(href).toBe(location.href);
    this.href = href;
    this.begin(navigation);
    this.unread = null;
    this.pending = null;
    if (found && visible) this.read(navigation, false);
  }
  private read(navigation: Navigation, isDirty: boolean): void {
    expect(navigation).toEqual(pageOf(window)?.navigation);
    expect(navigation).toEqual(this.navigation);
    expect(this.isHidden, 'a hidden tab is not read').toBe(false);
    if (isDirty) {
      expect(this.reasons, 'a reading without a change').toContain('change');
      const since = time() - (this.readings.at(-1)?.at ?? 0);
      expect(since).toBeGreaterThanOrEqual(MIN_INTERVAL_MS);
    } else expect(this.reasons, 'a reading without a navigation').toContain('navigation');
    this.readings.push({ at: time(), isDirty, navigation });
    this.reasons.clear();
    this.pending = null;
  }

  private isRecord(): boolean {
    return location.href.startsWith(ORIGIN) && !location.href.includes(LIST);
  }
  /** Whether the model counts a change made now. */
  private counts(where: string): boolean {
    if (!this.isShown || this.isHidden || !this.isRecord() || where === 'outside') return false;
    if (!crms[this.crm].isApi || this.isTouched || time() - this.began >= DRAWING_MS) return true;
    if (this.drawnAt !== null && time() - this.drawnAt >= DRAWN_MS) return true;
    this.drawnAt = time();
    return false;
  }
  private mutate(where: string): void {
    const inside = this.crm === 'espocrm' ? '#main' : '.windowViewMode-normal';
    const root = document.querySelector(inside);
    if (where === 'body') {
      const body = document.createElement('body');
      body.innerHTML = PAGE;
      document.body.replaceWith(body);
    } else if (where === 'root') root?.replaceWith(root.cloneNode(true));
    else document.querySelector(where === 'inside' ? inside : 'aside')?.append('!');
  }

  async take(step: Step): Promise<void> {
    if (step.do === 'change') {
      if (step.by === 'person') await this.take({ do: 'touch' });
      const counts = this.counts(step.where);
      if (counts) {
        this.pending ??= time();
        this.reasons.add('change');
      }
      this.mutate(step.where);
    }
    if (step.do === 'touch') {
      window.dispatchEvent(new Event('pointerdown'));
      this.isTouched = true;
    }
    if (step.do === 'go') {
      history.pushState({}, '', step.to === 0 ? LIST : crms[this.crm].address(step.to));
      // Back where it was before anybody noticed: nothing has changed.
      if (location.href === this.href) this.unread = null;
      else this.navigated();
      if (this.api) this.api.dispatchEvent(new Event('currententrychange'));
      else if (!step.withoutEvent) window.dispatchEvent(new Event('popstate'));
    }
    if (step.do === 'hide') this.setHidden(true);
    if (step.do === 'show') {
      if (this.isShown) this.navigated();
      this.setHidden(false);
    }
    if (step.do === 'focus') window.dispatchEvent(new Event('focus'));
    if (step.do === 'leave') {
      this.isShown = false;
      window.dispatchEvent(new Event('pagehide'));
      this.pending = null;
      this.unread = null;
    }
    if (step.do === 'return') {
      this.isShown = true;
      this.navigated();
      window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
    }
    if (step.do === 'clock') vi.setSystemTime(Date.now() + step.by);
    await this.advance(step.do === 'wait' ? step.ms : 0);
  }
  private navigated(): void {
    this.reasons.add('navigation');
    this.unread ??= time();
  }
  private async advance(ms: number): Promise<void> {
    await vi.advanceTimersByTimeAsync(ms);
    this.check();
  }
  check(): void {
    const isOnScreen = this.isShown && !this.isHidden && this.isRecord();
    if (this.unread !== null && this.isShown)
      expect(time() - this.unread, 'an address was not noticed').toBeLessThanOrEqual(POLL_MS);
    if (this.pending === null || !isOnScreen) {
      if (!isOnScreen) this.pending = null;
      return;
    }
    expect(time() - this.pending, 'a change was not read').toBeLessThanOrEqual(MAX_DELAY_MS);
  }
  end(): void {
    this.stop.abort();
    Reflect.deleteProperty(window, 'navigation');
  }
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it.each(Object.keys(crms) as Crm[])(
  'the watcher of %s is never deaf and never idle',
  async (crm) => {
    let readings = 0;
    await fc.assert(
      fc.asyncProperty(fc.boolean(), fc.array(step, { maxLength: 24 }), async (hasApi, steps) => {
        const run = new Run(crm, hasApi);
        try {
          for (const one of steps) await run.take(one);
          // Nothing stays unread.
          await run.take({ do: 'wait', ms: MAX_DELAY_MS + POLL_MS });
          readings += run.readings.filter((reading) => reading.isDirty).length;
        } finally {
          run.end();
        }
      }),
      { seed: 20_261_127, numRuns: 1000 },
    );
    expect(readings, 'the sequences have changes that are read').toBeGreaterThan(200);
  },
);
