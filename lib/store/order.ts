interface Ordered {
  id: string;
  version: number;
  pending: boolean | number;
  fields: { at?: unknown };
}

/**
 * Sorts rows about one thing, the current one first: own unsent changes, then by the server's
 * order. Only rows that no server has ordered yet are compared by time, which is this device's
 * clock alone.
 */
export function inOrder<T extends Ordered>(rows: readonly T[]): T[] {
  return [...rows].sort((a, b) => {
    const [aIsUnsent, bIsUnsent] = [Boolean(a.pending), Boolean(b.pending)];
    if (aIsUnsent !== bIsUnsent) return aIsUnsent ? -1 : 1;
    if (!aIsUnsent && a.version !== b.version) return b.version - a.version;
    return Number(b.fields.at ?? 0) - Number(a.fields.at ?? 0) || b.id.localeCompare(a.id);
  });
}

/** The current row among rows about one thing. */
export function currentOf<T extends Ordered>(rows: readonly T[]): T | null {
  return inOrder(rows)[0] ?? null;
}

/** The current row for each key. @param key identifies the thing that a row is about. */
export function currentBy<T extends Ordered>(rows: readonly T[], key: (row: T) => string): T[] {
  return [...Map.groupBy(inOrder(rows), key).values()].flatMap(([current]) => current ?? []);
}
