import type { Now, TypedParser } from '../coaching/index.ts';
import { parseTyped } from '../values/index.ts';

/** Reads typed-in facts. @param locale the browser's language: people type as they read. */
export function typedParser(locale: string, now: Now): TypedParser {
  return (field, text) => parseTyped(field, text, { locale, timeZone: now.timeZone, now: now.ms });
}
