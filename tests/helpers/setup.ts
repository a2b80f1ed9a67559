import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeEach, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';

function flat(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  const entries = Object.entries(value as Record<string, unknown>);
  if ('n' in (value as object)) return [[path, entries.map(([, text]) => String(text)).join(' | ')]];
  return entries.flatMap(([key, child]) => flat(child, path ? `${path}_${key}` : key));
}
// The same generated inputs each time: a test goes red for a change, never by chance.
fc.configureGlobal({ seed: 20_261_127 });

// Libraries look for the extension API where a browser has it.
Object.assign(globalThis, { chrome: fakeBrowser, browser: fakeBrowser });

const words = new Map(flat(JSON.parse(readFileSync('locales/en.json', 'utf8'))));

beforeEach(() => {
  fakeBrowser.reset();
  // What the fake browser does not do: sentences come from the English file, as in a browser.
  vi.spyOn(fakeBrowser.i18n, 'getMessage').mockImplementation(((key: string, values: string[] = []) =>
    (words.get(key.replaceAll('.', '_')) ?? '').replace(/\$(\d)/g, (_, n) => values[Number(n) - 1] ?? '')) as never);
  vi.spyOn(fakeBrowser.i18n, 'getUILanguage').mockImplementation(() => 'en-GB');
});
