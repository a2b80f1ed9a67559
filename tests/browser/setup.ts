import { beforeEach, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import de from '../../locales/de.json';
import en from '../../locales/en.json';
import { messagesOf } from '../helpers/messages.ts';

// Libraries expect the extension API as globals.
Object.assign(globalThis, { chrome: fakeBrowser, browser: fakeBrowser });

const languages = {
  'en-GB': messagesOf(en),
  de: messagesOf(de),
};

/** Sets the language of the page until the next test. */
export function speak(language: keyof typeof languages): void {
  vi.spyOn(fakeBrowser.i18n, 'getMessage').mockImplementation(languages[language] as never);
  vi.spyOn(fakeBrowser.i18n, 'getUILanguage').mockImplementation(() => language);
}

beforeEach(() => {
  fakeBrowser.reset();
  speak('en-GB');
});
