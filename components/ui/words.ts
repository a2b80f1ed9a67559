import { i18n } from '#i18n';
import { browser } from '#imports';

type Translate = typeof i18n.t;
/** The one way to a sentence: every one comes from the locale files. */
export const t: Translate = i18n.t;

/** For keys that are put together from an id; tests/repo/locales checks that each exists in every language. */
export function tKey(key: string, values: readonly string[] = []): string {
  return (i18n.t as unknown as (key: string, values: readonly string[]) => string)(key, values);
}

export function language(): string {
  return browser.i18n.getUILanguage();
}
