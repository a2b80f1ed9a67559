/** Whether a name is one of those that are known: one contains a word of the other. */
export function isKnownName(name: string, known: readonly string[]): boolean {
  const parts = (text: string) =>
    text
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter(
        (part) => part.length > 2 && !/^(?:frau|herrn?|don|doña|mrs|prof|gmbh|ltd)$/.test(part),
      );
  const own = parts(name);
  return known.some((other) => parts(other).some((part) => own.includes(part)));
}

/** A pattern for any of the names as whole words; null for none. One letter is no name. */
export function namePattern(names: readonly string[]): RegExp | null {
  const escaped = names
    .map((name) => name.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .filter((name) => name.length > 1);
  if (escaped.length === 0) return null;
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${escaped.join('|')})(?![\\p{L}\\p{N}])`, 'iu');
}
