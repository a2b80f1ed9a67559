import { parseAccept } from 'hono/utils/accept';
import de from './de.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };

/** What the server itself says to people: on the two pages that links open, and in mails. */
export type Texts = typeof en;
const languages = { en, de, es } satisfies Record<string, Texts>;
export type Language = keyof typeof languages;
export const texts: Readonly<Record<Language, Texts>> = languages;

/** The language of ours that a browser likes best. @param accepted its `Accept-Language`. */
export function languageOf(accepted: string | null | undefined): Language {
  const liked = parseAccept(accepted ?? '')
    .filter(({ q }) => q > 0)
    .sort((a, b) => b.q - a.q);
  const found = liked
    .map(({ type }) => type.toLowerCase().split('-')[0])
    .find((language) => language !== undefined && Object.hasOwn(languages, language));
  return (found as Language | undefined) ?? 'en';
}
