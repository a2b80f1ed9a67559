import { beforeEach, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import de from '../../locales/de.json';
import en from '../../locales/en.json';
import { messagesOf } from '../helpers/messages.ts';

// Libraries look for the extension API where a browser has it.
Object.assign(globalThis, { chrome: fakeBrowser, browser: fakeBrowser });

const languages = {
  'en-GB': messagesOf(en),
  de: messagesOf(de),
};

/** Sentences in this language until the next test. */
export function speak(language: keyof typeof languages): void {
  vi.spyOn(fakeBrowser.i18n, 'getMessage').mockImplementation(languages[language] as never);
  vi.spyOn(fakeBrowser.i18n, 'getUILanguage').mockImplementation(() => language);
}

beforeEach(() => {
  fakeBrowser.reset();
  speak('en-GB');
});
