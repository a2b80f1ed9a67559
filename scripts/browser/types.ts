/** One way to drive both browsers: real clicks and keys, elements found by what assistive technology sees. */
export interface Found {
  click(): Promise<void>;
  /** Clicks, empties and types, key by key. */
  fill(text: string): Promise<void>;
  text(): Promise<string>;
}

export interface Scene {
  /** Waits for an element by role and accessible name. */
  get(role: string, name: string): Promise<Found>;
  /** Waits until the body shows this text. */
  see(text: string, ms?: number): Promise<void>;
  /** Waits until the body no longer shows it. */
  miss(text: string): Promise<void>;
  /** Chooses in a native select. */
  choose(name: string, label: string): Promise<void>;
  eval<T>(expression: string): Promise<T>;
  /** Waits until the expression is truthy. */
  until(expression: string, ms?: number): Promise<void>;
}

export interface Tab extends Scene {
  goto(url: string): Promise<void>;
  /** The frame of the extension in this tab; waits for it. */
  panel(): Promise<Scene>;
  hasPanel(): Promise<boolean>;
  /** One real click where the collapsed tab sits. */
  pressTab(): Promise<void>;
  /** Clicks the collapsed tab at the right edge with a real pointer, until the panel is there. */
  openPanel(): Promise<void>;
  /** Brings the tab to the front: hidden ones rest. */
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
  /** Messages written to any console as errors since the start, of pages and extension. */
  errors(): string[];
  close(): Promise<void>;
}

export const PATIENCE = 30_000;

export async function until<T>(
  check: () => Promise<T | null | undefined | false>,
  what: string,
  ms = PATIENCE,
): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const value = await check().catch(() => null);
    if (value) return value;
    if (Date.now() > end) throw new Error(`waited ${ms} ms for ${what}`);
    await new Promise((done) => setTimeout(done, 40));
  }
}
