import { readFileSync } from 'node:fs';
import { messagesOf } from '../tests/helpers/messages.ts';

/** The languages of the texts on screen. */
export const languages = ['en', 'de', 'es'] as const;
export type Language = (typeof languages)[number];

export const isLanguage = (text: string): text is Language =>
  languages.some((language) => language === text);

/** The texts on screen in one language, by their keys. @throws where there is no such key. */
export function textsIn(language: Language): (key: string, values?: string[]) => string {
  const text = messagesOf(JSON.parse(readFileSync(`locales/${language}.json`, 'utf8')));
  return (key, values) => {
    const found = text(key, values);
    if (found === '') throw new Error(`locales/${language}.json has no text ${key}`);
    return found;
  };
}
