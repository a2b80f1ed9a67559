function flat(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  const entries = Object.entries(value as Record<string, unknown>);
  if ('n' in (value as object))
    return [[path, entries.map(([, text]) => String(text)).join(' | ')]];
  return entries.flatMap(([key, child]) => flat(child, path ? `${path}_${key}` : key));
}

/**
 * What `getMessage` does in a browser, and the fake one does not.
 * @param texts a locale file.
 */
export function messagesOf(texts: unknown) {
  const words = new Map(flat(texts));
  return (key: string, values: string[] = []) =>
    (words.get(key.replaceAll('.', '_')) ?? '').replace(
      /\$(\d)/g,
      (_, n) => values[Number(n) - 1] ?? '',
    );
}
