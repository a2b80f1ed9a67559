import * as z from 'zod/mini';
import { browser } from '#imports';
import { crmNames } from '../model/index.ts';

/** Settings of this browser. Everything is parsed after reading: an older version or a curious person may have written something else. */
export const Site = z.object({ origin: z.string().check(z.maxLength(300)), crm: z.enum(crmNames) });
export type Site = z.infer<typeof Site>;

/** The match pattern of an origin. Patterns know no ports; the full origin chooses the adapter. */
export function sitePattern(origin: string): string {
  const url = new URL(origin);
  return `${url.protocol}//${url.hostname}/*`;
}

/** Every address of the web, in each way that browsers write it. */
const WHOLE_WEB = /^(?:<all_urls>|\*:\/\/\*\/\*|https?:\/\/\*\/\*)$/;

/**
 * The granted patterns that name a site. The whole web is too much even when somebody granted it
 * for one server: a CRM is named.
 */
export function namedSites(patterns: readonly string[]): string[] {
  return patterns.filter((pattern) => !WHOLE_WEB.test(pattern));
}

const schemas = {
  /** A company's own CRM addresses that a person added. */
  sites: z._default(z.array(Site), []),
  /** Name of the database in use: one per server, organisation and user. */
  store: z._default(z.string(), 'sideline:local'),
  server: z._default(z.string(), ''),
  colours: z._default(z.enum(['auto', 'light', 'dark']), 'auto'),
  letterKeys: z._default(z.boolean(), true),
  /** Whether the person one works with may see that one looks at a deal. */
  presence: z._default(z.boolean(), true),
  /** Whether what followed from a question may move the order of questions. */
  learning: z._default(z.boolean(), true),
} as const;
export type SettingName = keyof typeof schemas;
export type Setting<N extends SettingName> = z.infer<(typeof schemas)[N]>;

function parse<N extends SettingName>(name: N, raw: unknown): Setting<N> {
  const parsed = schemas[name].safeParse(raw ?? undefined);
  return (parsed.success ? parsed.data : schemas[name].parse(undefined)) as Setting<N>;
}

/** Where the panel's layout on the pages of one CRM is kept. */
export function layoutKey(crm: string): string {
  return `layout:${crm}`;
}

/** What is stored under a key. */
export async function readStored<T>(key: string, read: (raw: unknown) => T): Promise<T> {
  return read((await browser.storage.local.get(key))[key]);
}

/** Writes go one after the other: a change reads what the one before it wrote. */
let writing: Promise<unknown> = Promise.resolve();

/** Changes what is stored from what it is now. For the background only, which is the only writer. */
export function updateStored<T>(
  key: string,
  read: (raw: unknown) => T,
  change: (value: T) => T,
): Promise<void> {
  const write = async () => {
    await browser.storage.local.set({ [key]: change(await readStored(key, read)) });
  };
  const result = writing.then(write, write);
  writing = result.catch(() => {}); // whoever asked hears of the failure
  return result;
}

export function getSetting<N extends SettingName>(name: N): Promise<Setting<N>> {
  return readStored(name, (raw) => parse(name, raw));
}

export function updateSetting<N extends SettingName>(
  name: N,
  change: (value: Setting<N>) => Setting<N>,
): Promise<void> {
  return updateStored(name, (raw) => parse(name, raw), change);
}

export function setSetting<N extends SettingName>(name: N, value: Setting<N>): Promise<void> {
  return updateSetting(name, () => value);
}

/** Calls back with the value at every change, until the signal ends. */
export function onSetting<N extends SettingName>(
  name: N,
  changed: (value: Setting<N>) => void,
  signal: AbortSignal,
): void {
  const listener = (changes: Record<string, { newValue?: unknown }>) => {
    const change = changes[name];
    if (change) changed(parse(name, change.newValue));
  };
  browser.storage.local.onChanged.addListener(listener);
  signal.addEventListener('abort', () => browser.storage.local.onChanged.removeListener(listener));
}
