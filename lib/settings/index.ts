import * as z from 'zod/mini';
import { browser } from '#imports';
import { crmNames } from '../model/index.ts';

/**
 * Settings of this browser. Stored values are parsed after reading: an older version or a person
 * may have written other ones.
 */
export const Site = z.object({ origin: z.string().check(z.maxLength(300)), crm: z.enum(crmNames) });
export type Site = z.infer<typeof Site>;

/** The match pattern of an origin. Patterns have no ports; the full origin selects the adapter. */
export function sitePattern(origin: string): string {
  const url = new URL(origin);
  return `${url.protocol}//${url.hostname}/*`;
}

/** Patterns of the whole web, in each form that browsers use. */
const WHOLE_WEB = /^(?:<all_urls>|\*:\/\/\*\/\*|https?:\/\/\*\/\*)$/;

/**
 * The granted patterns of specific sites. A grant for the whole web is not used for CRM pages: a
 * CRM has to be named.
 */
export function namedSites(patterns: readonly string[]): string[] {
  return patterns.filter((pattern) => !WHOLE_WEB.test(pattern));
}

const schemas = {
  /** A company's own CRM addresses that a person added. */
  sites: z._default(z.array(Site), []),
  /** CRMs whose pages Sideline leaves alone for now. */
  paused: z._default(z.array(z.enum(crmNames)), []),
  /** Name of the database in use: one per server, organisation and user. */
  store: z._default(z.string(), 'sideline:local'),
  server: z._default(z.string(), ''),
  colours: z._default(z.enum(['auto', 'light', 'dark']), 'auto'),
  letterKeys: z._default(z.boolean(), true),
  /** Whether rep or manager may see that this person has a deal open. */
  presence: z._default(z.boolean(), true),
  /** Whether insights may change the ranking of questions. */
  learning: z._default(z.boolean(), true),
} as const;
export type SettingName = keyof typeof schemas;
export type Setting<N extends SettingName> = z.infer<(typeof schemas)[N]>;

function parse<N extends SettingName>(name: N, raw: unknown): Setting<N> {
  const parsed = schemas[name].safeParse(raw ?? undefined);
  return (parsed.success ? parsed.data : schemas[name].parse(undefined)) as Setting<N>;
}

/** The storage key of the panel's layout on one CRM. */
export function layoutKey(crm: string): string {
  return `layout:${crm}`;
}

/** The parsed value of a key. */
export async function readStored<T>(key: string, read: (raw: unknown) => T): Promise<T> {
  return read((await browser.storage.local.get(key))[key]);
}

/** Writes run one after the other, so that each change reads the result of the one before. */
let writing: Promise<unknown> = Promise.resolve();

/** Changes a stored value. For the background only, which is the only writer. */
export function updateStored<T>(
  key: string,
  read: (raw: unknown) => T,
  change: (value: T) => T,
): Promise<void> {
  const write = async () => {
    await browser.storage.local.set({ [key]: change(await readStored(key, read)) });
  };
  const result = writing.then(write, write);
  writing = result.catch(() => {}); // the caller handles the failure
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
