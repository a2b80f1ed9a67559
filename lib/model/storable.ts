/**
 * Escapes of characters that stores handle differently: NUL (PostgreSQL has none) and lone
 * surrogates (UTF-8 has none).
 */
const UNSAFE = /\\u(?:0000|d[89a-f])/i;
const clean = (_: string, value: unknown) =>
  typeof value === 'string' ? value.replaceAll('\u0000', '').toWellFormed() : value;

/** Parses JSON without these characters. @throws SyntaxError */
export function parseStorable(json: string): unknown {
  return UNSAFE.test(json) ? JSON.parse(json, clean) : JSON.parse(json);
}

/** The value as the server will parse it, so that device and server store the same text. */
export function storable<T>(value: T): T {
  const json = JSON.stringify(value);
  return UNSAFE.test(json) ? (parseStorable(json) as T) : value;
}
