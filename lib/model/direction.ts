/** Letters that run from right to left: Hebrew, Arabic and the scripts beside them. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/**
 * A value for a sentence. One with letters from right to left is isolated (U+2068, U+2069), so that
 * the words and the number after it keep their places.
 */
export function isolated<T>(value: T): T | string {
  return typeof value === 'string' && RIGHT_TO_LEFT.test(value) ? `\u2068${value}\u2069` : value;
}
