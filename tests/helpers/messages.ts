function flat(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  const entries = Object.entries(value as Record<string, unknown>);
  if ('n' in (value as object))
    return [[path, entries.map(([, text]) => String(text)).join(' | ')]];
  return entries.flatMap(([key, child]) => flat(child, path ? `${path}_${key}` : key));
}

/**
 * `getMessage` as in a browser; the fake browser does not implement it.
 * @param texts a locale file.
 */
export function messagesOf(texts: unknown) {
  const messages = new Map(flat(texts));
  return (key: string, values: string[] = []) =>
    (messages.get(key.replaceAll('.', '_')) ?? '').replace(
      /\$(\d)/g,
      (_, n) => values[Number(n) - 1] ?? '',
    );
}
