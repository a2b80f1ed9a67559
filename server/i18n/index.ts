import { parseAccept } from 'hono/utils/accept';
import de from './de.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };

/** The server's own texts for people: on the two pages behind links, and in mails. */
export type Texts = typeof en;
const languages = { en, de, es } satisfies Record<string, Texts>;
export type Language = keyof typeof languages;
export const texts: Readonly<Record<Language, Texts>> = languages;

/** The available language that a browser prefers. @param accepted its `Accept-Language`. */
export function languageOf(accepted: string | null | undefined): Language {
  const preferred = parseAccept(accepted ?? '')
    .filter(({ q }) => q > 0)
    .sort((a, b) => b.q - a.q);
  const available = preferred
    .map(({ type }) => type.toLowerCase().split('-')[0])
    .find((language) => language !== undefined && Object.hasOwn(languages, language));
  return (available as Language | undefined) ?? 'en';
}
