import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeEach, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { messagesOf } from './messages.ts';

// The same generated inputs each time: a test fails because of a change, never by chance.
fc.configureGlobal({ seed: 20_261_127 });

// Libraries expect the extension API as a global, like in a browser.
Object.assign(globalThis, { chrome: fakeBrowser, browser: fakeBrowser });

const getMessage = messagesOf(JSON.parse(readFileSync('locales/en.json', 'utf8')));

beforeEach(() => {
  fakeBrowser.reset();
  vi.spyOn(fakeBrowser.i18n, 'getMessage').mockImplementation(getMessage as never);
  vi.spyOn(fakeBrowser.i18n, 'getUILanguage').mockImplementation(() => 'en-GB');
});
