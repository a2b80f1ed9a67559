/** Drives both browsers: real clicks and keys, elements by accessible role and name. */

/** Time in ms for a click that is repeated. Chromium may never acknowledge one that was ignored. */
export const CLICK_MS = 1000;

export interface Found {
  /** @param ms how long a click may take, where an ignored one is repeated. */
  click(ms?: number): Promise<void>;
  /**
   * Clicks at once, without waiting until the element is still: Chromium draws a frame that
   * something covers once a second, so that seeing it still takes longer than a click may.
   */
  clickBlindly(): Promise<void>;
  /** Empties the field and enters a text: at once where the field takes that, else by keys. */
  fill(text: string): Promise<void>;
  text(): Promise<string>;
}

export interface Scene {
  /** Waits for an element by role and accessible name. */
  get(role: string, name: string): Promise<Found>;
  /** Waits until the body shows this text. */
  see(text: string, ms?: number): Promise<void>;
  /** Waits until the body no longer shows this text. */
  miss(text: string): Promise<void>;
  /** Chooses an option of a native select. */
  choose(name: string, label: string): Promise<void>;
  eval<T>(expression: string): Promise<T>;
  /** Waits until the expression is truthy. */
  until(expression: string, ms?: number): Promise<void>;
}

export interface Tab extends Scene {
  goto(url: string): Promise<void>;
  /** The extension's frame in this tab; waits for it. */
  panel(): Promise<Scene>;
  hasPanel(): Promise<boolean>;
  /** Clicks once at the position of the collapsed tab. */
  pressTab(): Promise<void>;
  /** Clicks the collapsed tab at the right edge until the panel is open. */
  openPanel(): Promise<void>;
  /** Clicks the extension's button in the toolbar, with this tab in front. */
  pressButton(): Promise<void>;
  /** Types where the focus is. */
  type(text: string): Promise<void>;
  /** Presses one key, like `F6` or `Control+Shift+K`, where the focus is. */
  key(combination: string): Promise<void>;
  /** Brings the tab to the front: hidden tabs are inactive. */
  front(): Promise<void>;
  screenshot(path: string): Promise<void>;
  resize(width: number, height: number): Promise<void>;
  close(): Promise<void>;
}

export interface Driver {
  name: 'chromium' | 'firefox';
  tab(url?: string): Promise<Tab>;
  /** Opens a page of the extension, like `options.html`. */
  own(path: string): Promise<Tab>;
  /** Stops the background; the next event starts it again. */
  killBackground(): Promise<void>;
  /** Errors in the consoles of pages and extension since the start. */
  errors(): string[];
  close(): Promise<void>;
}

/** Whether a panel has been there for so long that presses count; an expression for its frame. */
export const ACCEPTS = 'performance.now() > 1200';

export const PATIENCE = 30_000;
/** For one command, in ms: a browser may never answer it. */
export const COMMAND_MS = 60_000;
/** The same for one that only looks at the page, and is repeated. */
export const LOOK_MS = 10_000;
/** For one check of `until`, in ms: it may itself wait for something. */
const CHECK_MS = PATIENCE + 15_000;

/** Waits for an answer, but not for ever. @param what the question, for the error. */
export function answered<T>(answer: Promise<T>, what: string, ms = COMMAND_MS): Promise<T> {
  let timer: NodeJS.Timeout;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error(`no answer within ${ms} ms: ${what}`)), ms);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

/**
 * A point on the collapsed tab, as an expression for the page; null where there is none. The tab is
 * in a closed shadow root, so it is found by what the page has at its right edge.
 */
export const TAB_POINT = `(() => {
  const x = innerWidth - 14;
  const ours = [];
  for (let y = 0; y < innerHeight; y += 4)
    if (document.elementFromPoint(x, y)?.localName === 'sideline-panel') ours.push(y);
  return ours.length > 0 && ours.length < 30 ? [x, ours[0] + 16] : null;
})()`;

/**
 * Repeats a check until it has a value. A check that fails is repeated too, and one that is not
 * answered ends the waiting.
 * @param what it waits for, for the error, which also has the reason why the last check failed.
 */
export async function until<T>(
  check: () => Promise<T | null | undefined | false>,
  what: string,
  ms = PATIENCE,
): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    let failure = '';
    try {
      const value = await answered(check(), what, Math.max(ms, CHECK_MS));
      if (value) return value;
    } catch (error) {
      failure = `; the last check: ${error instanceof Error ? error.message : error}`;
    }
    if (Date.now() > end) throw new Error(`waited ${ms} ms for ${what}${failure}`);
    await new Promise((done) => setTimeout(done, 40));
  }
}
