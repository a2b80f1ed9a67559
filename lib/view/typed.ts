import type { Now, TypedParser } from '../coaching/index.ts';
import { type DateFormat, parseTyped } from '../values/index.ts';

/** How people write dates in the browser's language. It is no evidence of their order. */
export function typedDates(locale: string, now: Now): DateFormat {
  return { locale: null, language: locale, timeZone: now.timeZone, now: now.ms };
}

/** Parses typed-in facts. @param locale the browser's language, which people type in. */
export function typedParser(locale: string, now: Now): TypedParser {
  const dates = typedDates(locale, now);
  // The language says which decimal sign its people use, but not where a dollar is from.
  const amounts = { ...dates, locale, region: '' };
  return (field, text) => parseTyped(field, text, field === 'amount' ? amounts : dates);
}
