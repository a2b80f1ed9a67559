interface Ordered {
  id: string;
  version: number;
  pending: boolean | number;
  fields: { at?: unknown };
}

/**
 * Rows that speak of one thing, the one that counts first: one's own unsent changes, then the order
 * in which the server took them. Only what no server has ordered yet goes by the clock, which is
 * this device's alone.
 */
export function inOrder<T extends Ordered>(rows: readonly T[]): T[] {
  return [...rows].sort((a, b) => {
    const [mine, theirs] = [Boolean(a.pending), Boolean(b.pending)];
    if (mine !== theirs) return mine ? -1 : 1;
    if (!mine && a.version !== b.version) return b.version - a.version;
    return Number(b.fields.at ?? 0) - Number(a.fields.at ?? 0) || b.id.localeCompare(a.id);
  });
}

/** The row that counts, of those that speak of one thing. */
export function currentOf<T extends Ordered>(rows: readonly T[]): T | null {
  return inOrder(rows)[0] ?? null;
}

/** Of each thing that rows speak of, the row that counts. @param key what a row speaks of. */
export function currentBy<T extends Ordered>(rows: readonly T[], key: (row: T) => string): T[] {
  return [...Map.groupBy(inOrder(rows), key).values()].flatMap(([current]) => current ?? []);
}
