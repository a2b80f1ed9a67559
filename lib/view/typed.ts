import type { Now, TypedParser } from '../coaching/index.ts';
import { parseTyped } from '../values/index.ts';

/** Parses typed-in facts. @param locale the browser's language, which people type in. */
export function typedParser(locale: string, now: Now): TypedParser {
  return (field, text) => parseTyped(field, text, { locale, timeZone: now.timeZone, now: now.ms });
}
