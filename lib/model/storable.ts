/**
 * Escapes of characters that stores handle differently: NUL (PostgreSQL has none) and lone
 * surrogates (UTF-8 has none).
 */
const UNSAFE = /\\u(?:0000|d[89a-f])/i;

/** Cleans texts in place: a reviver of `JSON.parse` would be called for every value. */
function clean(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\u0000', '').toWellFormed();
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries())
      if (typeof item === 'string' || typeof item === 'object') value[index] = clean(item);
  } else if (typeof value === 'object' && value !== null) {
    const fields = value as Record<string, unknown>;
    for (const name of Object.keys(fields)) {
      const item = fields[name];
      if (typeof item === 'string' || typeof item === 'object') fields[name] = clean(item);
    }
  }
  return value;
}

/** Parses JSON without these characters. @throws SyntaxError */
export function parseStorable(json: string): unknown {
  const value: unknown = JSON.parse(json);
  return UNSAFE.test(json) ? clean(value) : value;
}

/** The value as the server will parse it, so that device and server store the same text. */
export function storable<T>(value: T): T {
  const json = JSON.stringify(value);
  return UNSAFE.test(json) ? (parseStorable(json) as T) : value;
}
