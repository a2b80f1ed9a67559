import { browser } from '#imports';
import type { Now, TypedParser } from '../../lib/coaching/index.ts';
import { parseTyped } from '../../lib/values/index.ts';

export { typable } from '../../lib/values/index.ts';

/** Reads typed-in facts in the browser's language. */
export function parseTypedFact(now: Now): TypedParser {
  return (field, text) => parseTyped(field, text, { locale: browser.i18n.getUILanguage(), timeZone: now.timeZone, now: now.ms });
}
