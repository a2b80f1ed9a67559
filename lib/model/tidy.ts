/** Escapes of what no store keeps alike: NUL (PostgreSQL has none) and halves of a surrogate pair (UTF-8 has none). */
const ODD = /\\u(?:0000|d[89a-f])/i;
const clean = (_: string, value: unknown) =>
  typeof value === 'string' ? value.replaceAll('\u0000', '').toWellFormed() : value;

/** Reads JSON without what no store keeps alike. @throws SyntaxError */
export function parseTidy(json: string): unknown {
  return ODD.test(json) ? JSON.parse(json, clean) : JSON.parse(json);
}

/** The same value as the server will read it, so that device and server hold one text. */
export function tidy<T>(value: T): T {
  const json = JSON.stringify(value);
  return ODD.test(json) ? (parseTidy(json) as T) : value;
}
